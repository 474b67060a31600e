// A policy with one thing in it changed: what the golden cases must miss.
#pragma once

#include <string>
#include <vector>

#include "escalation/policy.h"

namespace firstday::escalation::testing {

struct Mutant {
  std::string what;  ///< in words: "without day-3-visit"
  std::string step;  ///< the step, gate or tail it is about
  Policy policy;
};

/// Without the step. What names it goes on as if it had never been written: what came after it waits for
/// nothing, what it called for is not called for, and it is no alternative of anything.
Policy without_step(const Policy& whole, const std::string& id);

std::vector<Mutant> without_each_step(const Policy& whole);

/// Without one condition, limit or other particular of a step, one thing that its outcome calls for, one gate
/// or one thing a gate requires, or one step that goes on in the tail.
std::vector<Mutant> without_each_particular(const Policy& whole);

}  // namespace firstday::escalation::testing
