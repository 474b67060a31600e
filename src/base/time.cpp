#include "base/time.h"

#include <cctype>
#include <cstdio>

#include "base/check.h"

namespace firstday::base {

using namespace std::chrono;

namespace {

Instant last_sunday_at_one_utc(year y, month m) {
  return sys_days{y / m / Sunday[last]} + hours{1};
}

/// Reads exactly `n` digits at `at`; -1 when there are not that many.
int digits(std::string_view text, size_t at, size_t n) {
  if (at + n > text.size()) return -1;
  int value = 0;
  for (size_t i = at; i < at + n; ++i) {
    if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

/// Two digits of a number below 100.
void put_digits(std::string& out, size_t at, unsigned value) {
  out[at] = static_cast<char>('0' + value / 10 % 10);
  out[at + 1] = static_cast<char>('0' + value % 10);
}

std::optional<seconds> parse_clock_with_seconds(std::string_view text) {
  if (text.size() == 8 && text[5] == ':') {
    const auto minute = parse_time_of_day(text.substr(0, 5));
    const int second = digits(text, 6, 2);
    if (!minute || second < 0 || second > 59) return std::nullopt;
    return *minute + seconds{second};
  }
  const auto minute = parse_time_of_day(text);
  if (!minute) return std::nullopt;
  return seconds{*minute};
}

}  // namespace

bool is_summer_time(Instant at) {
  const year_month_day date{floor<days>(at)};
  // Only two months have to be looked at closely.
  if (date.month() != March && date.month() != October) return date.month() > March && date.month() < October;
  const bool is_past = at >= last_sunday_at_one_utc(date.year(), date.month());
  return date.month() == March ? is_past : !is_past;
}

LocalTime to_london(Instant at) {
  const Instant shifted = at + (is_summer_time(at) ? hours{1} : hours{0});
  const auto day = floor<days>(shifted);
  return {Date{day.time_since_epoch()}, floor<seconds>(shifted - day)};
}

Instant from_london(Date date, TimeOfDay time) {
  const Instant as_utc = Instant{sys_days{date.time_since_epoch()}} + time;
  const Instant summer = as_utc - hours{1};
  return is_summer_time(summer) ? summer : as_utc;
}

std::optional<Date> date_of(int y, unsigned m, unsigned d) {
  const year_month_day ymd{year{y}, month{m}, day{d}};
  if (!ymd.ok()) return std::nullopt;
  return Date{ymd};
}

Date make_date(int y, unsigned m, unsigned d) {
  const auto date = date_of(y, m, d);
  FIRSTDAY_CHECK(date.has_value(), "make_date of a day that does not exist");
  return *date;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int y = digits(text, 0, 4);
  const int m = digits(text, 5, 2);
  const int d = digits(text, 8, 2);
  if (y < 0 || m < 0 || d < 0) return std::nullopt;
  return date_of(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) {
  const size_t hour_digits = text.size() == 4 ? 1 : 2;
  if ((text.size() != 4 && text.size() != 5) || text[hour_digits] != ':') return std::nullopt;
  const int h = digits(text, 0, hour_digits);
  const int m = digits(text, hour_digits + 1, 2);
  if (h < 0 || h > 23 || m < 0 || m > 59) return std::nullopt;
  return hours{h} + minutes{m};
}

std::optional<Instant> parse_instant(std::string_view text) {
  const bool utc = !text.empty() && text.back() == 'Z';
  if (utc) text.remove_suffix(1);
  if (text.size() < 15 || (text[10] != 'T' && text[10] != ' ')) return std::nullopt;
  const auto date = parse_iso_date(text.substr(0, 10));
  const auto time = parse_clock_with_seconds(text.substr(11));
  if (!date || !time) return std::nullopt;
  if (utc) return Instant{sys_days{date->time_since_epoch()}} + *time;
  const auto minute = floor<minutes>(*time);
  return from_london(*date, minute) + (*time - minute);
}

/// In the key of every job, so without printf: a plan makes tens of thousands.
std::string iso_date(Date date) {
  const year_month_day ymd{date};
  const auto y = static_cast<unsigned>(int{ymd.year()});
  std::string out = "0000-00-00";
  put_digits(out, 0, y / 100);
  put_digits(out, 2, y % 100);
  put_digits(out, 5, unsigned{ymd.month()});
  put_digits(out, 8, unsigned{ymd.day()});
  return out;
}

std::string uk_date(Date date) {
  const year_month_day ymd{date};
  char out[40];
  std::snprintf(out, sizeof out, "%02u/%02u/%04d", unsigned{ymd.day()}, unsigned{ymd.month()},
                int{ymd.year()});
  return out;
}

std::string clock(TimeOfDay time) {
  char out[48];
  std::snprintf(out, sizeof out, "%02lld:%02lld", static_cast<long long>(time.count() / 60),
                static_cast<long long>(time.count() % 60));
  return out;
}

std::string iso_utc(Instant at) {
  const auto day = floor<days>(at);
  const auto rest = at - day;
  const auto second = floor<seconds>(rest).count();
  char out[64];
  std::snprintf(out, sizeof out, "T%02lld:%02lld:%02lld.%06lldZ", static_cast<long long>(second / 3600),
                static_cast<long long>(second / 60 % 60), static_cast<long long>(second % 60),
                static_cast<long long>((rest - seconds{second}).count()));
  return iso_date(Date{day.time_since_epoch()}) + out;
}

std::string london_clock(Instant at) {
  return clock(to_london(at).minute());
}

std::string london_date_time(Instant at) {
  const LocalTime local = to_london(at);
  return iso_date(local.date) + " " + clock(local.minute());
}

int iso_weekday(Date date) {
  return static_cast<int>(weekday{date}.iso_encoding());
}

}  // namespace firstday::base
