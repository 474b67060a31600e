// Gates: nothing is planned behind one without evidence, or the word of the role that may give it (002-03,
// 002-09, 002-10, 000-31).
#include <gtest/gtest.h>

#include <algorithm>

#include "escalation/case_walk.h"
#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

using chronology::CaseFacts;

/// What each gate asks for, written down a second time from the procedures.
class Evidence {
 public:
  Evidence(const CaseFacts& facts, base::Date today, int unbroken_days)
      : facts_(facts), today_(today), unbroken_days_(unbroken_days) {}

  bool is_there(const std::string& policy, const std::string& action) const {
    if (action == "submit_cme_referral") return visited() || overridden(action);
    if (action == "submit_destination_confirmed")
      return says("destination") && says("destination_confirmed") && says("on_roll_there");
    if (!says("la_notice") || !newest("la_notice")->written) return false;
    return policy == "essex-first-day-calling" ? unbroken_days_ >= 20 : four_weeks();
  }

 private:
  /// "unless a home visit has been completed": somebody stood at the right door and could do what they came
  /// for; or the DSL has said that a door nobody could get to counts.
  bool visited() const {
    return std::any_of(facts_.visits.begin(), facts_.visits.end(), [&](const chronology::VisitFact& v) {
      return (v.outcome != "not_made" && v.outcome != "abandoned" && v.outcome != "no_access" &&
              v.outcome != "wrong_address") ||
             (v.outcome == "no_access" && no_access_counts(v.at));
    });
  }

  bool no_access_counts(base::Instant visit) const {
    const chronology::DecisionFact* newest = nullptr;
    for (const chronology::DecisionFact& d : facts_.decisions)
      if (d.about == "no_access_counts") newest = &d;
    return newest != nullptr && newest->answer == "yes" && newest->at >= visit;
  }

  bool overridden(const std::string& action) const {
    return std::any_of(
        facts_.decisions.begin(), facts_.decisions.end(), [&](const chronology::DecisionFact& d) {
          return d.about == action && d.answer == "override" && d.by_role == "dsl" && d.has_rationale;
        });
  }

  const chronology::RecordedFact* newest(const std::string& about) const {
    const chronology::RecordedFact* out = nullptr;
    for (const chronology::RecordedFact& r : facts_.recorded)
      if (r.about == about) out = &r;
    return out;
  }

  bool says(const std::string& about) const {
    const auto* word = newest(about);
    return word != nullptr && word->value != "no";
  }

  bool four_weeks() const {
    return !facts_.referrals.empty() &&
           today_ >= base::to_london(facts_.referrals.front().at).date + std::chrono::days{28};
  }

  const CaseFacts& facts_;
  base::Date today_;
  int unbroken_days_;
};

/// Many of the facts that gates ask for, so that each is often met and often missed by one.
void add_evidence(CaseFacts& c, Choices& choose, base::Instant now) {
  static constexpr const char* kAbout[] = {"la_notice", "destination", "destination_confirmed",
                                           "on_roll_there"};
  static constexpr const char* kVisits[] = {"not_made",      "abandoned", "no_access",
                                            "wrong_address", "no_answer", "child_seen"};
  static constexpr const char* kGated[] = {"submit_cme_referral", "remove_from_roll",
                                           "submit_destination_confirmed"};
  static constexpr const char* kRoles[] = {"dsl", "office"};
  for (const char* about : kAbout)
    if (!choose.one_in(4))
      c.recorded.push_back({now, about, choose.one_in(6) ? "no" : "", choose.coin(), "office"});
  if (choose.coin()) c.visits.push_back({now, choose.from(kVisits)});
  if (choose.coin()) c.referrals.push_back({now - std::chrono::days{choose.of(40)}, "cme_referral"});
  if (choose.one_in(3))
    c.decisions.push_back({now, choose.from(kGated), "override", choose.from(kRoles), {}, choose.coin()});
}

constexpr const char* kGatedPolicies[] = {"cambridgeshire-cme", "essex-first-day-calling"};
constexpr const char* kTags[] = {"none", "looked_after", "young_carer"};

FIRSTDAY_PROPERTY(Gates, NothingIsPlannedBehindOneWithoutEvidenceOrOverride, 7) {
  const size_t days = 1 + choose.of(28);
  MadeUp w = plain_case({choose.from(kGatedPolicies), 1, days, choose.from(kTags)});
  CaseFacts& c = *w.first_case();
  add_evidence(c, choose, w.when.now);
  if (choose.coin()) things_happen(w, choose, 3);
  const job::Batch batch = w.plan();
  const int unbroken = unbroken_days(w.marks.of(c.pupil), w.school.calendar, batch.day);
  const Evidence evidence(c, batch.day, unbroken);
  const std::string& policy = w.policy().id;
  for (const job::Job& j : batch.jobs) {
    const Step* step = w.policy().step(j.step);
    if (step != nullptr && !step->gate.empty() && !evidence.is_there(policy, step->gate))
      support::broken(j.step + " is planned, and " + step->gate + " has no evidence");
  }
  for (const job::Withheld& h : batch.withheld) {
    const Step* step = h.rule == "gate_closed" ? w.policy().step(h.step) : nullptr;
    if (step != nullptr && evidence.is_there(policy, step->gate))
      support::broken(h.step + " is held back without cause");
  }
  for (const job::GateState& g : batch.gates) {
    HOLDS(g.open == evidence.is_there(policy, g.action));
    HOLDS(g.open || !g.missing.empty());
  }
  support::about(!batch.gates.empty());
}

}  // namespace
}  // namespace firstday::escalation::testing
