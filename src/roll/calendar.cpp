#include "roll/calendar.h"

#include <algorithm>

#include "roll/year_group.h"

namespace firstday::roll {

using std::chrono::days;

namespace {

bool any_holds(const std::vector<DateRange>& ranges, base::Date date) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const DateRange& r) { return r.holds(date); });
}

}  // namespace

bool GroupClosure::names(const std::string& year, const std::string& form) const {
  const auto any = [](const std::vector<std::string>& list, const std::string& word, auto key) {
    return std::any_of(list.begin(), list.end(), [&](const std::string& w) { return key(w) == key(word); });
  };
  return any(years, year, year_key) || any(forms, form, form_key);
}

Calendar::Calendar(std::vector<DateRange> terms, std::vector<DateRange> closed, SessionTimes sessions)
    : terms_(std::move(terms)), closed_(std::move(closed)), sessions_(sessions) {
  std::sort(terms_.begin(), terms_.end(),
            [](const DateRange& a, const DateRange& b) { return a.from < b.from; });
}

bool Calendar::is_school_day(base::Date date) const {
  return base::iso_weekday(date) <= 5 && any_holds(terms_, date) && !any_holds(closed_, date);
}

bool Calendar::is_closed_for(const std::string& year, const std::string& form, base::Date date) const {
  return std::any_of(group_closures_.begin(), group_closures_.end(),
                     [&](const GroupClosure& c) { return c.range.holds(date) && c.names(year, form); });
}

std::optional<base::Date> Calendar::next_school_day(base::Date date) const {
  if (terms_.empty()) return std::nullopt;
  const base::Date end = terms_.back().to;
  for (base::Date d = std::max(date + days{1}, terms_.front().from); d <= end; d += days{1})
    if (is_school_day(d)) return d;
  return std::nullopt;
}

std::optional<base::Date> Calendar::previous_school_day(base::Date date) const {
  if (terms_.empty()) return std::nullopt;
  for (base::Date d = std::min(date - days{1}, terms_.back().to); d >= terms_.front().from; d -= days{1})
    if (is_school_day(d)) return d;
  return std::nullopt;
}

int Calendar::school_days_between(base::Date from, base::Date to) const {
  int n = 0;
  for (base::Date d = from; d <= to; d += days{1}) n += is_school_day(d) ? 1 : 0;
  return n;
}

bool Calendar::is_school_day(base::Date date, const Group& group) const {
  return is_school_day(date) && !is_closed_for(group.year, group.form, date);
}

std::optional<base::Date> Calendar::next_school_day(base::Date date, const Group& group) const {
  auto day = next_school_day(date);
  while (day && !is_school_day(*day, group)) day = next_school_day(*day);
  return day;
}

int Calendar::school_days_between(base::Date from, base::Date to, const Group& group) const {
  int n = 0;
  for (base::Date d = from; d <= to; d += days{1}) n += is_school_day(d, group) ? 1 : 0;
  return n;
}

}  // namespace firstday::roll
