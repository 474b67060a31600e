// The real clock, and the one that --now sets.
#pragma once

#include <condition_variable>
#include <mutex>

#include "ports/clock.h"

namespace firstday::app {

/// The machine's clock. Waiting looks at it again every second, so that a step of the clock or a
/// suspended machine does not make a wait longer than it should be. `ahead`: of what it shows, for trying
/// out.
class SystemClock : public ports::Clock {
 public:
  explicit SystemClock(base::Duration ahead = {}) : ahead_(ahead) {}

  base::Instant now() const override;
  base::Steady steady() const override;
  void wait_until(base::Instant until) override;
  void wake() override;

 private:
  base::Duration ahead_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool woken_ = false;
};

/// Stands at a chosen time and jumps over every wait. Between waits it moves on with the real time
/// that passes, so that events keep their order and their distance.
class JumpingClock : public ports::Clock {
 public:
  explicit JumpingClock(base::Instant start);

  base::Instant now() const override;
  base::Steady steady() const override;
  void wait_until(base::Instant until) override;
  void wake() override {}

 private:
  base::Instant start_;
  base::Steady started_;
  base::Duration jumped_{0};  ///< over waits
};

}  // namespace firstday::app
