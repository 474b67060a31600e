// The program's log: text or JSON lines into a rotating file, and to standard error when asked.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "config/settings.h"
#include "ports/log.h"

namespace firstday::app {

/// Opens `<folder>/firstday.log`. kUnavailable when it cannot be written; the program goes on without
/// a log file then, for a log that fails must not keep a family from being told.
base::Result<std::unique_ptr<ports::Log>> open_log(const config::LogSettings& settings,
                                                   const std::string& folder, bool to_stderr);

/// Says everything to standard error from warning on; for when there is no file.
std::unique_ptr<ports::Log> stderr_log();

}  // namespace firstday::app
