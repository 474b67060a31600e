// Which days are school days, and when a school day's sessions are.
//
// A school day has at least one session: a weekday inside a term that is no half-term, INSET day,
// bank holiday or closure (domain.md section 2, "School day").
#pragma once

#include <optional>
#include <string>
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

/// A closure of some pupils only: those of any of the years, and those of any of the forms.
struct GroupClosure {
  DateRange range;
  std::vector<std::string> years;  ///< in any writing of year_group.h: Y5, 5
  std::vector<std::string> forms;  ///< without regard to case

  bool names(const std::string& year, const std::string& form) const;
};

/// A pupil's year and form, as the roll writes them: what decides whether a closure is the pupil's too.
struct Group {
  std::string year;
  std::string form;
};

class Calendar {
 public:
  /// `closed` holds half-terms, INSET days, bank holidays and closures alike. Order does not matter.
  Calendar() = default;
  Calendar(std::vector<DateRange> terms, std::vector<DateRange> closed, SessionTimes sessions);

  /// Days on which the school is open, but not for everybody. A mark of such a day says nothing about a
  /// pupil for whom it is closed.
  void close_for_groups(std::vector<GroupClosure> closures) { group_closures_ = std::move(closures); }
  const std::vector<GroupClosure>& group_closures() const { return group_closures_; }

  bool is_school_day(base::Date date) const;
  /// True where the school is open and the pupils of this year or form stay at home.
  bool is_closed_for(const std::string& year, const std::string& form, base::Date date) const;
  bool closes_for_groups() const { return !group_closures_.empty(); }
  const SessionTimes& sessions() const { return sessions_; }

  /// The first school day after / before `date`; nothing when the calendar ends first.
  std::optional<base::Date> next_school_day(base::Date date) const;
  std::optional<base::Date> previous_school_day(base::Date date) const;

  /// School days d with from <= d <= to.
  int school_days_between(base::Date from, base::Date to) const;

  // The same three for one group: a day on which its year or form stays at home is no school day then.
  bool is_school_day(base::Date date, const Group& group) const;
  std::optional<base::Date> next_school_day(base::Date date, const Group& group) const;
  int school_days_between(base::Date from, base::Date to, const Group& group) const;

  const std::vector<DateRange>& terms() const { return terms_; }

 private:
  std::vector<DateRange> terms_;
  std::vector<DateRange> closed_;
  std::vector<GroupClosure> group_closures_;
  SessionTimes sessions_;
};

}  // namespace firstday::roll
