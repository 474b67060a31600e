// The program's log: text or JSON lines into a rotating file, and to standard error when asked.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/result.h"
#include "config/settings.h"
#include "ports/log.h"

namespace firstday::app {

/// Opens `<folder>/firstday.log`. kUnavailable when it cannot be written; the program goes on without
/// a log file then, for a log that fails must not keep a family from being told.
/// One that fails later (a full disk, a folder that is gone) loses lines, and is tried again when one comes
/// `pause` after that.
base::Result<std::unique_ptr<ports::Log>> open_log(const config::LogSettings& settings,
                                                   const std::string& folder, bool to_stderr,
                                                   std::chrono::milliseconds pause = std::chrono::seconds(5));

/// Says everything to standard error from warning on; for when there is no file.
std::unique_ptr<ports::Log> stderr_log();

}  // namespace firstday::app
