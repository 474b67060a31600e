// The print folder's parameters, read and checked.
#pragma once

#include <map>
#include <string>

#include "base/result.h"

namespace firstday::provider_print_folder {

struct Settings {
  std::string folder;
  bool rehearsal = false;  ///< nobody prints what lies there
};

/// The error is a sentence that names the parameter and says what it may be.
base::Result<Settings> read_settings(const std::map<std::string, std::string>& parameters);

}  // namespace firstday::provider_print_folder
