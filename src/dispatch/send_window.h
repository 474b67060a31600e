// When messages may leave: school days, 08:00 to 18:00 London, unless the school sets other times
// (domain.md section 6, "Quiet hours"). Pure.
//
// Every kind that a provider carries goes to a family, so the window is for all of them. An urgent
// alert to staff is a staff task, is never leased here, and so is never held up.
#pragma once

#include <optional>

#include "base/time.h"
#include "job/job.h"
#include "roll/calendar.h"

namespace firstday::dispatch {

struct SendWindow {
  base::TimeOfDay opens{8 * 60};
  base::TimeOfDay closes{18 * 60};  ///< at this minute nothing leaves any more; later than `opens`
  bool school_days_only = true;     ///< false: every day of the week
  roll::Calendar calendar;          ///< of the school whose messages leave
};

bool is_open(const SendWindow& window, base::Instant at);

/// The first instant at or after `at` at which a message may leave: `at` itself while it is open.
/// Nothing when the calendar has no school day left.
std::optional<base::Instant> next_open(const SendWindow& window, base::Instant at);

/// True when the job's time ends before a message may leave again, so that waiting has no use. False
/// while it is open, and where the calendar does not say when it opens: then the job's own not_after
/// ends it.
bool misses_window(const SendWindow& window, const job::Job& job, base::Instant at);

}  // namespace firstday::dispatch
