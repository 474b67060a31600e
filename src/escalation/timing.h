// Clock times of one school day as instants, and when a duty in hours falls due.
#pragma once

#include "base/time.h"
#include "escalation/case_walk.h"
#include "roll/calendar.h"

namespace firstday::escalation {

/// The instants of one school day; computed once per plan.
struct SchoolDay {
  SchoolDay(const roll::Calendar& calendar, base::Date date);

  base::Date date;
  base::Instant am_closes;  ///< the morning register
  base::Instant pm_begins;
  base::Instant pm_closes;
  base::Instant ends;

  base::Instant register_closes(roll::Session session) const {
    return session == roll::Session::kAm ? am_closes : pm_closes;
  }
};

/// When the session began that was missed first.
base::Instant absence_began(const roll::Calendar& calendar, Moment first);

/// `hours` civil hours after the absence began. A duty that would end on a day without school, or before
/// school begins on one, falls due
/// when school ends on the last school day before it: nobody is there to do it later (000-01 on a Friday).
base::Instant due_in_hours(const roll::Calendar& calendar, Moment first, int hours);

}  // namespace firstday::escalation
