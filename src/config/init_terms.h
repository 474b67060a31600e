// Example term dates, for a first configuration that people then put right.
#pragma once

#include <string>

#include "base/time.h"

namespace firstday::config {

/// The `calendar` lines `terms`, `half_terms`, `inset` and `bank_holidays` for the school year that
/// holds `today` (from August: the one that is about to begin) and the one after it. The usual pattern
/// of English schools around Easter; no authority's real dates.
std::string example_terms(base::Date today);

}  // namespace firstday::config
