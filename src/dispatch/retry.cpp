#include "dispatch/retry.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

std::chrono::seconds ceiling_of(const RetrySettings& settings, int attempts) {
  std::chrono::seconds ceiling = settings.first;
  for (int n = 1; n < attempts && ceiling < settings.longest; ++n) ceiling *= 2;
  return std::min(ceiling, settings.longest);
}

base::Duration jitter_of(const RetrySettings& settings, const RetryAsk& ask) {
  const base::Duration ceiling = ceiling_of(settings, ask.attempts);
  const double part = std::clamp(ask.random, 0.0, 1.0);
  return base::Duration(static_cast<base::Duration::rep>(part * static_cast<double>(ceiling.count())));
}

/// A provider that says "in a million years" must not overflow the sum.
base::Duration floor_of(const RetryAsk& ask) {
  constexpr std::chrono::seconds kYear = std::chrono::hours{24 * 365};
  return std::clamp(ask.retry_after.value_or(std::chrono::seconds{0}), std::chrono::seconds{0}, kYear);
}

}  // namespace

std::optional<base::Instant> next_try(const RetrySettings& settings, const RetryAsk& ask) {
  if (ask.attempts >= settings.max_attempts) return std::nullopt;
  const auto at = ask.now + floor_of(ask) + jitter_of(settings, ask);
  if (ask.not_after && at > *ask.not_after) return std::nullopt;
  return at;
}

}  // namespace firstday::dispatch
