// Puts a backup into a data folder (ports/backup.h, restore).
#pragma once

#include <filesystem>

#include "ports/backup.h"

namespace firstday::store {

/// The backup is made ready and checked in <data>/restoring, and put into place by one rename. A process that
/// dies before leaves that folder, which the next one clears away, and the database that was there.
base::Result<ports::Restored> restore(const std::filesystem::path& data_folder,
                                      const std::filesystem::path& file, bool replace, base::Instant now);

}  // namespace firstday::store
