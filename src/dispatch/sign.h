// What an attempt's outcome says about the account that it went over. Pure.
//
// A dead destination and a slow one are not the same (Postfix, SCHEDULER_README): nothing left for the dead
// one, so another account may have it at once; what a slow one has may have left, so it is only asked less at
// a time.
#pragma once

#include <string_view>

#include "base/time.h"
#include "job/outcome.h"

namespace firstday::dispatch {

enum class Sign {
  kFine,    ///< it answered in time, about this message: taken, or refused for good
  kLate,    ///< the same, but it took its time
  kBusy,    ///< not now: a limit of the provider's was reached
  kBroken,  ///< not now: the provider itself is out of order (HTTP 5xx)
  kDead,    ///< proven not sent: it could not be reached
  kUnsure,  ///< no answer, or none that can be read: it may have left
  kWrong,   ///< key, credit, sender: a person must mend the settings
};

/// `took`: from the start to the answer; from `late_after` on an answer is late.
Sign sign_of(const job::Outcome& outcome, base::Duration took, base::Duration late_after);

/// Counts toward opening the account's breaker.
bool is_failure(Sign sign);
/// Makes the account's window smaller.
bool asks_for_less(Sign sign);

}  // namespace firstday::dispatch
