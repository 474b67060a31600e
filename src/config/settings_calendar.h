// The `calendar` part of a school's file.
#pragma once

#include "config/settings.h"
#include "config/settings_section.h"
#include "roll/calendar.h"

namespace firstday::config {

struct ReadCalendar {
  roll::Calendar calendar;
  std::vector<WrittenAt> group_closures_at;  ///< one for each of its group closures
};

/// Terms must end after they start and must not overlap; session times must be in order. A half-term, an
/// INSET day or a closure on no weekday of a term is a warning: it closes nothing, so its date is probably
/// wrong. A closure has a date or a range and not both, and names at least one year or form where it has
/// such a list; a word that is no year group is a warning.
ReadCalendar read_calendar(const Section& calendar, Findings& findings);

}  // namespace firstday::config
