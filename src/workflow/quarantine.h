// The hold on all sending where the record may not know what has left (ports/quarantine.h), for the people
// who look after it.
#pragma once

#include <optional>
#include <string>

#include "workflow/house.h"

namespace firstday::workflow {

/// Nothing where it is not on.
base::Result<std::optional<ports::Quarantined>> quarantine_of(const House& house);

/// What was found, since when it is on, and what to do; whole sentences.
std::string in_words(const ports::Quarantined& quarantined);

/// `house.actor` puts it on by hand: after a machine was put back to an earlier state with all its files,
/// which no program on it can see. kUsage without a reason.
base::Status begin_quarantine(House& house, const std::string& reason);

/// What waits leaves with the next run or tick. kUsage where it is not on, or without a reason.
base::Status release_quarantine(House& house, const std::string& reason);

}  // namespace firstday::workflow
