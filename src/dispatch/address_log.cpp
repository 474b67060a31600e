#include "dispatch/address_log.h"

#include <algorithm>
#include <chrono>

namespace firstday::dispatch {

namespace {

constexpr std::chrono::hours kStretch{1};

}  // namespace

void AddressLog::add(const base::Personal& to, base::Steady at) {
  if (at - swept_ > kStretch) forget_before(at - kStretch);
  auto& times = times_[to.reveal()];
  times.insert(std::upper_bound(times.begin(), times.end(), at), at);
}

void AddressLog::take_back(const base::Personal& to) {
  const auto found = times_.find(to.reveal());
  if (found == times_.end()) return;
  found->second.pop_back();
  if (found->second.empty()) times_.erase(found);
}

base::Steady AddressLog::free_at(const base::Personal& to, int limit, base::Steady now) const {
  const auto found = times_.find(to.reveal());
  if (limit <= 0 || found == times_.end() || found->second.size() < static_cast<std::size_t>(limit))
    return now;
  return std::max(now, *(found->second.end() - limit) + kStretch);
}

void AddressLog::forget_before(base::Steady at) {
  std::erase_if(times_, [&](const auto& entry) { return entry.second.back() <= at; });
  swept_ = at + kStretch;
}

}  // namespace firstday::dispatch
