#include "job/deadlines.h"

#include <algorithm>

namespace firstday::job {

namespace {

base::Instant receipt_by(const Moments& job, const Deadlines& deadlines) {
  const base::Instant by = job.since + deadlines.receipt;
  return job.not_after ? std::max(job.since, std::min(by, *job.not_after)) : by;
}

base::Instant person_by(const Moments& job, const Deadlines& deadlines) {
  if (job.not_after && job.due_by) return std::min(*job.not_after, *job.due_by);
  if (job.not_after) return *job.not_after;
  return job.due_by ? *job.due_by : base::from_london(job.day, deadlines.school_ends);
}

}  // namespace

std::optional<base::Instant> next_check_at(const Moments& job, const Deadlines& deadlines) {
  switch (job.state) {
    case State::kQueued:
      return job.not_before;
    case State::kLeased:
      return job.lease_until;
    case State::kInFlight:
      return job.since + deadlines.send;
    case State::kAwaitingReceipt:
      return receipt_by(job, deadlines);
    case State::kUnknown:
      return job.told_at ? *job.told_at + std::chrono::days{1} : job.since + deadlines.unknown;
    case State::kHeld:
    case State::kWithStaff:
      return person_by(job, deadlines);
    default:
      return std::nullopt;
  }
}

}  // namespace firstday::job
