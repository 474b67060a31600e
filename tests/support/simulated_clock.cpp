#include "support/simulated_clock.h"

#include <algorithm>
#include <utility>

namespace firstday::support {

SimulatedClock::SimulatedClock(base::Instant start) : now_(start) {}
SimulatedClock::SimulatedClock(base::Date day, base::TimeOfDay time) : now_(base::from_london(day, time)) {}

base::Instant SimulatedClock::now() const {
  const std::lock_guard lock(guard_);
  return now_;
}

base::Steady SimulatedClock::steady() const {
  const std::lock_guard lock(guard_);
  return steady_;
}

void SimulatedClock::wait_until(base::Instant until) {
  const std::lock_guard lock(guard_);
  ++waits_;
  if (!std::exchange(woken_, false)) pass(std::max(until - now_, base::Duration{0}));
}

void SimulatedClock::wake() {
  const std::lock_guard lock(guard_);
  woken_ = true;
}

void SimulatedClock::set(base::Instant at) {
  const std::lock_guard lock(guard_);
  now_ = at;
}

void SimulatedClock::advance(base::Duration by) {
  const std::lock_guard lock(guard_);
  pass(by);
}

void SimulatedClock::pass(base::Duration by) {
  now_ += by;
  steady_ += by;
}

int SimulatedClock::waits() const {
  const std::lock_guard lock(guard_);
  return waits_;
}

}  // namespace firstday::support
