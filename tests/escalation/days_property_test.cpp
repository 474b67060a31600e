// Days counted and clock times told right: weekends, closures, half days, years that stay at home, and both
// changes of the clock (domain.md section 2, "School day").
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>

#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

using base::Date;
using roll::Session;
using std::chrono::days;
using std::chrono::minutes;

constexpr int kSpan = 40;  ///< days, around a change of the clock

/// The last Sundays of March and October 2027. No school day is a Sunday, so a date tells which time it has.
bool is_summer(Date date) {
  return date >= base::make_date(2027, 3, 28) && date < base::make_date(2027, 10, 31);
}

/// London's clock at an instant, from the instant and the date alone.
minutes london(base::Instant at, Date date) {
  const auto since = at - base::Instant{std::chrono::sys_days{date.time_since_epoch()}};
  return std::chrono::floor<minutes>(since) + (is_summer(date) ? minutes{60} : minutes{0});
}

enum class Effect { kNothing, kCounts, kEnds };

struct Written {
  const char* code;
  Effect effect;
};

/// Most plain first. What an attendance code does, a second time: 000-24 and domain.md section 2.
constexpr Written kWritten[] = {
    {"N", Effect::kCounts},   {"N", Effect::kCounts},  {"N", Effect::kCounts},   {"N", Effect::kCounts},
    {"O", Effect::kCounts},   {"-", Effect::kNothing}, {"", Effect::kNothing},   {"#", Effect::kNothing},
    {"Y1", Effect::kNothing}, {"X", Effect::kNothing}, {"??", Effect::kNothing}, {"/", Effect::kEnds},
    {"I", Effect::kEnds},     {"U", Effect::kEnds},    {"G", Effect::kEnds},     {"V", Effect::kEnds},
};

/// A school's days, written down before any calendar is made of them.
struct Days {
  Date first{};
  std::vector<bool> closed;         ///< by day from the first: half-term, INSET, bank holiday
  std::vector<bool> group_at_home;  ///< the pupil's form alone
  std::vector<std::array<Written, 2>> marks;

  Date date(int n) const { return first + days{n}; }
  bool is_school_day(int n) const {
    const auto weekday =
        (date(n).time_since_epoch().count() + 3) % 7;  // 1970-01-01 was a Thursday; 0 is Monday
    return weekday < 5 && !closed[static_cast<size_t>(n)];
  }
  bool is_theirs(int n) const { return is_school_day(n) && !group_at_home[static_cast<size_t>(n)]; }
};

/// Whole stretches, as holidays are.
std::vector<bool> stretches(Choices& choose, size_t most) {
  std::vector<bool> out(kSpan, false);
  for (size_t n = choose.of(most + 1); n > 0; --n) {
    const size_t from = choose.of(kSpan);
    for (size_t i = from; i < std::min<size_t>(kSpan, from + 1 + choose.of(9)); ++i) out[i] = true;
  }
  return out;
}

Days made_up_days(Choices& choose) {
  Days d;
  const Date change = choose.coin() ? base::make_date(2027, 10, 31) : base::make_date(2027, 3, 28);
  d.first = change - days{choose.of(kSpan)};
  d.closed = stretches(choose, 3);
  d.group_at_home = stretches(choose, 1);
  const bool half_days = choose.one_in(3);
  for (int n = 0; n < kSpan; ++n) {
    d.marks.push_back({choose.from(kWritten), choose.from(kWritten)});
    if (half_days && choose.one_in(4)) d.marks.back()[choose.of(2)] = {"#", Effect::kNothing};
  }
  return d;
}

void put_into(MadeUp& w, const Days& d) {
  std::vector<roll::DateRange> closed;
  roll::GroupClosure at_home;
  std::vector<roll::GroupClosure> group;
  for (int n = 0; n < kSpan; ++n) {
    const auto i = static_cast<size_t>(n);
    if (d.closed[i]) closed.push_back({d.date(n), d.date(n)});
    if (d.group_at_home[i]) group.push_back({{d.date(n), d.date(n)}, {}, {"5H"}});
    for (const Session s : {Session::kAm, Session::kPm})
      w.marks.marks.push_back(
          {w.roll.pupils.front().ref, d.date(n), s, roll::Code(d.marks[i][static_cast<size_t>(s)].code)});
  }
  w.school.calendar = roll::Calendar({{d.first, d.date(kSpan - 1)}}, closed, {});
  w.school.calendar.close_for_groups(std::move(group));
  // As it is before each plan: marks of days on which the form stayed at home say nothing.
  roll::drop_marks_of_closed_groups(w.roll, w.school.calendar, w.marks);
}

struct Counted {
  int days = 0;
  int first = 0;  ///< the day of the first session missed
  Session session = Session::kAm;
  bool today = false;
};

/// The absence that reaches `today`, day by day.
Counted count(const Days& d, int today) {
  Counted out;
  for (int n = 0; n <= today; ++n) {
    if (!d.is_theirs(n)) continue;
    bool counts = false;
    for (const Session s : {Session::kAm, Session::kPm}) {
      const Effect effect = d.marks[static_cast<size_t>(n)][static_cast<size_t>(s)].effect;
      if (effect == Effect::kEnds) out = {}, counts = false;
      if (effect != Effect::kCounts) continue;
      if (out.days == 0 && !counts) out.first = n, out.session = s;
      counts = true;
    }
    out.days += counts ? 1 : 0;
    out.today = counts;
  }
  return out;
}

