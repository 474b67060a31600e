// Open cases whose own policy version is not there any more.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/result.h"
#include "config/settings.h"
#include "escalation/policy.h"
#include "ports/journal.h"

namespace firstday::workflow {

/// A finding for each open case that goes on under another policy or version than it was opened under, at the
/// school's `policy:` line: a warning, or a note where a person has accepted it. None where the school's own
/// policy is not there, which is an error by itself. Errors are the journal's.
base::Result<std::vector<base::Problem>> cases_under_another_policy(
    const config::SchoolSettings& school, const std::map<std::string, escalation::PolicySet>& policies,
    ports::Journal& journal);

}  // namespace firstday::workflow
