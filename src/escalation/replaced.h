// A case that goes on under another policy than its own, because its own is not there any more.
#pragma once

#include <optional>
#include <string>

#include "chronology/facts.h"
#include "escalation/policy.h"
#include "job/job.h"

namespace firstday::escalation {

/// What is said of an open case that `used` plans; nothing where that is the policy and version it was opened
/// under. Accepted: somebody has ticked the task about this very replacement.
std::optional<job::PolicyReplaced> replaced_policy(const chronology::CaseFacts& c, const Policy& used);

/// Tells the task about one replacement from that about the next: the round of its key.
std::string replacement_round(const Policy& used);

}  // namespace firstday::escalation
