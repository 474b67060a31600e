// How the store is doing, for whoever watches a process that runs for months.
#pragma once

#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "job/job.h"
#include "job/state.h"

namespace firstday::ports {

struct JobCount {
  roll::Urn school;
  job::Kind kind = job::Kind::kText;
  job::State state = job::State::kQueued;
  long long jobs = 0;

  friend bool operator==(const JobCount&, const JobCount&) = default;
};

/// Safe from any thread.
class StoreHealth {
 public:
  virtual ~StoreHealth() = default;

  /// Writes something that changes nothing and waits until it is durable: that the store can be read proves
  /// nothing. The error says why not, and what to do.
  virtual base::Status can_write() = 0;
  /// An error while less room is left than the reserve from which the outcomes of what is on the wire are
  /// recorded. No attempt starts then; the queue itself refuses (job_queue.h).
  virtual base::Status has_room() const = 0;
  /// The jobs of one school day, by school, kind and state; those that are none are left out.
  virtual base::Result<std::vector<JobCount>> counts(base::Date day) const = 0;
};

}  // namespace firstday::ports
