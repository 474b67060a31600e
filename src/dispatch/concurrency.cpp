#include "dispatch/concurrency.h"

#include <algorithm>
#include <cmath>

namespace firstday::dispatch {

namespace {

/// A share three times 1/3 is one place, in spite of rounding.
constexpr double kNearlyNothing = 1e-9;
/// Places that may stand empty before good answers stop earning more of them.
constexpr int kMayBeEmpty = 2;

}  // namespace

Concurrency::Concurrency(int most) : most_(std::max(most, 1)) {}

double Concurrency::share() const {
  return 1.0 / std::sqrt(static_cast<double>(places_));
}

void Concurrency::good(int busy) {
  if (places_ >= most_ || places_ > busy + 1 + kMayBeEmpty) return;
  earned_ += has_been_bad_ ? share() : 1.0;
  if (earned_ < 1.0 - kNearlyNothing) return;
  ++places_;
  earned_ = 0;
  lent_ = 0;
}

void Concurrency::bad() {
  has_been_bad_ = true;
  if (lent_ < kNearlyNothing) {
    places_ = std::max(places_ - 1, 1);
    earned_ = 0;
    lent_ = 1.0;
  }
  lent_ -= share();
}

}  // namespace firstday::dispatch
