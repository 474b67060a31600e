// Which folders a command works in when it is not told.
#pragma once

#include <string>

#include "cli/invocation.h"

namespace firstday::app {

/// Fills in the configuration folder (/etc/firstday where that has been begun, or the package's own program
/// runs; else ./config), the data folder
/// (/var/lib/firstday beside it, else ./data) and the login name.
cli::Globals with_defaults(cli::Globals globals);

/// What ships: policies, profiles, templates. $FIRSTDAY_SHARE, else beside the program as installed,
/// else the source tree it was built from.
std::string shared_dir();

}  // namespace firstday::app
