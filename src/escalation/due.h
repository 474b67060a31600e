// Which steps of a policy are due on a day of a case.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "chronology/facts.h"
#include "escalation/policy.h"

namespace firstday::escalation {

struct DueStep {
  const Step* step = nullptr;
  /// The day that stands in the job's key: today for what is due each day; for what is due once, the
  /// day it first was, so that catching it up later makes it once only.
  base::Date day{};
  bool is_last_chance = false;  ///< today is the last day of its range, or later
};

/// In the policy's order. `counted`: the case's school days without a reason; the last is today. What
/// was planned before (facts; may be nullptr) keeps its key day, even when a corrected mark has moved
/// the count since. Steps without days are not among them: another step's outcome or a flag calls for them.
std::vector<DueStep> due_steps(const Policy& policy, std::string_view tier,
                               std::span<const base::Date> counted, const chronology::CaseFacts* facts);

/// The days on which a step is due for a tier: its own, or from its due_day on; empty when it is for others.
DaySet days_for(const Step& step, std::string_view tier);

}  // namespace firstday::escalation
