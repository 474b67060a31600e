// When a school's messages of a kind may leave, as its settings have it.
#pragma once

#include "config/settings.h"
#include "dispatch/send_window.h"

namespace firstday::workflow {

/// The kind's own times where it has some, else the school's; on the school's days.
dispatch::SendWindow sending_hours(const config::SchoolSettings& school, job::Kind kind);

}  // namespace firstday::workflow
