// Stands in for a provider that cannot be made, such as one whose folder is gone: the house opens all the
// same, so that staff see whom to ring, and everything stays on record.
#pragma once

#include <memory>
#include <string>

#include "config/settings.h"
#include "ports/provider.h"

namespace firstday::app {

/// Its capabilities say that it is out of order, and why: the dispatcher tries nothing over it, so that
/// another account carries the message or it waits for the mended one. `reaches_people` as the real one would
/// say. Asked about a reference, it does not know.
std::unique_ptr<ports::Provider> make_out_of_order(const config::AccountSettings& account,
                                                   bool reaches_people, const std::string& why);

}  // namespace firstday::app
