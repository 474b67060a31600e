#include "config/init_terms.h"

#include <vector>

#include "roll/bank_holidays.h"

namespace firstday::config {

namespace {

using base::Date;
using base::make_date;
using std::chrono::days;

constexpr int kMonday = 1;
constexpr int kFriday = 5;

Date on_or_after(Date date, int weekday) {
  return date + days{(weekday - base::iso_weekday(date) + 7) % 7};
}
Date on_or_before(Date date, int weekday) {
  return date - days{(base::iso_weekday(date) - weekday + 7) % 7};
}
Date workday_from(Date date) {
  return base::iso_weekday(date) > kFriday ? on_or_after(date, kMonday) : date;
}
Date workday_until(Date date) {
  return base::iso_weekday(date) > kFriday ? on_or_before(date, kFriday) : date;
}

struct Range {
  Date from;
  Date to;
};

Range week_of(Date monday) {
  return {monday, monday + days{4}};
}

struct SchoolYear {
  std::vector<Range> terms;
  std::vector<Range> half_terms;
  std::vector<Date> inset;
  Date may_day;
};

SchoolYear school_year(int begins) {
  const int ends = begins + 1;
  const Date good_friday = roll::easter(ends) - days{2};
  const Date autumn = workday_from(make_date(begins, 9, 2));
  const Date spring = workday_from(make_date(ends, 1, 4));
  return {{{autumn, on_or_before(make_date(begins, 12, 20), kFriday)},
           {spring, good_friday - days{1}},
           {good_friday + days{17}, workday_until(make_date(ends, 7, 22))}},
          {week_of(on_or_after(make_date(begins, 10, 23), kMonday)),
           week_of(on_or_after(make_date(ends, 2, 13), kMonday)),
           week_of(on_or_before(make_date(ends, 5, 31), kMonday))},
          {autumn, spring},
          on_or_after(make_date(ends, 5, 1), kMonday)};
}

int year_that_runs(Date today) {
  const std::chrono::year_month_day ymd{today};
  return static_cast<int>(ymd.year()) - (ymd.month() < std::chrono::August ? 1 : 0);
}

std::string line(const Range& range) {
  return "    - {from: " + base::iso_date(range.from) + ", to: " + base::iso_date(range.to) + "}\n";
}

std::string line(Date date) {
  return "    - " + base::iso_date(date) + "\n";
}

}  // namespace

std::string example_terms(Date today) {
  const int first = year_that_runs(today);
  std::string terms = "  terms:\n";
  std::string half_terms = "  half_terms:\n";
  std::string inset = "  inset:            # training days without pupils\n";
  std::string bank_holidays = "  bank_holidays:    # those that fall into a term\n";
  for (int begins : {first, first + 1}) {
    const SchoolYear year = school_year(begins);
    for (const Range& r : year.terms) terms += line(r);
    for (const Range& r : year.half_terms) half_terms += line(r);
    for (Date d : year.inset) inset += line(d);
    bank_holidays += line(year.may_day);
  }
  return terms + half_terms + inset + bank_holidays;
}

}  // namespace firstday::config
