// What a dispatcher is given: its settings and the functions it calls. No I/O, nothing is decided here.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/result.h"
#include "dispatch/claim.h"
#include "dispatch/retry.h"
#include "dispatch/send_window.h"
#include "dispatch/summary.h"
#include "job/message.h"
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
  SendWindow window;
  RetrySettings retry;
  int tries_each_account = 3;                ///< proven non-sends before the next account is asked
  int unknowns_before_stop = 5;              ///< in a row over one account; then it is stopped. 0: never
  std::chrono::milliseconds poll_wait{100};  ///< longest wait for the network in one go
  base::Duration look_again = std::chrono::seconds{1};  ///< pause before an empty queue is asked again
  base::Duration record_patience =
      std::chrono::seconds{30};  ///< how long a run tries to record its last outcomes
};

/// A job made ready to leave.
struct Prepared {
  job::Message message;
};

/// Reads the roll, looks once more whether the recipient may be told, and fills the template. Errors:
///   kConflict     the recipient may not be told any more: the job is withdrawn
///   kUnavailable  the roll cannot be read now: the job goes back to the queue, sending stops
///   others        the job can never be rendered: it fails
/// The error's sentence becomes the reason on the job's page.
using Renderer = std::function<base::Result<Prepared>(const job::Job&)>;

/// All references outlive the dispatcher. The functions are called on the dispatcher's thread only.
struct Wiring {
  ports::JobQueue& queue;
  ports::Clock& clock;
  ports::Log& log;
  Renderer render;
  KeyedHash claim_hash;
  std::function<job::AttemptId(base::Instant)> new_attempt_id;  ///< a UUIDv7 with this instant in it
  std::function<double()> random;                               ///< 0 <= r < 1
  std::function<void(const Progress&)> progress;                ///< may be empty
};

}  // namespace firstday::dispatch
