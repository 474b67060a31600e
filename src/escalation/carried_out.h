// What the format can say and the engine does not do yet. A policy that says it is refused: a duty
// that is read and then passed over in silence is worse than no policy.
#pragma once

#include <vector>

#include "escalation/check_policy.h"

namespace firstday::escalation {

/// One fault for each construct that plan() would not carry out.
std::vector<PolicyFault> not_carried_out(const Policy& policy);

}  // namespace firstday::escalation
