// A year or form that stays at home: no school day for its pupils, though the school is open.
#include <gtest/gtest.h>

#include <algorithm>

#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using base::make_date;

/// Absent on Monday, and without a mark today.
World monday_absent(const char* now) {
  return read_scenario(std::string("now ") + now +
                       "\npupil P1 5H\npupil P2 6A\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
                       "contact P2 C2 mother pr=yes mobile=+447700900302\n"
                       "marks P1 2027-01-11 N,N -,-\nmarks P2 2027-01-11 N,N -,-\n"
                       "case P1/2027-01-11\ncase P2/2027-01-11\n");
}

void close_5h(World& w, unsigned from, unsigned to) {
  w.school.calendar.close_for_groups({{{make_date(2027, 1, from), make_date(2027, 1, to)}, {}, {"5H"}}});
}

std::string rule_of(const job::Batch& batch, const char* pupil) {
  for (const job::Withheld& w : batch.withheld)
    if (w.pupil == roll::PupilRef(pupil)) return w.rule;
  return "";
}

TEST(GroupClosure, WhoStaysAtHomeTodayIsNotMissedInTheRegister) {
  World w = monday_absent("2027-01-12 09:35");
  EXPECT_EQ(rule_of(w.plan(), "P1"), "no_mark");
  close_5h(w, 12, 12);
  EXPECT_EQ(rule_of(w.plan(), "P1"), "group_closed");
  EXPECT_EQ(rule_of(w.plan(), "P2"), "no_mark") << "the other form is at school";
}

TEST(GroupClosure, ADeadlineOfANthDayWaitsForThePupilsOwnDays) {
  World w = read_scenario(
      "now 2027-01-12 09:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "marks P1 2027-01-11 N,N N,-\n");
  Step& record = w.policies.policies[0].steps.back();
  record.days = {{{2, 2}}};
  record.deadline = {};
  record.deadline.day = 4;
  const auto due = [&] { return base::london_date_time(*w.plan().jobs.back().due_by); };
  EXPECT_EQ(due(), "2027-01-14 15:20");
  close_5h(w, 13, 14);
  EXPECT_EQ(due(), "2027-01-18 15:20") << "Wednesday and Thursday were no days of theirs";
}

}  // namespace
}  // namespace firstday::escalation::testing
