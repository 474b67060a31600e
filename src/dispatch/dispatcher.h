// The one loop that sends (design section 5). Everything it decides is decided by pure functions:
// claim.h, provider_choice.h, retry.h, send_window.h, outcome_rules.h.
//
//   lease -> choose -> render -> prepare -> T1 (commit the attempts) -> start -> poll -> T2 (commit the
//   outcomes) -> again
//
// What holds, whatever fails and wherever the process ends:
//  - No byte leaves before the first transaction said kStarted for its attempt.
//  - The first transaction takes only what goes on the wire now, so a crash leaves no more unknowns
//    than there were sends on the wire.
//  - An unknown is never sent again; another try follows only a proven non-send.
//  - Nothing leaves outside the window, or after a job's not_after.
//  - While an outcome cannot be recorded, nothing new starts. It is kept, and recorded first by the
//    next run of the same dispatcher; if the process ends before, recovery makes it unknown.
#pragma once

#include <atomic>

#include "dispatch/account_book.h"
#include "dispatch/flights.h"
#include "dispatch/recorder.h"
#include "dispatch/settings.h"
#include "dispatch/starter.h"
#include "dispatch/summary.h"

namespace firstday::dispatch {

/// One thread, but for stop(). One school's window; a house with several schools has a dispatcher for
/// each, one after the other, and may give them the same providers.
class Dispatcher {
 public:
  Dispatcher(Wiring wiring, Settings settings, Accounts accounts);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Once, by the holder of the dispatch lock, before the first run: whoever held jobs is dead.
  base::Result<ports::Recovered> recover();

  /// Sends what falls due at or before `until`, waiting for it with the clock, and returns when
  /// nothing more does and nothing is on the wire. An error: the store failed before anything was
  /// sent or recorded. A failure after that ends the starts, and stands in `stopped_because`.
  base::Result<Summary> run_until_idle(const roll::Urn& school, base::Instant until);

  /// Records the outcomes that an earlier run could not; sends nothing. An error: some are still kept.
  base::Status record_kept();

  /// No new sends, for good; run_until_idle() returns once what is on the wire is recorded. From any
  /// thread; it wakes the clock, so from a signal handler only where Clock::wake() may be called there.
  void stop();

  /// Accounts stay stopped from run to run: a wrong key must not cost a message each time. Call this
  /// when the settings have changed or a person asks.
  void resume_accounts() { book_.resume_all(); }

 private:
  bool may_start(const Summary& summary) const;
  void gather();
  void land_and_record(Summary& summary);
  void start_some(const roll::Urn& school, Summary& summary);
  bool wait_for_next(const roll::Urn& school, base::Instant until, Summary& summary);
  std::optional<base::Instant> next_instant(const roll::Urn& school, base::Instant now, Summary& summary);
  bool expire_what_misses_the_window(const roll::Urn& school, base::Instant now, Summary& summary);
  void finish(Summary& summary);
  void record_patiently(Summary& summary);
  void stop_starts(const base::Error& error, Summary& summary);
  void tell_progress(const Summary& summary) const;

  Wiring wiring_;
  Settings settings_;
  AccountBook book_;
  Flights flights_;
  Recorder recorder_;
  Starter starter_;
  std::optional<base::Error> error_;  ///< the first of this run
  std::atomic<bool> stopping_{false};
};

}  // namespace firstday::dispatch
