// A school in trial mode: everything is planned, rendered and recorded as on any day, and nothing that
// reaches people leaves. Families stand on the call list as late (workflow/late_messages.h). Tasks of staff,
// alerts about their safety among them, are no messages and go on.
#pragma once

#include <memory>
#include <string>

#include "ports/provider.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// Why nothing leaves, and how to end it: the reason of each account that stands still for it.
std::string trial_reason(const roll::Urn& school);

/// `provider` as a school in trial mode may use it: itself where it reaches nobody, else behind one that says
/// it is out of order for trial_reason() and sends nothing. What comes back of earlier messages is read as
/// ever.
std::unique_ptr<ports::Provider> on_trial(std::unique_ptr<ports::Provider> provider, const roll::Urn& school);

/// Ends with a reason of its own what this school's trial has kept back until its time was over. Does nothing
/// for a school that is not on trial. Gives how many.
base::Result<int> expire_on_trial(House& house, const config::SchoolSettings& school);

}  // namespace firstday::workflow
