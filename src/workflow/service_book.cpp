#include "workflow/service_book.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::workflow {

void ServiceBook::came_round(base::Instant at) {
  const std::lock_guard lock(guard_);
  numbers_.last_round = at;
}

void ServiceBook::set(NotReady reason, std::string sentence) {
  const std::lock_guard lock(guard_);
  if (sentence.empty())
    numbers_.not_ready.erase(reason);
  else
    numbers_.not_ready[reason] = std::move(sentence);
}

void ServiceBook::put(const roll::Urn& school, SchoolNumbers numbers) {
  const std::lock_guard lock(guard_);
  numbers_.schools[school] = std::move(numbers);
}

void ServiceBook::put(std::vector<ports::JobCount> jobs) {
  const std::lock_guard lock(guard_);
  numbers_.jobs = std::move(jobs);
}

void ServiceBook::count_started(const AccountKey& account) {
  const std::lock_guard lock(guard_);
  ++numbers_.in_flight[account];
}

void ServiceBook::count_finished(const AccountKey& account, job::OutcomeKind outcome) {
  const std::lock_guard lock(guard_);
  --numbers_.in_flight[account];
  ++numbers_.attempts[{account, outcome}];
}

void ServiceBook::count_post(const AccountKey& account, const std::string& result) {
  const std::lock_guard lock(guard_);
  ++numbers_.posts[{account, result}];
}

void ServiceBook::count_commit(std::chrono::duration<double> took) {
  const std::lock_guard lock(guard_);
  const auto bucket = std::lower_bound(kCommitBounds.begin(), kCommitBounds.end(), took.count());
  ++numbers_.commits.counts[static_cast<size_t>(bucket - kCommitBounds.begin())];
  numbers_.commits.sum += took.count();
}

void ServiceBook::count_failed_commit() {
  const std::lock_guard lock(guard_);
  ++numbers_.commits.failed;
}

void ServiceBook::ring() {
  const std::lock_guard lock(guard_);
  rung_ = true;
}

bool ServiceBook::was_rung() {
  const std::lock_guard lock(guard_);
  return std::exchange(rung_, false);
}

std::string ServiceBook::not_ready_because(base::Instant now) const {
  const std::lock_guard lock(guard_);
  std::vector<std::string> why;
  for (const auto& [reason, sentence] : numbers_.not_ready) why.push_back(sentence);
  if (!numbers_.last_round)
    why.emplace_back("The loop that sends has not come round yet.");
  else if (now - *numbers_.last_round > kLoopPatience)
    why.push_back("The loop that sends has not come round since " + base::london_clock(*numbers_.last_round) +
                  ". Look into the log; when it stays so, restart the service.");
  return base::join(why, " ");
}

long long ServiceBook::failed_commits() const {
  const std::lock_guard lock(guard_);
  return numbers_.commits.failed;
}

ServiceNumbers ServiceBook::numbers() const {
  const std::lock_guard lock(guard_);
  return numbers_;
}

}  // namespace firstday::workflow
