// A queue that tells the service's book what goes through it: attempts by outcome, how long a commit takes,
// and whether the store takes anything at all.
#pragma once

#include <map>

#include "ports/job_queue.h"
#include "workflow/service_book.h"

namespace firstday::workflow {

/// Borrows both. Used by one thread, as a house is.
class WatchedQueue final : public ports::JobQueue {
 public:
  WatchedQueue(ports::JobQueue& queue, ServiceBook& book) : queue_(queue), book_(book) {}

  base::Result<ports::Enqueued> enqueue(const job::Batch& batch, const std::string& actor) override;
  base::Result<std::vector<ports::Leased>> lease(const ports::LeaseRequest& request) override;
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override;
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override;
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> changes) override;
  base::Result<ports::Recovered> recover(base::Instant now) override;
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override;
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& filter) const override;
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const override;
  base::Result<std::vector<ports::Due>> due(bool urgent_only) const override {
    return queue_.due(urgent_only);
  }
  base::Result<ports::Lately> lately(const roll::Urn& school, base::Instant day,
                                     base::Instant hour) const override {
    return queue_.lately(school, day, hour);
  }

 private:
  template <typename Verb>
  auto committed(const Verb& verb);

  ports::JobQueue& queue_;
  ServiceBook& book_;
  std::map<job::AttemptId, AccountKey> on_the_wire_;
};

}  // namespace firstday::workflow
