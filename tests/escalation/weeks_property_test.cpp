// Weeks of a school, day by day: each plan on top of all before it, each job with an outcome of its own,
// brothers and sisters among the pupils. Dear, so a few hundred cases beside the hundred thousand.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "escalation/invariants.h"
#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

using base::Instant;
using chronology::CaseFacts;
using chronology::JobFact;
using chronology::ResponseLevel;
using job::Kind;
using job::State;
using std::chrono::minutes;

constexpr int kClocks[] = {9 * 60 + 35, 11 * 60 + 10, 13 * 60 + 30, 15 * 60 + 25, 7 * 60 + 35, 18 * 60 + 30};
constexpr const char* kOutcomes[] = {"no_answer", "answered_no_reason", "international_tone"};
constexpr const char* kVisits[] = {"no_answer", "not_made", "child_seen", "concerns_raised", "no_access"};

class Weeks {
 public:
  Weeks(Choices& choose, const char* policy) : choose_(choose), w_(empty_school(choose, policy)) {
    add_families(w_, choose, 3);
    mark_days(w_, choose, 1 + choose.of(20));
    all_ = std::move(w_.marks);
  }

  /// What every plan wanted and withheld, in words.
  std::string live() {
    base::Date day = all_.marks.front().date;
    for (const base::Date last = all_.marks.back().date; day <= last; day += std::chrono::days{1})
      if (w_.school.calendar.is_school_day(day)) live(day);
    return said_;
  }

 private:
  void live(base::Date day) {
    w_.marks.marks.clear();
    for (const roll::Mark& m : all_.marks)
      if (m.date < day || (m.date == day && !choose_.one_in(20))) w_.marks.marks.push_back(m);
    int at = 0;
    for (size_t n = 1 + choose_.of(2); n > 0; --n) {
      at = std::max(at, choose_.from(kClocks));
      set_clock(w_, day, minutes{at});
      plan();
      if (choose_.one_in(10)) things_happen(w_, choose_, 1);
      if (choose_.one_in(20)) bar_somebody();
    }
  }

  void plan() {
    const job::Batch batch = w_.plan();
    for (const std::string& b : breaches(w_.given(), batch)) fail(batch, b);
    for (const std::string& b : breaches_of_planning_twice(w_.given(), batch)) fail(batch, b);
    not_silent(batch);
    said_ += base::join(keys_of(batch), "\n") + "\n" + std::to_string(batch.withheld.size()) + "\n";
    remember(batch, w_.facts);
    for (const job::Job& j : batch.jobs)
      for (const job::Subject& s : j.subjects)
        if (j.not_before <= w_.when.now) settle(j, s);
    for (CaseFacts& c : w_.facts.cases) put_in_order(c);
  }

  [[noreturn]] void fail(const job::Batch& batch, const std::string& what) const {
    support::broken(w_.policy().id + " " + base::london_date_time(batch.planned_at) + ": " + what);
  }

  /// A child who is missed, whose reason nobody has accepted and whose case nobody has closed today: somebody
  /// has something to do.
  void not_silent(const job::Batch& batch) const {
    for (const roll::PupilRef& pupil : batch.absent) {
      const bool has_work = std::any_of(batch.jobs.begin(), batch.jobs.end(), [&](const job::Job& j) {
        return std::any_of(j.subjects.begin(), j.subjects.end(),
                           [&](const job::Subject& s) { return s.pupil == pupil && !s.case_id.empty(); });
      });
      const bool spared =
          std::any_of(batch.withheld.begin(), batch.withheld.end(), [&](const job::Withheld& h) {
            return h.pupil == pupil && h.step.empty() &&
                   (h.rule == "reason_accepted" || h.rule == "case_closed");
          });
      if (!has_work && !spared) fail(batch, pupil.text() + " is missed, and nobody has anything to do");
    }
  }

  CaseFacts* case_of(const job::Subject& subject) {
    for (CaseFacts& c : w_.facts.cases)
      if (c.id == subject.case_id) return &c;
    return nullptr;
  }

  void settle(const job::Job& j, const job::Subject& subject) {
    CaseFacts* c = case_of(subject);
    if (c == nullptr) return;
    for (JobFact& f : c->jobs)
      if (f.key == subject.key && f.state == State::kQueued && !choose_.one_in(3)) settle(j, f, *c);
  }

  void settle(const job::Job& j, JobFact& f, CaseFacts& c) {
    const Instant now = w_.when.now;
    f.at = now;
    if (job::is_carried(j.kind)) {
      f.state = choose_.one_in(5) ? State::kFailed : State::kDelivered;
      return;
    }
    f.state = State::kDone;
    f.outcome = "done";
    if (j.kind == Kind::kCall) return call(j, f, c);
    if (j.kind == Kind::kVisit) c.visits.push_back({now, choose_.from(kVisits)});
    if (j.kind == Kind::kDecide) decide(j, f, c);
    if (j.kind == Kind::kRefer) c.referrals.push_back({now, j.about});
  }

  void call(const job::Job& j, JobFact& f, CaseFacts& c) {
    const Instant now = w_.when.now;
    if (choose_.one_in(8)) {
      f.outcome = "reason_given";
      c.responses.push_back({now, j.to.contact, ResponseLevel::kReasonGiven, {}, choose_.coin()});
    } else {
      f.outcome = choose_.from(kOutcomes);
      if (f.outcome == "answered_no_reason")
        c.responses.push_back({now, j.to.contact, ResponseLevel::kAnswered, {}, false});
    }
    c.calls.push_back({now, j.to.contact, f.outcome});
  }

  void decide(const job::Job& j, JobFact& f, CaseFacts& c) {
    f.outcome = choose_.coin() ? "yes" : "no";
    if (!j.options.empty()) f.outcome = j.options[choose_.of(j.options.size())];
    c.decisions.push_back({w_.when.now, j.about, f.outcome, j.to.role, {}, true});
  }

  /// A court order that comes in the middle.
  void bar_somebody() {
    for (roll::Contact& c : w_.roll.contacts) c.barred = c.barred || choose_.one_in(6);
  }

  Choices& choose_;
  MadeUp w_;
  roll::Register all_;
  std::string said_;
};

/// Invariants 1 to 3 on every day, never silent, and the same again from the same beginning.
void check_weeks(Choices& choose, const char* policy) {
  const bool twice = choose.one_in(4);
  Choices again = choose;
  const std::string said = Weeks(choose, policy).live();
  if (twice && Weeks(again, policy).live() != said) support::broken("the same weeks come out otherwise");
  support::about(said.size() > 200);
}

FIRSTDAY_PROPERTY(WeeksOfEssex, HoldTheInvariantsOnEveryDay, 0.05) {
  check_weeks(choose, "essex-first-day-calling");
}

FIRSTDAY_PROPERTY(WeeksOfTheOthers, HoldTheInvariantsOnEveryDay, 0.2) {
  static constexpr const char* kOthers[] = {"five-day-plan", "trust-same-day", "attendance-flow-chart",
                                            "cambridgeshire-cme"};
  check_weeks(choose, choose.from(kOthers));
}

}  // namespace
}  // namespace firstday::escalation::testing
