// What time it is, and waiting. The core never asks: it is given `now`.
#pragma once

#include "base/time.h"

namespace firstday::ports {

class Clock {
 public:
  virtual ~Clock() = default;

  virtual base::Instant now() const = 0;
  /// Only ever grows, however now() is set meanwhile. What this process waits for goes by it: answers,
  /// leases, pauses, rates. Which moment it counts from means nothing.
  virtual base::Steady steady() const = 0;
  /// Returns at `until`, or earlier when wake() is called from anywhere. A simulated clock jumps.
  virtual void wait_until(base::Instant until) = 0;
  /// Ends a wait that is going on, and the next one if none is. Safe from any thread.
  virtual void wake() = 0;
};

}  // namespace firstday::ports
