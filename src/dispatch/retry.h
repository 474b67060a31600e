// When a send that is proven not to have left may be tried again. Pure.
//
// Full jitter: a random part of 15 s x 2^n, at most 10 min (dispatch.md section 5, "Limits"). What
// ends the trying is the job's own deadline: an absence text three weeks late is harm.
#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"

namespace firstday::dispatch {

struct RetrySettings {
  std::chrono::seconds first{15};     ///< the longest wait after the first attempt; doubles with each
  std::chrono::seconds longest{600};  ///< never waits longer, but for a provider's own Retry-After
  int max_attempts = 48;              ///< an end also for a job without not_after
};

/// What is known when the decision is made.
struct RetryAsk {
  base::Instant now{};
  int attempts = 1;                                 ///< made so far, the last one included
  double random = 0.0;                              ///< 0 <= random < 1, fresh for each decision
  std::optional<std::chrono::seconds> retry_after;  ///< the provider's word: not before
  std::optional<base::Instant> not_after;           ///< of the job
};

/// The instant of the next try; nothing when it would come after not_after or the attempts are used
/// up. The jitter is added to Retry-After, so that a hundred sends that were told the same do not
/// come back in the same second.
std::optional<base::Instant> next_try(const RetrySettings& settings, const RetryAsk& ask);

}  // namespace firstday::dispatch
