// Stands in for a provider that cannot be made, such as one whose folder is gone: the house opens all the
// same, so that staff see whom to ring, and everything stays on record.
#pragma once

#include <memory>
#include <string>

#include "config/settings.h"
#include "ports/provider.h"

namespace firstday::app {

/// Takes no message: each send ends as misconfigured with `why`, which proves that nothing left and stops the
/// account for the run, so that another account may carry the message or it waits for the mended one.
std::unique_ptr<ports::Provider> make_out_of_order(const config::AccountSettings& account, std::string why);

}  // namespace firstday::app
