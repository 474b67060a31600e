#include "dispatch/send_window.h"

namespace firstday::dispatch {

namespace {

bool is_sending_day(const SendWindow& window, base::Date date) {
  return !window.school_days_only || window.calendar.is_school_day(date);
}

std::optional<base::Date> next_sending_day(const SendWindow& window, base::Date date) {
  if (!window.school_days_only) return date + std::chrono::days{1};
  return window.calendar.next_school_day(date);
}

}  // namespace

bool is_open(const SendWindow& window, base::Instant at) {
  const base::LocalTime local = base::to_london(at);
  return is_sending_day(window, local.date) && window.opens <= local.since_midnight &&
         local.since_midnight < window.closes;
}

std::optional<base::Instant> next_open(const SendWindow& window, base::Instant at) {
  if (is_open(window, at)) return at;
  const base::LocalTime local = base::to_london(at);
  if (is_sending_day(window, local.date) && local.since_midnight < window.opens)
    return base::from_london(local.date, window.opens);
  const auto day = next_sending_day(window, local.date);
  if (!day) return std::nullopt;
  return base::from_london(*day, window.opens);
}

bool misses_window(const SendWindow& window, const job::Job& job, base::Instant at) {
  if (!job.not_after) return false;
  const auto opening = next_open(window, at);
  return opening && *opening > *job.not_after;
}

}  // namespace firstday::dispatch
