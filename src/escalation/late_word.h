// What becomes known about a child after the case was closed.
#pragma once

#include <string_view>
#include <vector>

#include "escalation/case_plan.h"

namespace firstday::escalation {

/// The fact's word, as staff record it.
inline constexpr std::string_view kNewInformation = "new_information";

/// Whoever at the authority had the case is told, once for each day on which something new was recorded
/// (002-20: "If you gain further information after the child is off roll, notify the LAAO who was working on
/// the case"). Only of a closed case that was referred. By the policy's step about new information; where the
/// policy has none, the DSL is asked to tell the authority. Due at once, on a school day, until it is done.
void plan_late_word(const Setting& setting, const Policy& policy, const chronology::CaseFacts& closed,
                    std::span<const roll::Professional> professionals, std::vector<job::Job>& jobs);

}  // namespace firstday::escalation
