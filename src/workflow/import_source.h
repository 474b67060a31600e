// Which files an import reads, and how their columns are named.
#pragma once

#include <string>

#include "base/problem.h"
#include "base/result.h"
#include "intake/input_file.h"
#include "intake/profile.h"
#include "intake/roll_reader.h"
#include "workflow/house.h"

namespace firstday::workflow {

struct ImportSource {
  std::string from;     ///< folder with the roll's files, or one marks file
  std::string profile;  ///< name of a profile; empty: canonical
  std::string map;      ///< a file that names the columns; wins over `profile`
};

/// kUsage when there is no profile of that name (lists those there are), kBadInput when it has mistakes.
base::Result<intake::Profile> profile_of(const House& house, const ImportSource& source);

/// The files of a roll that are in the folder. kBadInput when none of them is.
base::Result<intake::RollFiles> roll_files(const std::string& folder);

}  // namespace firstday::workflow
