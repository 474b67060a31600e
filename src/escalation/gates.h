// Which gated actions of a case are open, and what the others miss.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "escalation/policy.h"
#include "escalation/situation.h"
#include "job/job.h"

namespace firstday::escalation {

/// The answer to anybody who asks for the action, on any day. A decision about the gate's action with the
/// answer "override", by the gate's role and with its rationale, opens it; nothing else does but evidence.
job::GateState gate_state(const Gate& gate, const Situation& situation);

}  // namespace firstday::escalation
