#include "app/clocks.h"

#include <algorithm>
#include <chrono>

namespace firstday::app {

using std::chrono::duration_cast;

namespace {

base::Duration steady() {
  return duration_cast<base::Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

base::Instant SystemClock::now() const {
  return std::chrono::time_point_cast<base::Duration>(std::chrono::system_clock::now()) + ahead_;
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

JumpingClock::JumpingClock(base::Instant start) : ahead_(start.time_since_epoch() - steady()) {}

base::Instant JumpingClock::now() const {
  return base::Instant{steady() + ahead_};
}

void JumpingClock::wait_until(base::Instant until) {
  ahead_ += std::max(until - now(), base::Duration{0});
}

}  // namespace firstday::app
