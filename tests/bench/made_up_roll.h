// The families and policies that planning is measured with.
#pragma once

#include <string>

#include "escalation/policy.h"
#include "roll/roll.h"

namespace firstday::bench {

/// One of config/policies; ends the program when it cannot be read.
escalation::PolicySet shipped_policy(const std::string& name);

/// Families of two: every second pupil has the three contacts of the one before. One in fifty is looked
/// after.
roll::Roll made_up_roll(int pupils);

}  // namespace firstday::bench
