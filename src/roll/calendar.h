// Which days are school days, and when a school day's sessions are.
//
// A school day has at least one session: a weekday inside a term that is no half-term, INSET day,
// bank holiday or closure (domain.md section 2, "School day").
#pragma once

#include <optional>
#include <vector>

#include "base/time.h"

namespace firstday::roll {

/// Both ends included.
struct DateRange {
  base::Date from{};
  base::Date to{};

  bool holds(base::Date date) const { return from <= date && date <= to; }
};

/// London times of a normal day. Ordered: am < am_closes < pm < pm_closes < ends.
struct SessionTimes {
  base::TimeOfDay am{8 * 60 + 50};
  base::TimeOfDay am_register_closes{9 * 60 + 30};
  base::TimeOfDay pm{13 * 60 + 10};
  base::TimeOfDay pm_register_closes{13 * 60 + 20};
  base::TimeOfDay school_ends{15 * 60 + 20};
};

class Calendar {
 public:
  /// `closed` holds half-terms, INSET days, bank holidays and closures alike. Order does not matter.
  Calendar() = default;
  Calendar(std::vector<DateRange> terms, std::vector<DateRange> closed, SessionTimes sessions);

  bool is_school_day(base::Date date) const;
  const SessionTimes& sessions() const { return sessions_; }

  /// The first school day after / before `date`; nothing when the calendar ends first.
  std::optional<base::Date> next_school_day(base::Date date) const;
  std::optional<base::Date> previous_school_day(base::Date date) const;

  /// School days d with from <= d <= to.
  int school_days_between(base::Date from, base::Date to) const;

  const std::vector<DateRange>& terms() const { return terms_; }

 private:
  std::vector<DateRange> terms_;
  std::vector<DateRange> closed_;
  SessionTimes sessions_;
};

}  // namespace firstday::roll
