// What a dispatcher is given: its settings and the functions it calls. No I/O, nothing is decided here.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/result.h"
#include "dispatch/breaker.h"
#include "dispatch/claim.h"
#include "dispatch/retry.h"
#include "dispatch/summary.h"
#include "ports/clock.h"
#include "ports/job_queue.h"
#include "ports/log.h"

namespace firstday::dispatch {

struct Settings {
  std::string owner;                               ///< this dispatcher's instance id, new for every process
  base::Duration lease = std::chrono::minutes{2};  ///< how long a job may wait here for its turn
  int group_size = 50;                             ///< jobs leased at a time; the most attempts in one commit
  int max_in_flight = 64;                          ///< over all providers; each has its own limit too
  base::Duration send_deadline = std::chrono::minutes{2};  ///< no answer by then: unknown
  RetrySettings retry;
  int tries_each_account = 3;  ///< proven non-sends before the next account is asked
  BreakerSettings breaker;     ///< of every account
  base::Duration late_after =
      std::chrono::seconds{10};  ///< an answer that takes longer asks for fewer at once
  int urgent_in_a_row = 4;       ///< while others wait, that many urgent ones may overtake each of them
  std::chrono::milliseconds poll_wait{50};                     ///< longest wait for the network in one go
  base::Duration look_again = std::chrono::seconds{1};         ///< pause before an empty queue is asked again
  base::Duration urgent_look = std::chrono::milliseconds{50};  ///< the same for urgent jobs while others wait
  base::Duration record_patience =
      std::chrono::seconds{30};  ///< how long a run tries to record its last outcomes
};

/// All references outlive the dispatcher. The functions are called on the dispatcher's thread only.
struct Wiring {
  ports::JobQueue& queue;
  ports::Clock& clock;
  ports::Log& log;
  KeyedHash claim_hash;
  std::function<job::AttemptId(base::Instant)> new_attempt_id;  ///< a UUIDv7 with this instant in it
  std::function<double()> random;                               ///< 0 <= r < 1
  std::function<void(const Progress&)> progress;                ///< may be empty
};

}  // namespace firstday::dispatch
