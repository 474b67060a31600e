// Closures of some years or forms, held against the roll: one that names nobody lets a class at home count as
// absent.
#pragma once

#include <vector>

#include "base/problem.h"
#include "config/settings.h"
#include "roll/roll.h"

namespace firstday::workflow {

/// A warning, at its place in the school's file, for each year and form of a closure that no pupil on roll is
/// in. Closures that ended before `today` are left alone, as forms go with the school year; so is a school
/// without pupils.
std::vector<base::Problem> closures_of_nobody(const config::SchoolSettings& school, const roll::Roll& roll,
                                              base::Date today);

}  // namespace firstday::workflow
