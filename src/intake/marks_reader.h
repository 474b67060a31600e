// marks.csv to registers.
#pragma once

#include <functional>
#include <vector>

#include "base/problem.h"
#include "intake/input_file.h"
#include "intake/profile.h"
#include "roll/roll.h"

namespace firstday::intake {

/// One register (sorted) for each school of the file, by URN. Each line is school, pupil (or upn),
/// date, session (AM or PM) and code.
///
/// `only`: nothing but this school; empty: every school in the file, which then needs a column
/// school. `roll_of` gives the roll on record, sorted, or nullptr for a school without one: a mark
/// of a pupil who is not on roll costs its line, and so does an unknown code. A retired code is kept
/// with a warning; blank, - and ? are kept as an empty code, so that a correction can blank a mark.
/// Of differing lines for one pupil, date and session the stricter counts: N or O (absent, no reason) over
/// any other code, a code over none, else the last. Each line left out for it is an error.
/// Every problem is in the list, however many are alike; shortening it is the caller's choice.
base::Parsed<std::vector<roll::Register>> read_marks(
    const InputFile& file, const Profile& profile, const roll::Urn& only,
    const std::function<const roll::Roll*(const roll::Urn&)>& roll_of);

}  // namespace firstday::intake