MadeUp school_of(Choices& choose, const Days& d, int today, const char* policy) {
  MadeUp w = empty_school(choose, policy);
  w.school.facility.text = true;
  add_plain_pupil(w, 1);
  w.roll.pupils.front().form = "5H";
  w.roll.pupils.front().tags = {"looked_after"};
  put_into(w, d);
  std::erase_if(w.marks.marks, [&](const roll::Mark& m) { return m.date > d.date(today); });
  set_clock(w, d.date(today), minutes{13 * 60 + 30});
  return w;
}

std::optional<int> last_school_day(const Days& d, int most) {
  for (int n = most; n >= 0; --n)
    if (d.is_theirs(n)) return n;
  return std::nullopt;
}

FIRSTDAY_PROPERTY(Days, AreCountedOverWeekendsClosuresHalfDaysAndClockChanges, 9) {
  const Days d = made_up_days(choose);
  const auto today = last_school_day(d, 5 + static_cast<int>(choose.of(kSpan - 5)));
  if (!today) return;
  const char* policy = choose.from(kShippedPolicies);
  MadeUp w = school_of(choose, d, *today, policy);
  const Counted counted = count(d, *today);
  // The case may be on record since some day before: the count is the same.
  if (counted.today && choose.coin()) {
    chronology::Facts none;
    chronology::CaseFacts c;
    c.pupil = w.roll.pupils.front().ref;
    c.id = job::CaseId(c.pupil.text() + "/" + base::iso_date(d.date(counted.first)));
    c.first_date = d.date(counted.first);
    c.first_session = counted.session;
    c.policy = w.policy().id;
    c.policy_version = w.policy().version;
    c.opened_at = base::from_london(c.first_date, minutes{9 * 60 + 35});
    w.facts.cases.push_back(std::move(c));
  }
  const job::Batch batch = w.plan();
  HOLDS(counted.today == !batch.absent.empty());
  for (const job::Job& j : batch.jobs) {
    const job::Subject& s = j.subjects.front();
    if (s.case_id.empty()) continue;  // work for a child who is ill
    HOLDS(s.day_number == counted.days);
    HOLDS(s.case_id.text() == "P0/" + base::iso_date(d.date(counted.first)));
  }
  support::about(counted.days > 1);
}

FIRSTDAY_PROPERTY(Days, ClockTimesAreLondonsOnBothSidesOfAChange, 5) {
  const Days d = made_up_days(choose);
  const auto today = last_school_day(d, 5 + static_cast<int>(choose.of(kSpan - 5)));
  if (!today) return;
  const MadeUp w = school_of(choose, d, *today, choose.from(kShippedPolicies));
  const Date date = d.date(*today);
  for (const job::Job& j : w.plan().jobs) {
    const minutes from = london(j.not_before, date);
    HOLDS(from >= minutes{8 * 60});
    HOLDS(from < minutes{24 * 60});
    if (j.kind != job::Kind::kText && j.kind != job::Kind::kCall) continue;
    HOLDS(j.not_after.has_value());
    HOLDS(london(*j.not_after, date) <= minutes{18 * 60});
  }
}

/// 000-01: 24 hours after the absence began; and where that is no school day, while somebody is still there.
FIRSTDAY_PROPERTY(Days, ADutyOfHoursFallsDueAtTheSameClockTimeOrBeforeTheSchoolEmpties, 5) {
  const Days d = made_up_days(choose);
  const auto today = last_school_day(d, 5 + static_cast<int>(choose.of(kSpan - 6)));
  if (!today) return;
  const MadeUp w = school_of(choose, d, *today, "essex-first-day-calling");
  const Counted counted = count(d, *today);
  if (!counted.today) return;
  const int next = counted.first + 1;
  const bool is_open = next < kSpan && d.is_school_day(next);
  const minutes began = counted.session == Session::kAm ? minutes{8 * 60 + 50} : minutes{13 * 60 + 10};
  for (const job::Job& j : w.plan().jobs) {
    const Step* step = w.policy().step(j.step);
    if (step == nullptr || step->deadline.hours == 0) continue;
    HOLDS(london(*j.due_by, d.date(is_open ? next : counted.first)) ==
          (is_open ? began : minutes{15 * 60 + 20}));
  }
}

/// A duty of the nth day falls due when school ends on the pupil's own nth day (000-25).
FIRSTDAY_PROPERTY(Days, ADutyOfTheNthDayFallsDueOnThePupilsNthDay, 5) {
  const Days d = made_up_days(choose);
  const auto today = last_school_day(d, 20 + static_cast<int>(choose.of(kSpan - 20)));
  if (!today) return;
  const MadeUp w = school_of(choose, d, *today, "essex-first-day-calling");
  const Counted counted = count(d, *today);
  if (!counted.today) return;
  for (const job::Job& j : w.plan().jobs) {
    const Step* step = w.policy().step(j.step);
    if (step == nullptr || step->deadline.day == 0) continue;
    int due = *today;
    int missing = std::max(0, step->deadline.day - counted.days);
    for (int n = due + 1; n < kSpan && missing > 0; ++n)
      if (d.is_theirs(n)) due = n, --missing;
    HOLDS(london(*j.due_by, d.date(due)) == minutes{15 * 60 + 20});
  }
}

}  // namespace
}  // namespace firstday::escalation::testing
