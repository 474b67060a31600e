// Files with names and numbers in them: for whoever asked for one, and for nobody else on the machine.
#pragma once

#include <string>

#include "base/result.h"

namespace firstday::cli {

/// The file is there whole, readable by its owner only, or as it was before. A pipe or device is written to
/// as it is. kUnavailable, in words, where it cannot be written or would be readable by others.
base::Status write_private_file(const std::string& path, const std::string& bytes);

}  // namespace firstday::cli
