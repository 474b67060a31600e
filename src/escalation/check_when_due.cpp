#include <set>

#include "escalation/calls.h"
#include "escalation/check_condition.h"
#include "escalation/check_step.h"
#include "escalation/roles.h"
#include "escalation/rules.h"
#include "escalation/step_faults.h"
#include "escalation/visit_outcomes.h"

namespace firstday::escalation {

namespace {

using job::Kind;

class DueCheck : private StepFaults {
 public:
  using StepFaults::StepFaults;

  void run() {
    check_id();
    check_rows();
    check_days();
    check_tiers();
    check_after();
    check_when();
    check_order();
    check_outcomes();
    check_condition(policy_, step_.when, at_ + "/when", out_);
  }

 private:
  void check_id();
  void check_rows();
  bool follows() const;
  void check_days();
  void check_due_days();
  void check_expected();
  void check_occurrence();
  void check_names(std::string_view key, const std::vector<std::string>& names);
  void check_when();
  void check_group();
  void check_order();
  void check_outcomes();
  void check_tiers();
  bool in_circle() const;
  void check_after();
};

void DueCheck::check_id() {
  if (!is_name(step_.id) || step_.id.rfind(kGapPrefix, 0) == 0)
    fault("id", "'" + step_.id + "' cannot be a step's id.",
          "Use small letters, digits and '-', beginning with a letter but not with 'rule-'.");
  for (size_t i = 0; i < index_; ++i)
    if (policy_.steps[i].id == step_.id && !step_.id.empty())
      return fault("id", "the id '" + step_.id + "' is there twice.",
                   "Each step needs its own: it is part of its jobs' keys.");
}

void DueCheck::check_rows() {
  if (step_.rows.empty() && !follows())
    fault("rows", "the step names no row.", "Name the obligation it carries, as in rows: [000-03].");
  for (const std::string& row : step_.rows)
    if (!is_row_id(row))
      fault("rows", "'" + row + "' is not the id of a row.",
            "Three digits, '-', two digits, as in 000-14; or the word rule.");
}

/// Another step's outcome calls for it.
bool DueCheck::follows() const {
  return std::any_of(policy_.steps.begin(), policy_.steps.end(), [&](const Step& s) {
    return std::any_of(s.on_outcome.begin(), s.on_outcome.end(),
                       [&](const OutcomeRule& r) { return has(r.steps, step_.id); });
  });
}

void DueCheck::check_days() {
  if (!step_.due_days.empty()) check_due_days();
  check_expected();
  const bool called_for = step_.on != Trigger::kDays || !step_.due_days.empty() || follows();
  if (step_.days.empty() && !called_for)
    return fault("days", "the step has no days.", "Say when it is due, as in days: \"1\".");
  if (!step_.days.empty() && called_for)
    fault("days", "the step has days, and something else that calls for it.", "Keep one of the two.");
  for (const DayRange& r : step_.days.ranges) {
    if (r.from > policy_.last_day && policy_.last_day > 0)
      fault("days",
            "day " + std::to_string(r.from) + " is never reached: the policy ends with day " +
                std::to_string(policy_.last_day) + ".",
            "Raise last_day, or leave it to tail:.");
    else if (!r.open_ended() && r.to > policy_.last_day && policy_.last_day > 0)
      fault("days", "the days go beyond day " + std::to_string(policy_.last_day) + ", the last.",
            "Raise last_day, or end the range with it.");
  }
  check_occurrence();
}

void DueCheck::check_due_days() {
  for (const DueDay& due : step_.due_days) {
    if (std::none_of(policy_.tiers.begin(), policy_.tiers.end(),
                     [&](const Tier& t) { return t.name == due.tier; }))
      fault("due_day", "no tier is called '" + due.tier + "'.", "Use the name of a tier.");
    if (due.day > policy_.last_day && policy_.last_day > 0)
      fault("due_day",
            "day " + std::to_string(due.day) + " is never reached: the policy ends with day " +
                std::to_string(policy_.last_day) + ".",
            "Raise last_day.");
  }
}

/// Nothing is known of a child who has not come but whom the roll names: so only that person may be rung.
void DueCheck::check_expected() {
  if (step_.on != Trigger::kExpected) {
    if (step_.days_before > 0)
      fault("days_before", "there is nothing that it goes before.", "Say on: expected, or take it out.");
    return;
  }
  if (step_.days_before < 1)
    fault("days_before", "it is not said how long before the first day this begins.",
          "Say so in school days, as in days_before: 10.");
  const bool contacts = step_.audience.selector != Selector::kRole &&
                        step_.audience.selector != Selector::kHome &&
                        step_.audience.selector != Selector::kSiblingSchools;
  if (step_.action != Kind::kCall || !contacts || step_.audience.fanout != Fanout::kEach)
    fault("on", "only calls, to each of the pupil's contacts, can be due while a pupil is expected.",
          "Say action: call and an audience of contacts without fanout.");
  if (!step_.after.empty() || !step_.on_outcome.empty() || step_.when.kind != Condition::Kind::kAlways)
    fault("on", "nothing can come before or after it, as there is no case yet.",
          "Take out after, when and on_outcome.");
}

void DueCheck::check_occurrence() {
  const bool once = step_.occurrence == Occurrence::kOnceInRange ||
                    step_.occurrence == Occurrence::kOncePerCase || !step_.due_days.empty();
  if (once && step_.days.ranges.size() > 1)
    fault("days", "what is due once needs one range of days.", "Make a step of each range.");
  if (step_.catch_up && !once)
    fault("catch_up", "only what is due once can be caught up.",
          "Say occurrence: once_in_range or once_per_case.");
  if (step_.occurrence == Occurrence::kEachRound && policy_.rounds.empty())
    fault("occurrence", "the policy has no rounds.", "Say rounds: with name, earliest and latest.");
  for (const std::string& round : step_.rounds)
    if (std::none_of(policy_.rounds.begin(), policy_.rounds.end(),
                     [&](const Round& r) { return r.name == round; }))
      fault("rounds", "no round is called '" + round + "'.", "Use the name of a round.");
}

void DueCheck::check_names(std::string_view key, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (policy_.step(name) == nullptr)
      fault(key, "no step is called '" + name + "'.", "Use the id of a step.");
}

void DueCheck::check_when() {
  if (step_.unless_done) check_names("unless_done", step_.unless_done->steps);
  if (!step_.gate.empty() && !policy_.gate(step_.gate))
    fault("gate", "there is no gate '" + step_.gate + "'.", "Describe it under gates:.");
  const auto& sets = policy_.criteria;
  if (!step_.criteria.empty() &&
      std::none_of(sets.begin(), sets.end(), [&](const CriteriaSet& c) { return c.name == step_.criteria; }))
    fault("criteria", "there is no set '" + step_.criteria + "'.", "Describe it under criteria:.");
  if (!step_.group.empty()) check_group();
}

void DueCheck::check_group() {
  const auto of_group = [&](const Step& s) { return s.group == step_.group; };
  const auto members = std::count_if(policy_.steps.begin(), policy_.steps.end(), of_group);
  if (members < 2)
    fault("group", "'" + step_.group + "' has one step only, which is no alternative.",
          "Name the other under the same group:.");
  if (step_.min_of_group < 1 || step_.min_of_group > members)
    fault("min_of_group", "it is not said how many of the group must be done.",
          "Say min_of_group: 1, or more up to the number of its steps.");
}

void DueCheck::check_order() {
  if (!step_.after_round.empty() && step_.after.empty())
    fault("after_round", "there is nothing to go after.", "Say after which step, with after:.");
  const auto& rounds = policy_.rounds;
  if (!step_.after_round.empty() &&
      std::none_of(rounds.begin(), rounds.end(), [&](const Round& r) { return r.name == step_.after_round; }))
    fault("after_round", "no round is called '" + step_.after_round + "'.", "Use the name of a round.");
}

void DueCheck::check_outcomes() {
  for (const OutcomeRule& rule : step_.on_outcome) {
    check_names("on_outcome", rule.steps);
    const bool visit = step_.action == Kind::kVisit;
    const bool known = step_.action == Kind::kCall ? has(call_outcome_words(), rule.outcome)
                                                   : !visit || has(visit_outcomes(), rule.outcome) ||
                                                         has(visit_outcome_groups(), rule.outcome);
    if (!known)
      fault("on_outcome",
            "'" + rule.outcome + "' is no outcome of a " + std::string(job::word(step_.action)) + ".",
            "The outcomes are in config/policies/README.md.");
  }
}

void DueCheck::check_tiers() {
  for (const std::string& tier : step_.tiers)
    if (std::none_of(policy_.tiers.begin(), policy_.tiers.end(),
                     [&](const Tier& t) { return t.name == tier; }))
      fault("tiers", "no tier is called '" + tier + "'.", "Use the name of a tier.");
}

bool DueCheck::in_circle() const {
  std::set<std::string> seen;
  for (const Step* s = &step_; s && !s->after.empty(); s = policy_.step(s->after))
    if (!seen.insert(s->id).second) return true;
  return false;
}

void DueCheck::check_after() {
  if (step_.wait_minutes && step_.after.empty())
    fault("wait_minutes", "there is nothing to wait for.", "Say after which step, with after:.");
  if (step_.after.empty()) return;
  const auto first = std::find_if(policy_.steps.begin(), policy_.steps.end(),
                                  [&](const Step& s) { return s.id == step_.after; });
  if (first == policy_.steps.end())
    return fault("after", "no step is called '" + step_.after + "'.", "Use the id of a step.");
  if (in_circle())
    return fault("after", "these steps wait for each other in a circle.", "One of them must go first.");
  if (first - policy_.steps.begin() > static_cast<std::ptrdiff_t>(index_))
    fault("after", "'" + step_.after + "' stands below this step.",
          "Write the steps in the order they are done.");
  if (!first->days.empty() && !step_.days.empty() && !first->days.overlaps(step_.days))
    fault("after", "'" + step_.after + "' is due on other days than this step.",
          "Wait for a step of the same day.");
}

}  // namespace

void check_when_due(const Policy& policy, size_t index, std::vector<PolicyFault>& out) {
  DueCheck(policy, index, out).run();
}

}  // namespace firstday::escalation
