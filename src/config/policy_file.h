// Reads a policy file. The format, key by key, is config/policies/README.md.
#pragma once

#include <string_view>

#include "base/problem.h"
#include "escalation/check_policy.h"
#include "escalation/policy.h"

namespace firstday::config {

/// `file` is only its name, for the problems. Every mistake is reported at once, with line and column:
/// what is no YAML, an unknown key or word, a value of the wrong kind, what escalation::check_policy
/// finds, and what the engine does not carry out yet. With any error the policy must not be used: it
/// holds what could be read.
base::Parsed<escalation::Policy> read_policy(std::string_view yaml, std::string_view file);

/// A fault that shows only beside other policies (escalation/chain.h), at its place in this one's file.
base::Problem problem_at(std::string_view yaml, std::string_view file, const escalation::PolicyFault& fault);

}  // namespace firstday::config
