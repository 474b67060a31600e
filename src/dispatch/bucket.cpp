#include "dispatch/bucket.h"

#include <algorithm>

namespace firstday::dispatch {

int Bucket::out(base::Steady now) const {
  const auto first =
      std::upper_bound(taken_.begin() + static_cast<std::ptrdiff_t>(gone_), taken_.end(), now - period_);
  return static_cast<int>(taken_.end() - first);
}

bool Bucket::has(base::Steady now, int keep) const {
  return tokens_ == 0 || out(now) + keep < tokens_;
}

base::Steady Bucket::has_at(base::Steady now, int keep) const {
  if (has(now, keep)) return now;
  if (keep >= tokens_) return now + period_;
  const int others = tokens_ - std::max(keep, 0) - 1;  // that may be out when one more is taken
  return taken_[taken_.size() - static_cast<std::size_t>(others) - 1] + period_;
}

void Bucket::take(base::Steady at) {
  if (tokens_ == 0) return;
  taken_.insert(std::upper_bound(taken_.begin() + static_cast<std::ptrdiff_t>(gone_), taken_.end(), at), at);
  while (gone_ < taken_.size() && taken_[gone_] <= at - period_) ++gone_;
  if (gone_ * 2 < taken_.size()) return;
  taken_.erase(taken_.begin(), taken_.begin() + static_cast<std::ptrdiff_t>(gone_));
  gone_ = 0;
}

}  // namespace firstday::dispatch
