// What is wrong with a condition: that it can never be true. Private to the checks.
#pragma once

#include <string>
#include <vector>

#include "escalation/check_policy.h"

namespace firstday::escalation {

/// `at`: where it stands in the policy's file. Of a step's `when`, and of what a gate requires: a gate with
/// such a requirement could be passed by nobody.
void check_condition(const Policy& policy, const Condition& condition, const std::string& at,
                     std::vector<PolicyFault>& out);

}  // namespace firstday::escalation
