// The print folder: hands a batch of letters, whole, to whoever prints and posts them. README.md has the
// files, parameters and outcomes.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "ports/provider.h"

namespace firstday::provider_print_folder {

/// A letter message's body is a bundle (job/bundle.h) whose single/<reference>.pdf are its letters; the
/// reference of the attempt is the batch's name. start() answers before it returns. query() knows batches and
/// letters.
base::Result<std::unique_ptr<ports::Provider>> create(const std::map<std::string, std::string>& parameters);

}  // namespace firstday::provider_print_folder
