// The `calendar` part of a school's file.
#pragma once

#include "config/settings_section.h"
#include "roll/calendar.h"

namespace firstday::config {

/// Terms must end after they start and must not overlap; session times must be in order. A half-term
/// or INSET day outside every term is a warning: it closes nothing, so its date is probably wrong.
roll::Calendar read_calendar(const Section& calendar, Findings& findings);

}  // namespace firstday::config
