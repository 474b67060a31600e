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
const DayRange* due_range(const Step& step, int day) {
  const DayRange* range = step.days.begun_by(day);
  return range && (range->holds(day) || step.catch_up) ? range : nullptr;
}

bool in_tail(const Policy& policy, const Step& step, int day) {
  return day > policy.last_day && has(policy.tail.steps, step.id);
}

std::optional<base::Date> due_on(const Policy& policy, const Step& step, std::span<const base::Date> counted,
                                 const chronology::CaseFacts* facts) {
  const int day = static_cast<int>(counted.size());
  if (step.occurrence == Occurrence::kEachDay)
    return step.days.holds(day) || in_tail(policy, step, day) ? std::optional(counted.back()) : std::nullopt;
  const DayRange* range = due_range(step, day);
  if (!range) return std::nullopt;
  const auto before = planned_before(step, facts);
  return before ? before : counted[static_cast<size_t>(range->from) - 1];
}

}  // namespace

std::vector<DueStep> due_steps(const Policy& policy, std::string_view tier,
                               std::span<const base::Date> counted, const chronology::CaseFacts* facts) {
  std::vector<DueStep> out;
  for (const Step& step : policy.steps) {
    if (!step.tiers.empty() && !has(step.tiers, tier)) continue;
    if (const auto day = due_on(policy, step, counted, facts)) out.push_back({&step, *day});
  }
  if (static_cast<int>(counted.size()) > policy.last_day) out.push_back({&policy.tail.task, counted.back()});
  return out;
}

}  // namespace firstday::escalation
