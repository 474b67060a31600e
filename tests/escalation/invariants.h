// What must hold of every batch, whatever the school: design section 9, invariants 1 to 3, and more.
#pragma once

#include <string>
#include <vector>

#include "escalation/world.h"

namespace firstday::escalation::testing {

/// Every breach in words; empty when all hold. `batch` is the plan of what is given.
std::vector<std::string> breaches(const Given& given, const job::Batch& batch);

/// Breaches of invariant 2: the batch remembered and planned again, now and a minute later, must give the
/// same keys.
std::vector<std::string> breaches_of_planning_twice(const Given& given, const job::Batch& batch);

}  // namespace firstday::escalation::testing
