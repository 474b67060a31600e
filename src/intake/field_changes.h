// Two versions of one pupil or contact, field by field.
#pragma once

#include <vector>

#include "intake/roll_diff.h"

namespace firstday::intake {

/// Empty when they are the same. Fields carry the names of the columns (columns.h).
std::vector<FieldChange> changes_of(const roll::Pupil& before, const roll::Pupil& after);
std::vector<FieldChange> changes_of(const roll::Contact& before, const roll::Contact& after);

}  // namespace firstday::intake
