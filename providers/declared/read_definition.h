// A definition file, read. README.md describes the format.
#pragma once

#include <string_view>

#include "base/problem.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Every key, word, value and filter that is not known, and everything that is missing or does not fit, is
/// an error with its line and column in `file`. A definition with errors must not be used. The text may
/// come from anywhere: nothing of it is run.
base::Parsed<Definition> read_definition(std::string_view yaml, std::string_view file);

}  // namespace firstday::provider_declared
