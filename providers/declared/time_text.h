// The times that services write into what they post.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"
#include "providers/declared/incoming.h"

namespace firstday::provider_declared {

/// Nothing for a text that is no time of that format, or one outside of the years 1970 to 2199. London's hour
/// that happens twice gives the first, as base::from_london does. Fractions of a second are cut off.
std::optional<base::Instant> read_time(std::string_view text, TimeFormat::Kind format);

}  // namespace firstday::provider_declared
