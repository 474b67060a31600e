#include "dispatch/breaker.h"

#include <algorithm>

namespace firstday::dispatch {

bool Breaker::lets_pass(base::Steady now) const {
  return !open_until_ || (!probing_ && now >= *open_until_);
}

std::optional<base::Steady> Breaker::tries_at() const {
  return probing_ ? std::nullopt : open_until_;
}

int Breaker::pass() {
  probing_ = is_open();
  return generation_;
}

bool Breaker::done(int pass, bool failed, base::Steady now) {
  if (pass != generation_) return false;
  in_a_row_ = failed ? in_a_row_ + 1 : 0;
  if (probing_ && failed) {
    open_again(now);
  } else if (probing_) {
    *this = Breaker(settings_);
    generation_ = pass + 1;
  } else if (failed && settings_.failures > 0 && in_a_row_ > settings_.failures) {
    return open(now);
  }
  return false;
}

bool Breaker::open(base::Steady now) {
  if (is_open()) return false;
  open_again(now);
  return true;
}

void Breaker::open_again(base::Steady now) {
  stays_open_ = stays_open_ == base::Duration{0} ? settings_.first : stays_open_ * 2;
  stays_open_ = std::min(stays_open_, settings_.longest);
  open_until_ = now + stays_open_;
  probing_ = false;
  ++generation_;
}

}  // namespace firstday::dispatch
