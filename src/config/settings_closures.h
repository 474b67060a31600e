// The years and forms of a closure in the `calendar` part of a school's file.
#pragma once

#include <optional>

#include "config/settings_section.h"
#include "roll/calendar.h"

namespace firstday::config {

/// Nothing where the closure is everybody's: it has neither `years` nor `forms`. An empty list is an error,
/// as it closes for nobody; a year that is no year group is a warning. Both lists count: a pupil of any of
/// the years, and of any of the forms.
std::optional<roll::GroupClosure> read_group(const YamlNode& closure, const roll::DateRange& range,
                                             Findings& findings);

}  // namespace firstday::config
