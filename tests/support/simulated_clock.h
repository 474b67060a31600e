// A clock that stands still until told, and jumps over every wait.
#pragma once

#include <mutex>

#include "ports/clock.h"

namespace firstday::support {

/// Safe from any thread.
class SimulatedClock final : public ports::Clock {
 public:
  explicit SimulatedClock(base::Instant start);
  /// London time of that school day: SimulatedClock(day, 9h + 35min).
  SimulatedClock(base::Date day, base::TimeOfDay time);

  base::Instant now() const override;
  base::Steady steady() const override;  ///< moves with waits and advance(), never with set()
  /// Jumps to `until`, unless wake() was called since the last wait: then returns at once.
  void wait_until(base::Instant until) override;
  void wake() override;

  void set(base::Instant at);  ///< may go back, as real clocks do
  void advance(base::Duration by);
  int waits() const;  ///< how often wait_until was called

 private:
  mutable std::mutex guard_;
  void pass(base::Duration by);

  base::Instant now_;
  base::Steady steady_{std::chrono::hours{1}};
  bool woken_ = false;
  int waits_ = 0;
};

}  // namespace firstday::support
