// Sends what is due now: the part of a run that is shared with tick.
#pragma once

#include <functional>

#include "dispatch/dispatcher.h"
#include "workflow/house.h"

namespace firstday::workflow {

using OnSending = std::function<void(const dispatch::Progress&)>;

/// Sends one school's due jobs until none is due and nothing is on the wire. The caller holds the right
/// to dispatch. The roll is read again first, so that what changed since the plan holds.
/// In quarantine nothing is sent. `stopping` is asked from a thread of its own while this runs.
base::Result<dispatch::Summary> send_due(House& house, const config::SchoolSettings& school,
                                         const std::function<bool()>& stopping, const OnSending& progress);

}  // namespace firstday::workflow
