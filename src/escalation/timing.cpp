#include "escalation/timing.h"

namespace firstday::escalation {

using base::from_london;

namespace {

base::TimeOfDay session_start(const roll::SessionTimes& times, roll::Session session) {
  return session == roll::Session::kAm ? times.am : times.pm;
}

}  // namespace

SchoolDay::SchoolDay(const roll::Calendar& calendar, base::Date day)
    : date(day),
      am_closes(from_london(day, calendar.sessions().am_register_closes)),
      pm_begins(from_london(day, calendar.sessions().pm)),
      pm_closes(from_london(day, calendar.sessions().pm_register_closes)),
      ends(from_london(day, calendar.sessions().school_ends)) {}

base::Instant absence_began(const roll::Calendar& calendar, Moment first) {
  return from_london(first.date, session_start(calendar.sessions(), first.session));
}

base::Instant due_in_hours(const roll::Calendar& calendar, Moment first, int hours) {
  const base::TimeOfDay since_midnight =
      session_start(calendar.sessions(), first.session) + std::chrono::hours{hours};
  const auto whole_days = std::chrono::floor<std::chrono::days>(since_midnight);
  base::Date date = first.date + whole_days;
  // Nobody is there yet to do what ends before the school day begins.
  if (since_midnight - whole_days < calendar.sessions().am) date -= std::chrono::days{1};
  const bool is_moved = date != first.date + whole_days;
  const auto last_open = calendar.is_school_day(date) ? date : calendar.previous_school_day(date);
  if (last_open && (is_moved || *last_open != date))
    return from_london(*last_open, calendar.sessions().school_ends);
  return from_london(date, since_midnight - whole_days);
}

}  // namespace firstday::escalation
