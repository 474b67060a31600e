// The one loop that sends (design section 5). Everything it decides is decided by pure functions and structs:
// claim.h, provider_choice.h, gauge.h, turns.h, budget.h, retry.h, send_window.h, outcome_rules.h.
//
//   lease -> choose -> render -> prepare -> T1 (commit the attempts) -> start -> poll -> T2 (commit the
//   outcomes) -> again
//
// What holds, whatever fails and wherever the process ends:
//  - No byte leaves before the first transaction said kStarted for its attempt.
//  - The first transaction takes only what goes on the wire now, so a crash leaves no more unknowns
//    than there were sends on the wire.
//  - An unknown is never sent again; another try follows only a proven non-send.
//  - Nothing leaves outside its kind's window, or after a job's not_after.
//  - While an outcome cannot be recorded, nothing new starts. It is kept, and recorded first by the
//    next run of the same dispatcher; if the process ends before, recovery makes it unknown.
//  - Schools take turns, and none waits for another's gateway. Urgent jobs overtake by a bounded measure and
//    have a quarter of every account's places for themselves.
#pragma once

#include <atomic>

#include "dispatch/recorder.h"
#include "dispatch/starter.h"

namespace firstday::dispatch {

/// What a run did, by school.
using Summaries = std::map<roll::Urn, Summary>;

/// What a run is to do.
struct Ask {
  base::Instant until{};                                   ///< what falls due later is left
  std::optional<base::Steady> give_way_at = std::nullopt;  ///< see run_until_idle()
  std::map<roll::Urn, std::string> without = {};  ///< schools for which nothing starts this time, and why
};

/// One thread, but for stop().
class Dispatcher {
 public:
  /// `schools`: each once, at least one.
  Dispatcher(Wiring wiring, Settings settings, std::vector<SchoolSide> schools);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Once, by the holder of the dispatch lock, before the first run: whoever held jobs is dead.
  base::Result<ports::Recovered> recover();

  /// Sends what falls due at or before ask.until, waiting for it with the clock, and returns when
  /// nothing more does and nothing is on the wire. An error: the store failed before anything was
  /// sent or recorded. A failure after that ends the starts, and stands in `stopped_because`.
  /// From ask.give_way_at on it returns as well, with sends on the wire and jobs leased; the next run goes on
  /// with them, and is_under_way() says whether there are any.
  base::Result<Summaries> run_until_idle(const Ask& ask);
  bool is_under_way() const { return flights_.on_wire() + flights_.landed() + starter_.waiting() > 0; }

  /// Records the outcomes that an earlier run could not; sends nothing. An error: some are still kept.
  base::Status record_kept() { return recorder_.record(); }

  /// No new sends, for good; run_until_idle() returns once what is on the wire is recorded. From any
  /// thread; it wakes the clock, so from a signal handler only where Clock::wake() may be called there.
  void stop();

  /// A person says that what stopped the accounts is mended. Without it each tries again by itself, with one
  /// message, after its pause.
  void resume_accounts() { book_.resume_all(); }

 private:
  Moment moment() const;
  void begin(const Ask& ask);
  Summaries give_way();
  std::vector<job::Job> due_and_waiting(const Side& side) const;
  bool may_start() const;
  bool may_give_way() const;
  void gather();
  void land_and_record();
  bool start_some();
  bool wait_for_next(const Ask& ask);
  std::optional<base::Instant> next_instant(base::Instant now);
  base::Instant look_again_at(const Side& side, base::Instant now) const;
  base::Status expire_what_misses_its_window(Side& side, base::Instant now);
  std::chrono::milliseconds poll_wait() const;
  void finish();
  void look_at_accounts(Side& side) const;
  void sum_up(Side& side);
  void record_patiently();
  void stop_starts(const base::Error& error);
  void tell_progress() const;
  bool has_done_anything() const;
  Summaries summaries() const;

  Wiring wiring_;
  Settings settings_;
  AccountBook book_;
  std::vector<Side> sides_;
  Flights flights_;
  AddressLog addresses_;
  Recorder recorder_;
  Starter starter_;
  std::optional<base::Error> error_;  ///< the first of this run
  std::atomic<bool> stopping_{false};
};

}  // namespace firstday::dispatch
