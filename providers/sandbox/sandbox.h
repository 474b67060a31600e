// The sandbox: writes what would leave into a folder, as files a person can open. Carries texts,
// e-mails and voice messages, reaches nobody, and needs no account; it is the default.
//
//   <folder>/<urn>/<date>/<time>-<kind>-<short reference>.txt
//   <folder>/processed.log      one line per message it has taken: our attempt id
//
// Date and time are London's and are read from the reference (a UUIDv7), so that a day that is run
// under a simulated clock is filed under that day.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "ports/provider.h"

namespace firstday::provider_sandbox {

/// Makes a sandbox from the parameters of the school's settings (README.md lists them), and its
/// folder. The error names the parameter that is unknown, missing or wrong. The sandbox waits on
/// nothing but the disk, and on the time it was told to take.
class Sandbox {
 public:
  static base::Result<std::unique_ptr<ports::Provider>> create(
      const std::map<std::string, std::string>& parameters);
};

}  // namespace firstday::provider_sandbox
