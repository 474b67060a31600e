#include "escalation/due.h"

#include <algorithm>
#include <optional>

namespace firstday::escalation {

namespace {

template <typename Words>
bool has(const Words& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::optional<base::Date> planned_before(const Step& step, const chronology::CaseFacts* facts) {
  if (!facts) return std::nullopt;
  for (const chronology::JobFact& f : facts->jobs)
    if (f.step == step.id) return f.day;
  return std::nullopt;
}

/// For what is due once: the range it belongs to, when it is due today or may be caught up.
const DayRange* due_range(const DaySet& days, bool catch_up, int day) {
  const DayRange* range = days.begun_by(day);
  return range && (range->holds(day) || catch_up) ? range : nullptr;
}

bool in_tail(const Policy& policy, const Step& step, int day) {
  return day > policy.last_day && has(policy.tail.steps, step.id);
}

bool is_daily(const Step& step) {
  return step.occurrence == Occurrence::kEachDay || step.occurrence == Occurrence::kEachRound;
}

std::optional<DueStep> once(const Step& step, const DaySet& days, std::span<const base::Date> counted,
                            const chronology::CaseFacts* facts) {
  const int day = static_cast<int>(counted.size());
  const DayRange* range = due_range(days, step.catch_up || !step.due_days.empty(), day);
  if (!range) return std::nullopt;
  const auto before = planned_before(step, facts);
  const bool last = !range->open_ended() && day >= range->to;
  return DueStep{&step, before ? *before : counted[static_cast<size_t>(range->from) - 1], last};
}

std::optional<DueStep> due_on(const Policy& policy, const Step& step, std::string_view tier,
                              std::span<const base::Date> counted, const chronology::CaseFacts* facts) {
  const int day = static_cast<int>(counted.size());
  if (!step.due_days.empty()) return once(step, days_for(step, tier), counted, facts);
  if (!is_daily(step)) return once(step, step.days, counted, facts);
  if (step.days.holds(day) || in_tail(policy, step, day)) return DueStep{&step, counted.back(), false};
  return std::nullopt;
}

}  // namespace

DaySet days_for(const Step& step, std::string_view tier) {
  if (step.due_days.empty()) return step.days;
  for (const DueDay& due : step.due_days)
    if (due.tier == tier) return {{{due.day, 0}}};
  return {};
}

std::vector<DueStep> due_steps(const Policy& policy, std::string_view tier,
                               std::span<const base::Date> counted, const chronology::CaseFacts* facts) {
  std::vector<DueStep> out;
  const int today = static_cast<int>(counted.size());
  for (const Step& step : policy.steps) {
    if (!step.days.empty() && step.days.ranges.front().from > today) continue;
    if (!step.tiers.empty() && !has(step.tiers, tier)) continue;
    if (const auto due = due_on(policy, step, tier, counted, facts)) out.push_back(*due);
  }
  if (today > policy.last_day) out.push_back({&policy.tail.task, counted.back(), false});
  return out;
}

}  // namespace firstday::escalation
