// How one account is doing, and how much may go over it now: its breaker, its places on the wire, its rates
// and its day. Pure.
#pragma once

#include <optional>
#include <string>

#include "dispatch/breaker.h"
#include "dispatch/bucket.h"
#include "dispatch/concurrency.h"
#include "dispatch/sign.h"
#include "ports/provider.h"

namespace firstday::dispatch {

/// Both clocks of one moment: rates and pauses go by the steady one, days by London's.
struct Moment {
  base::Steady steady{};
  base::Date today{};
};

/// Whether one more may go.
struct Room {
  bool now = false;
  std::optional<base::Steady> at;  ///< when there is, if nothing else happens; else an answer must come first
};

class Gauge {
 public:
  Gauge(const ports::Capabilities& can, const BreakerSettings& breaker);

  /// False while it is out of order, its breaker lets nobody pass, or its day is used up.
  bool takes(const Moment& now) const;
  /// When its breaker lets one try; nothing where it takes now, or where that alone would not help.
  std::optional<base::Steady> tries_at(const Moment& now) const;
  /// For whoever takes. `on_wire` sends are under way over it and `chosen` more are about to be.
  Room room(const Moment& now, int on_wire, int chosen, bool urgent) const;

  /// One more goes. The answer goes back with its result.
  int start(const Moment& now);
  /// What became of it, with `on_wire` others still under way. `evidence` is the outcome's. True when it is
  /// this that stopped the account.
  bool done(int pass, Sign sign, const std::string& evidence, int on_wire, base::Steady now);

  /// Messages of that day, its own or those of others who have the same account at the provider.
  void count_day(base::Date day, int messages);
  void forget_day() { sent_on_day_ = 0; }
  /// One of that day is proven not to have been taken.
  void give_back(base::Date day) { sent_on_day_ -= day == day_ && sent_on_day_ > 0 ? 1 : 0; }
  /// As new, but for what it sent.
  void resume();

  /// Why nothing goes over it, as a sentence for a person; empty while something may.
  std::string stopped_because(const Moment& now) const;
  int failures_in_a_row() const { return breaker_.failures_in_a_row(); }
  bool is_open() const { return breaker_.is_open(); }
  int places() const { return window_.places(); }
  int per_day() const { return per_day_; }

 private:
  bool day_is_used_up(base::Date today) const;
  int most_places(bool urgent) const;

  BreakerSettings settings_;
  Breaker breaker_;
  Concurrency window_;
  Bucket second_, minute_;
  int most_;
  int per_day_;
  base::Date day_{};
  int sent_on_day_ = 0;
  std::string out_of_order_;
  std::string why_open_;
};

}  // namespace firstday::dispatch
