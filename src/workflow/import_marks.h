// Takes a register export in.
#pragma once

#include "workflow/import_source.h"

namespace firstday::workflow {

struct ImportMarksReport {
  std::vector<base::Problem> problems;
  size_t read = 0;  ///< marks read
  int changed = 0;  ///< new, or different from the one on record
  std::vector<roll::Urn> schools;
};

/// What the marks are for. A file for the morning must have marks of today: one without them holds today's
/// messages (brake.h). A file for the record may be of any day. Either lifts such a hold when it has them.
enum class MarksFor { kRecord, kMorning };

/// Each school's marks go in as one transaction. `only` as everywhere. Marks of days to come and of days
/// without school are taken, with a warning. kBadInput when no mark could be read from the file.
base::Result<ImportMarksReport> import_marks(House& house, const ImportSource& source, const roll::Urn& only,
                                             MarksFor use = MarksFor::kRecord);

}  // namespace firstday::workflow
