#include "roll/bank_holidays.h"

#include <algorithm>

namespace firstday::roll {

using base::Date;
using base::make_date;
using std::chrono::days;

namespace {

constexpr unsigned kJan = 1;
constexpr unsigned kMay = 5;
constexpr unsigned kJun = 6;
constexpr unsigned kAug = 8;
constexpr unsigned kSep = 9;
constexpr unsigned kDec = 12;

bool is_weekend(Date date) {
  return base::iso_weekday(date) > 5;
}

Date monday_on_or_after(Date date) {
  return date + days{(8 - base::iso_weekday(date)) % 7};
}

Date last_monday_of_31(int year, unsigned month) {
  return monday_on_or_after(make_date(year, month, 25));
}

/// Christmas Day and Boxing Day; the days for which there is a weekend move behind the other.
std::vector<Date> christmas(int year) {
  const Date first = make_date(year, kDec, 25);
  std::vector<Date> out;
  for (Date d = first; out.size() < 2; d += days{1})
    if (!is_weekend(d)) out.push_back(d);
  return out;
}

Date new_year(int year) {
  const Date first = make_date(year, kJan, 1);
  return is_weekend(first) ? monday_on_or_after(first) : first;
}

Date early_may(int year) {
  return year == 2020 ? make_date(2020, kMay, 8) : monday_on_or_after(make_date(year, kMay, 1));
}

Date spring(int year) {
  return year == 2022 ? make_date(2022, kJun, 2) : last_monday_of_31(year, kMay);
}

/// The Platinum Jubilee, the State Funeral, the Coronation.
std::vector<Date> proclaimed(int year) {
  if (year == 2022) return {make_date(2022, kJun, 3), make_date(2022, kSep, 19)};
  if (year == 2023) return {make_date(2023, kMay, 8)};
  return {};
}

}  // namespace

Date easter(int year) {
  const int century = year / 100;
  const int golden = year % 19;
  const int moon = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
  const int weekday = (32 + 2 * (century % 4) + 2 * (year % 100 / 4) - moon - year % 100 % 4) % 7;
  const int late = (golden + 11 * moon + 22 * weekday) / 451;
  const int day = moon + weekday - 7 * late + 114;
  return make_date(year, static_cast<unsigned>(day / 31), static_cast<unsigned>(day % 31 + 1));
}

std::vector<Date> england_bank_holidays(int year) {
  std::vector<Date> out = {new_year(year),  easter(year) - days{2}, easter(year) + days{1},
                           early_may(year), spring(year),           last_monday_of_31(year, kAug)};
  for (const Date d : christmas(year)) out.push_back(d);
  for (const Date d : proclaimed(year)) out.push_back(d);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace firstday::roll
