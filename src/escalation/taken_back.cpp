// Jobs of earlier days that this plan no longer wants: letters, visits, questions and notices that waited
// for a person while what they followed from was taken back.
#include <algorithm>

#include "escalation/case_planner.h"

namespace firstday::escalation {

namespace {

using chronology::DecisionFact;
using chronology::JobFact;

constexpr const char* kReasonAccepted = "a reason was accepted";
constexpr const char* kDayRecoded = "the mark of that day was changed";
constexpr const char* kDecisionChanged = "what was decided has changed";
constexpr const char* kNoLongerDue = "the procedure no longer asks for it";

bool is_once(const Step& s) {
  return s.occurrence == Occurrence::kOnceInRange || s.occurrence == Occurrence::kOncePerCase ||
         !s.due_days.empty();
}

/// What is owed about a day whatever becomes of the case: what was done then is written down.
bool is_owed_all_the_same(job::Kind kind) {
  return kind == job::Kind::kRecord || kind == job::Kind::kWork;
}

/// False where the newest word about a decision that the condition asks for is another one. Nothing else of
/// it is looked at: an answer of an earlier day, a visit or a call do not become untrue.
bool may_still_hold(const Condition& c, const Situation& s) {
  const auto one = [&](const Condition& part) { return may_still_hold(part, s); };
  if (c.kind == Condition::Kind::kAll) return std::all_of(c.of.begin(), c.of.end(), one);
  if (c.kind == Condition::Kind::kAny) return std::any_of(c.of.begin(), c.of.end(), one);
  const bool asks = c.kind == Condition::Kind::kFact &&
                    (c.fact == FactWord::kDecision || c.fact == FactWord::kDecisionToday);
  if (!asks) return true;
  Condition ever = c;
  ever.fact = FactWord::kDecision;
  const auto& all = s.facts->decisions;
  return holds(ever, s) ||
         std::none_of(all.begin(), all.end(), [&](const DecisionFact& d) { return d.about == c.about; });
}

}  // namespace

void CasePlanner::take_back() {
  if (case_.facts == nullptr) return;
  for (const JobFact& fact : case_.facts->jobs) {
    if (fact.day >= setting_.today.date || !job::may_be_withdrawn(fact.state) || is_planned(fact.key))
      continue;
    if (const char* reason = why_not_wanted(fact))
      batch_.taken_back.push_back({household_.pupil.ref, case_.id, fact.key, reason});
  }
}

bool CasePlanner::is_planned(const std::string& key) const {
  return std::any_of(jobs_.begin(), jobs_.end(),
                     [&](const Planned& p) { return p.job.subjects.front().key == key; });
}

/// Nothing where it stays: what staff were asked to do on one day is not undone by the next.
const char* CasePlanner::why_not_wanted(const JobFact& fact) const {
  if (is_owed_all_the_same(fact.kind)) return nullptr;
  if (const Gap* g = gap_of_step(fact.step)) return case_.absent_today && !g->daily ? kNoLongerDue : nullptr;
  const Step* step = rules_.step(fact.step);
  if (step == nullptr) return nullptr;
  if (step->on == Trigger::kFlag) return kNoLongerDue;
  if (situation_.reason_accepted) return kReasonAccepted;
  if (was_recoded(fact.day)) return kDayRecoded;
  if (!may_still_hold(step->when, situation_)) return kDecisionChanged;
  return case_.absent_today && is_once(*step) && !has_lapsed(*step) ? kNoLongerDue : nullptr;
}

/// A day of the case that no longer counts.
bool CasePlanner::was_recoded(base::Date day) const {
  return std::find(case_.counted.begin(), case_.counted.end(), day) == case_.counted.end();
}

/// Its days are over, or its time of today is: it was not looked at, so that nothing speaks against it.
bool CasePlanner::has_lapsed(const Step& step) const {
  const bool late = std::any_of(
      batch_.withheld.begin() + static_cast<std::ptrdiff_t>(first_withheld_), batch_.withheld.end(),
      [&](const job::Withheld& w) { return w.step == step.id && w.rule == "too_late"; });
  if (late || (step.days.empty() && step.due_days.empty())) return true;
  const int day = static_cast<int>(counted_.size());
  const DaySet days = days_for(step, tier_);
  const DayRange* range = days.begun_by(day);
  return range && !range->holds(day) && !step.catch_up && step.due_days.empty();
}

}  // namespace firstday::escalation
