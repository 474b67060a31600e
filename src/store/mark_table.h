// Marks as rows.
#pragma once

#include <vector>

#include "roll/roll.h"
#include "store/connection.h"
#include "store/queue_events.h"
#include "store/record.h"

namespace firstday::store {

/// Writes those that differ, with an event for each code that changed. Of several marks for one
/// session the last counts.
MarkCounts put_marks(Connection& sql, Record& record, const roll::Urn& school,
                     const std::vector<roll::Mark>& marks, const Doing& doing);

/// Sorted; both dates included.
roll::Register load_marks(Connection& sql, const roll::Urn& school, base::Date from, base::Date to);

}  // namespace firstday::store
