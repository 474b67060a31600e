// What is wrong with one step of a policy; part of check_policy.
#pragma once

#include <string_view>
#include <vector>

#include "escalation/check_policy.h"

namespace firstday::escalation {

/// Small letters, digits, '-' and '_', beginning with a letter: what may stand in a job key.
bool is_name(std::string_view text);

/// Adds the faults of policy.steps[index].
void check_step(const Policy& policy, size_t index, std::vector<PolicyFault>& out);

}  // namespace firstday::escalation
