// Keeps messages from an account that fails, and finds out with one of them when it works again. Pure.
//
// In two steps, as Temporal's: whoever may pass tells later how it went, so that the result decides and not
// the start (dispatch.md 1b). What was under way when the breaker changed counts no more.
#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"

namespace firstday::dispatch {

struct BreakerSettings {
  int failures = 5;                                 ///< more than so many in a row open it; 0: it never opens
  base::Duration first = std::chrono::seconds{60};  ///< open for so long; each failed probe doubles it
  base::Duration longest = std::chrono::minutes{10};  ///< never open for longer
};

class Breaker {
 public:
  explicit Breaker(BreakerSettings settings = {}) : settings_(settings) {}

  /// True while it is closed; and for one, the probe, once it was open for its time.
  bool lets_pass(base::Steady now) const;
  /// True while it is not closed, a probe on its way or not.
  bool is_open() const { return open_until_.has_value(); }
  /// When a probe may pass; nothing while it is closed, or while one is on its way.
  std::optional<base::Steady> tries_at() const;

  /// One passes. The answer goes back with its result.
  int pass();
  /// True when it is this that opened it from closed. A result from before the last change counts nothing.
  bool done(int pass, bool failed, base::Steady now);
  /// Opens it, however few have failed, when it is closed. True when it was.
  bool open(base::Steady now);

  int failures_in_a_row() const { return in_a_row_; }

 private:
  void open_again(base::Steady now);

  BreakerSettings settings_;
  int in_a_row_ = 0;
  int generation_ = 0;
  bool probing_ = false;
  base::Duration stays_open_{0};
  std::optional<base::Steady> open_until_;
};

}  // namespace firstday::dispatch
