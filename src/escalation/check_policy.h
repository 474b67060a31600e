// What is wrong with a policy, beside its spelling. Pure; config::read_policy adds file and line.
#pragma once

#include <string>
#include <vector>

#include "escalation/policy.h"

namespace firstday::escalation {

/// `at` is the path of the key as the file has it: "steps[3]/after", "tail/steps", "trigger_codes[0]".
/// `what` says what is wrong and `mend` what to do, as in base::Problem.
struct PolicyFault {
  std::string at;
  std::string what;
  std::string mend;
};

/// Everything at once, in the order of the file's keys. No fault: the policy names somebody and
/// something on every day, for every tier, and says what happens after its last day.
std::vector<PolicyFault> check_policy(const Policy& policy);

/// True for "000-14" and for "rule".
bool is_row_id(const std::string& row);

}  // namespace firstday::escalation
