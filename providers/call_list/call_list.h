// The provider that asks people: a voice message given to it becomes a call that staff make. It writes
// nothing and rings nobody; the job stands in `firstday calls` until somebody records the call.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "ports/provider.h"

namespace firstday::provider_call_list {

/// It has no parameters; one that is given is an error.
base::Status check(const std::map<std::string, std::string>& parameters);
base::Result<std::unique_ptr<ports::Provider>> create(const std::map<std::string, std::string>& parameters);

}  // namespace firstday::provider_call_list
