// The keys of a data folder, apart from its database: whoever has both can read and forge the record.
#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace firstday::seal {

/// Every file of <data>/keys into one (backup_file.h, kind "keys": a line "file SIZE NAME" for each, in the
/// order in which they follow each other). kUnavailable where there are no keys.
base::Status back_up_keys(const std::filesystem::path& data_folder, const std::filesystem::path& file,
                          std::string_view program, base::Instant now);

/// Puts them back, making the folder where it is not there. A key that is there already and is another is
/// never replaced: kConflict. One that is the same is left.
base::Status restore_keys(const std::filesystem::path& file, const std::filesystem::path& data_folder);

}  // namespace firstday::seal
