// Begins a configuration for a school.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace firstday::workflow {

/// Writes what is not there yet; gives the files written. kUsage for a URN that is not six digits,
/// kConflict where the school has its file already. `today` chooses the school year of the example terms.
base::Result<std::vector<std::string>> set_up(const std::string& config_dir, const std::string& urn,
                                              const std::string& name, const std::string& short_name,
                                              const std::string& phone, base::Date today);

}  // namespace firstday::workflow
