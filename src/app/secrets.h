// Keys and passwords of provider accounts: one file each in the configuration's secrets folder, so that
// settings can be shown, copied and kept in version control without them.
#pragma once

#include <string>

namespace firstday::app {

/// The first line of `<folder>/<name>`, or empty: where there is no such file, where its name is not one
/// of letters, digits, _ and -, or where others than its owner may read it.
std::string read_secret(const std::string& folder, const std::string& name);

}  // namespace firstday::app
