#include "dispatch/gauge.h"

#include <algorithm>
#include <array>

#include "dispatch/turns.h"

namespace firstday::dispatch {

namespace {

std::string in_a_row(int failures) {
  return failures == 1 ? "for its last message" : "for the last " + std::to_string(failures) + " messages";
}

std::string why_stopped(Sign sign, const std::string& evidence, int failures) {
  switch (sign) {
    case Sign::kWrong:
      return evidence + " Check the account's key, credit and sender in the settings.";
    case Sign::kUnsure:
      return "It is not known what became of the last " + std::to_string(failures) +
             " messages. Ask the provider whether it took them.";
    case Sign::kDead:
      return "The provider could not be reached " + in_a_row(failures) + ". " + evidence;
    default:
      return "The provider was out of order " + in_a_row(failures) + ". " + evidence;
  }
}

}  // namespace

Gauge::Gauge(const ports::Capabilities& can, const BreakerSettings& breaker)
    : settings_(breaker),
      breaker_(breaker),
      window_(can.max_in_flight),
      second_(can.per_second, std::chrono::seconds{1}),
      minute_(can.per_minute, std::chrono::minutes{1}),
      most_(can.max_in_flight),
      per_day_(can.per_day),
      out_of_order_(can.out_of_order) {}

bool Gauge::day_is_used_up(base::Date today) const {
  return per_day_ > 0 && day_ == today && sent_on_day_ >= per_day_;
}

bool Gauge::takes(const Moment& now) const {
  return out_of_order_.empty() && breaker_.lets_pass(now.steady) && !day_is_used_up(now.today);
}

std::optional<base::Steady> Gauge::tries_at(const Moment& now) const {
  if (!out_of_order_.empty() || day_is_used_up(now.today) || breaker_.lets_pass(now.steady))
    return std::nullopt;
  return breaker_.tries_at();
}

int Gauge::most_places(bool urgent) const {
  return urgent ? window_.places() : window_.places() - kept_for_urgent(window_.places());
}

Room Gauge::room(const Moment& now, int on_wire, int chosen, bool urgent) const {
  if (breaker_.is_open() && chosen > 0) return {};
  if (on_wire + chosen >= most_places(urgent)) return {};
  if (per_day_ > 0 && day_ == now.today && sent_on_day_ + chosen >= per_day_) return {};
  base::Steady at = now.steady;
  for (const Bucket* bucket : std::array{&second_, &minute_}) {
    const int kept = urgent ? 0 : kept_for_urgent(bucket->tokens());
    at = std::max(at, bucket->has_at(now.steady, chosen + kept));
  }
  return {at <= now.steady, at};
}

int Gauge::start(const Moment& now) {
  second_.take(now.steady);
  minute_.take(now.steady);
  count_day(now.today, 1);
  return breaker_.pass();
}

bool Gauge::done(int pass, Sign sign, const std::string& evidence, int on_wire, base::Steady now) {
  if (asks_for_less(sign)) {
    window_.bad();
  } else if (sign == Sign::kFine) {
    // What is kept for urgent ones stands empty without being too much.
    window_.good(on_wire + kept_for_urgent(window_.places()));
  }
  const bool failed = is_failure(sign) || sign == Sign::kWrong;
  const int failures = breaker_.failures_in_a_row() + 1;
  bool opened = breaker_.done(pass, failed, now);
  if (sign == Sign::kWrong) opened = breaker_.open(now) || opened;
  if (opened || (failed && breaker_.is_open())) why_open_ = why_stopped(sign, evidence, failures);
  return opened;
}

void Gauge::count_day(base::Date day, int messages) {
  if (day != day_) sent_on_day_ = 0;
  day_ = day;
  sent_on_day_ += messages;
}

void Gauge::resume() {
  breaker_ = Breaker(settings_);
  window_ = Concurrency(most_);
  why_open_.clear();
}

std::string Gauge::stopped_because(const Moment& now) const {
  if (!out_of_order_.empty()) return out_of_order_;
  if (breaker_.is_open()) return why_open_;
  if (!day_is_used_up(now.today)) return "";
  return "It has sent the " + std::to_string(per_day_) + " messages that it may send in a day.";
}

}  // namespace firstday::dispatch
