// One call list for one pupil, and how a call may end.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "escalation/case_plan.h"

namespace firstday::escalation {

/// `jobs`: one pupil's, in the policy's order. A person is rung once per round, whatever steps ask for
/// it ("telephone parents if no response", "telephone all contacts"). Of two calls to the same contact
/// the one under the weaker condition stays, at the place of the earlier, with the rows of both; so a
/// reason that stops the conditional call leaves the other as it was. A message is left once, too. Then
/// numbers the calls 1, 2, ... in the order they stand: by step, and within a step as the roll rings.
void fold_calls(std::vector<Planned>& jobs);

/// no_answer, left_message ...: what a policy may make depend on a call.
std::span<const std::string_view> call_outcome_words();

}  // namespace firstday::escalation
