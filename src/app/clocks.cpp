#include "app/clocks.h"

#include <algorithm>
#include <chrono>

namespace firstday::app {

using std::chrono::duration_cast;

namespace {

base::Steady machine_steady() {
  return base::Steady{duration_cast<base::Duration>(std::chrono::steady_clock::now().time_since_epoch())};
}

}  // namespace

base::Instant SystemClock::now() const {
  return std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now()) + ahead_;
}

base::Steady SystemClock::steady() const {
  return machine_steady();
}

void SystemClock::wait_until(base::Instant until) {
  std::unique_lock lock(mutex_);
  while (!woken_ && now() < until) {
    const auto left = std::min<base::Duration>(until - now(), std::chrono::seconds{1});
    changed_.wait_for(lock, left, [&] { return woken_; });
    // A signal handler may only set a flag: give the waiter's loop a look at it each second.
    if (!woken_) break;
  }
  woken_ = false;
}

void SystemClock::wake() {
  {
    const std::lock_guard lock(mutex_);
    woken_ = true;
  }
  changed_.notify_all();
}

JumpingClock::JumpingClock(base::Instant start) : start_(start), started_(machine_steady()) {}

base::Instant JumpingClock::now() const {
  return start_ + (steady() - started_);
}

base::Steady JumpingClock::steady() const {
  return machine_steady() + jumped_;
}

void JumpingClock::wait_until(base::Instant until) {
  jumped_ += std::max(until - now(), base::Duration{0});
}

}  // namespace firstday::app
