#include "workflow/watched_queue.h"

#include <chrono>

namespace firstday::workflow {

template <typename Verb>
auto WatchedQueue::committed(const Verb& verb) {
  const auto began = std::chrono::steady_clock::now();
  auto done = verb();
  if (done)
    book_.count_commit(std::chrono::steady_clock::now() - began);
  else if (done.error().kind == base::ErrorKind::kUnavailable)
    book_.count_failed_commit();
  return done;
}

base::Result<ports::Enqueued> WatchedQueue::enqueue(const job::Batch& batch, const std::string& actor) {
  return committed([&] { return queue_.enqueue(batch, actor); });
}

base::Result<std::vector<ports::Leased>> WatchedQueue::lease(const ports::LeaseRequest& request) {
  return queue_.lease(request);
}

base::Result<std::vector<ports::StartResult>> WatchedQueue::start_attempts(
    std::span<const ports::AttemptStart> starts) {
  auto done = committed([&] { return queue_.start_attempts(starts); });
  if (!done) return done;
  for (size_t i = 0; i < starts.size(); ++i) {
    if (done.value()[i] != ports::StartResult::kStarted) continue;
    const AccountKey account{starts[i].school, starts[i].account};
    on_the_wire_[starts[i].attempt] = account;
    book_.count_started(account);
  }
  return done;
}

base::Result<std::vector<bool>> WatchedQueue::finish_attempts(
    std::span<const ports::AttemptFinish> finishes) {
  auto done = committed([&] { return queue_.finish_attempts(finishes); });
  if (!done) return done;
  for (const ports::AttemptFinish& finish : finishes) {
    const auto at = on_the_wire_.find(finish.attempt);
    if (at == on_the_wire_.end()) continue;
    book_.count_finished(at->second, finish.outcome.kind);
    on_the_wire_.erase(at);
  }
  return done;
}

base::Result<std::vector<bool>> WatchedQueue::change(std::span<const ports::JobChange> changes) {
  return committed([&] { return queue_.change(changes); });
}

base::Result<ports::Recovered> WatchedQueue::recover(base::Instant now) {
  auto done = queue_.recover(now);
  if (!done) return done;
  // Nobody will finish these any more.
  for (const auto& [attempt, account] : on_the_wire_)
    book_.count_finished(account, job::OutcomeKind::kUnknown);
  on_the_wire_.clear();
  return done;
}

base::Result<ports::Passed> WatchedQueue::pass_deadlines(const roll::Urn& school, base::Instant now) {
  return queue_.pass_deadlines(school, now);
}

base::Result<std::vector<ports::JobRow>> WatchedQueue::jobs(const ports::JobFilter& filter) const {
  return queue_.jobs(filter);
}

base::Result<std::optional<base::Instant>> WatchedQueue::next_due(const roll::Urn& school) const {
  return queue_.next_due(school);
}

}  // namespace firstday::workflow
