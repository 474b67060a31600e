// At most so many sends in any stretch of time. Pure.
#pragma once

#include <cstddef>
#include <vector>

#include "base/time.h"

namespace firstday::dispatch {

/// Tokens, each of which comes back exactly one period after it was taken: a provider that counts in a
/// sliding window and one that counts by the clock's second see no more than `tokens`.
class Bucket {
 public:
  /// `tokens` 0: no limit.
  Bucket(int tokens, base::Duration period) : tokens_(tokens), period_(period) {}

  /// True when a token can be taken and `keep` more stay.
  bool has(base::Steady now, int keep = 0) const;
  /// When has() becomes true, if nobody takes one before; `now` where it is. To keep as many as there are, or
  /// more, is to have taken them now: then in a period.
  base::Steady has_at(base::Steady now, int keep = 0) const;
  /// Takes one also where there is none, since what was sent was sent. `at` may lie before an earlier one.
  void take(base::Steady at);
  int tokens() const { return tokens_; }

 private:
  int out(base::Steady now) const;

  int tokens_;
  base::Duration period_;
  std::vector<base::Steady> taken_;  ///< ascending; the first `gone_` of them are back
  std::size_t gone_ = 0;
};

}  // namespace firstday::dispatch
