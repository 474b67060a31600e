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

/// Each school's marks go in as one transaction. `only` as everywhere. kBadInput when no mark could be
/// read from the file.
base::Result<ImportMarksReport> import_marks(House& house, const ImportSource& source, const roll::Urn& only);

}  // namespace firstday::workflow
