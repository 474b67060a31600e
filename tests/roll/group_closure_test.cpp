// A closure of some years or forms: the school is open, and a mark of that day says nothing about them.
#include <gtest/gtest.h>

#include "roll/roll.h"

namespace firstday::roll {
namespace {

const base::Date kSnow = base::make_date(2027, 1, 13);

Calendar calendar() {
  Calendar c({{base::make_date(2027, 1, 4), base::make_date(2027, 3, 25)}}, {}, {});
  c.close_for_groups({{{kSnow, kSnow + std::chrono::days{1}}, {"Y5"}, {"2P"}}});
  return c;
}

Pupil pupil(const char* ref, const char* year, const char* form) {
  Pupil p;
  p.ref = PupilRef(ref);
  p.year = year;
  p.form = form;
  return p;
}

TEST(GroupClosure, ClosesForItsYearsAndFormsOnItsDaysOnly) {
  const Calendar c = calendar();
  EXPECT_TRUE(c.is_school_day(kSnow));
  EXPECT_TRUE(c.is_closed_for("Y5", "5H", kSnow));
  EXPECT_TRUE(c.is_closed_for("Y2", "2P", kSnow + std::chrono::days{1}));
  EXPECT_FALSE(c.is_closed_for("Y2", "2B", kSnow));
  EXPECT_FALSE(c.is_closed_for("Y5", "5H", kSnow + std::chrono::days{2}));
}

TEST(GroupClosure, AYearIsTheSameHoweverItIsWritten) {
  const Calendar c = calendar();
  EXPECT_TRUE(c.is_closed_for("5", "5H", kSnow));
  EXPECT_TRUE(c.is_closed_for("Year 5", "", kSnow));
  EXPECT_TRUE(c.is_closed_for("2", "2p", kSnow));
  EXPECT_FALSE(c.is_closed_for("15", "5H", kSnow));
}

TEST(GroupClosure, SchoolDaysOfAGroupLeaveItsClosedDaysOut) {
  const Calendar c = calendar();
  const Group closed{"5", "5H"};
  const Group open{"Y2", "2B"};
  const base::Date before = kSnow - std::chrono::days{1};
  EXPECT_FALSE(c.is_school_day(kSnow, closed));
  EXPECT_TRUE(c.is_school_day(kSnow, open));
  EXPECT_EQ(c.next_school_day(before, closed), kSnow + std::chrono::days{2});
  EXPECT_EQ(c.next_school_day(before, open), kSnow);
  EXPECT_EQ(c.school_days_between(before, kSnow + std::chrono::days{2}, closed), 2);
  EXPECT_EQ(c.school_days_between(before, kSnow + std::chrono::days{2}, open), 4);
  EXPECT_FALSE(c.is_school_day(kSnow + std::chrono::days{3}, open)) << "a Saturday is nobody's school day";
}

TEST(GroupClosure, AGroupWhoseTermIsOverHasNoNextSchoolDay) {
  Calendar c({{kSnow, kSnow + std::chrono::days{1}}}, {}, {});
  c.close_for_groups({{{kSnow + std::chrono::days{1}, kSnow + std::chrono::days{1}}, {"Y5"}, {}}});
  EXPECT_EQ(c.next_school_day(kSnow, {"Y5", ""}), std::nullopt);
  EXPECT_EQ(c.next_school_day(kSnow, {"Y6", ""}), kSnow + std::chrono::days{1});
}

TEST(GroupClosure, TakesTheMarksOfThoseDaysOutOfTheRegister) {
  Roll roll;
  roll.pupils = {pupil("A", "Y5", "5H"), pupil("B", "Y2", "2P"), pupil("C", "Y2", "2B")};
  Register marks;
  for (const char* ref : {"A", "B", "C"})
    for (const base::Date d : {kSnow, kSnow + std::chrono::days{5}})
      marks.marks.push_back({PupilRef(ref), d, Session::kAm, Code("N")});
  drop_marks_of_closed_groups(roll, calendar(), marks);
  EXPECT_TRUE(marks.code(PupilRef("A"), kSnow, Session::kAm).empty());
  EXPECT_TRUE(marks.code(PupilRef("B"), kSnow, Session::kAm).empty());
  EXPECT_EQ(marks.code(PupilRef("C"), kSnow, Session::kAm).text(), "N");
  EXPECT_EQ(marks.marks.size(), 4u);
}

TEST(GroupClosure, WithoutOneNothingIsTouched) {
  Roll roll;
  roll.pupils = {pupil("A", "Y5", "5H")};
  Register marks;
  marks.marks = {{PupilRef("A"), kSnow, Session::kAm, Code("N")}};
  drop_marks_of_closed_groups(roll, Calendar({{kSnow, kSnow}}, {}, {}), marks);
  EXPECT_EQ(marks.marks.size(), 1u);
}

}  // namespace
}  // namespace firstday::roll
