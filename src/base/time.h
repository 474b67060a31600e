// Instants, school dates and clock times, and the civil time of Europe/London.
//
// An Instant is UTC in microseconds. A Date and a TimeOfDay are what a school says ("Tuesday the
// 12th, 09:30") and mean Europe/London. g++ 12 has no chrono time zones, so the rule is ours: since
// 1996 summer time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday
// of October (The Summer Time Order 2002, SI 2002/262).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace firstday::base {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Date = std::chrono::local_days;
using TimeOfDay = std::chrono::minutes;  ///< since local midnight, 0 to 1439
using Duration = std::chrono::microseconds;

/// What ports::Clock::steady() counts. Only here so that its points of time cannot be mixed with Instants.
struct SteadyCount {
  using duration = Duration;
  using rep = Duration::rep;
  using period = Duration::period;
  using time_point = std::chrono::time_point<SteadyCount, Duration>;
  static constexpr bool is_steady = true;
};
/// Time since some start that this process chose: no civil time, never stored, and never set by anybody.
using Steady = SteadyCount::time_point;

/// A civil date and time in London, to the second.
struct LocalTime {
  Date date{};
  std::chrono::seconds since_midnight{0};

  TimeOfDay minute() const { return std::chrono::floor<std::chrono::minutes>(since_midnight); }
  friend bool operator==(const LocalTime&, const LocalTime&) = default;
  friend auto operator<=>(const LocalTime&, const LocalTime&) = default;
};

/// True while London is on summer time at this instant.
bool is_summer_time(Instant at);

LocalTime to_london(Instant at);

/// The instant of a London civil time. A time that happens twice (last Sunday of October, 01:00 to
/// 01:59) gives the first; one that never happens (last Sunday of March) gives the instant an hour
/// later on the clock, so that a deadline is never early.
Instant from_london(Date date, TimeOfDay time);

Date make_date(int year, unsigned month, unsigned day);  ///< a valid date; aborts otherwise
std::optional<Date> date_of(int year, unsigned month, unsigned day);

/// "2027-01-12" only.
std::optional<Date> parse_iso_date(std::string_view text);
/// "09:30" or "9:30", 00:00 to 23:59.
std::optional<TimeOfDay> parse_time_of_day(std::string_view text);
/// "2027-01-12T09:35", "2027-01-12 09:35" (London), either with ":SS", or with a trailing Z (UTC).
std::optional<Instant> parse_instant(std::string_view text);

std::string iso_date(Date date);           ///< 2027-01-12
std::string uk_date(Date date);            ///< 12/01/2027
std::string clock(TimeOfDay time);         ///< 09:30
std::string iso_utc(Instant at);           ///< 2027-01-12T09:35:00.000000Z
std::string london_clock(Instant at);      ///< 09:35, London
std::string london_date_time(Instant at);  ///< 2027-01-12 09:35, London

int iso_weekday(Date date);  ///< 1 Monday to 7 Sunday

constexpr long long micros(Instant at) {
  return at.time_since_epoch().count();
}
constexpr Instant instant_of_micros(long long us) {
  return Instant{std::chrono::microseconds{us}};
}

}  // namespace firstday::base
