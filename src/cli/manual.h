// The manual of each command: what its --help prints around the options.
#pragma once

#include <span>
#include <string_view>

namespace firstday::cli {

struct Manual {
  std::string_view command;  ///< "import roll"
  std::string_view summary;  ///< one line
  std::string_view text;     ///< DESCRIPTION, FILES, EXAMPLES ...
};

std::span<const Manual> manuals();
/// Those of them for what people of the school do and record.
std::span<const Manual> staff_manuals();
/// ... and for what keeps the installation: backups.
std::span<const Manual> keeper_manuals();
const Manual& manual_for(std::string_view command);

/// Said once, under the program's own --help.
std::string_view exit_codes();

}  // namespace firstday::cli
