// Reads a policy file. The format, key by key, is config/policies/README.md.
#pragma once

#include <string_view>

#include "base/problem.h"
#include "escalation/policy.h"

namespace firstday::config {

/// `file` is only its name, for the problems. Every mistake is reported at once, with line and column:
/// what is no YAML, an unknown key or word, a value of the wrong kind, what escalation::check_policy
/// finds, and what the engine does not carry out yet. With any error the policy must not be used: it
/// holds what could be read.
base::Parsed<escalation::Policy> read_policy(std::string_view yaml, std::string_view file);

}  // namespace firstday::config
