// What an attempt's outcome means for its job. Pure, one decision per outcome (design section 5).
#pragma once

#include <optional>

#include "base/time.h"
#include "dispatch/retry.h"
#include "job/outcome.h"
#include "job/state.h"

namespace firstday::dispatch {

/// What the decision rests on beside the outcome.
struct Situation {
  base::Instant now{};
  std::optional<base::Instant> not_after;  ///< of the job
  int attempts = 1;                        ///< made so far, this one included
  bool gives_receipts = false;             ///< the provider will say more
  bool hands_to_staff = false;             ///< people of the school do it now
  bool other_account = false;  ///< another account for the kind is usable once this one is stopped
  double random = 0.0;         ///< 0 <= random < 1
};

struct Verdict {
  job::Event event = job::Event::kOutcomeLost;
  std::optional<base::Instant> retry_at;  ///< with kProvenNotSent, and only then
  bool stops_account = false;             ///< no more sends over this account in this run
};

/// accepted            kAccepted, or kAcceptedNoReceipt where the provider says nothing more, or kHandedOver
///                     where people of the school have it now
/// not_sent,
/// rejected_temporary  kProvenNotSent with the next try; kGivenUp when no time or no attempt is left
/// rejected_permanent  kGivenUp
/// misconfigured       stops the account; kProvenNotSent at once for the next account, and without one in ten
///                     minutes (not_after, if that is sooner), since a wrong key must cost no message;
///                     kGivenUp only past not_after
/// unknown             kOutcomeLost: never sent again by itself
Verdict judge(const job::Outcome& outcome, const Situation& situation, const RetrySettings& retry);

}  // namespace firstday::dispatch
