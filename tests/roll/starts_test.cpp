// A new pupil is nobody's absent child before the first day.
#include <gtest/gtest.h>

#include "roll/roll.h"

namespace firstday::roll {
namespace {

using base::make_date;

const base::Date kMonday = make_date(2027, 1, 11);
const base::Date kTuesday = make_date(2027, 1, 12);
const base::Date kWednesday = make_date(2027, 1, 13);

Mark mark(const char* pupil, base::Date date, const char* code) {
  return {PupilRef(pupil), date, Session::kAm, Code(code)};
}

Roll roll_of(std::vector<std::pair<const char*, std::optional<base::Date>>> pupils) {
  Roll roll;
  for (const auto& [ref, starts] : pupils) {
    Pupil& p = roll.pupils.emplace_back();
    p.ref = PupilRef(ref);
    p.starts = starts;
  }
  roll.sort();
  return roll;
}

Register register_of(std::vector<Mark> marks) {
  Register out;
  out.marks = std::move(marks);
  out.sort();
  return out;
}

TEST(Starts, MarksFromBeforeTheFirstDayAreTakenOutOfThatPupilOnly) {
  const Roll roll = roll_of({{"A", std::nullopt}, {"B", kTuesday}, {"C", std::nullopt}, {"D", kWednesday}});
  Register marks = register_of({mark("A", kMonday, "N"), mark("B", kMonday, "N"), mark("B", kTuesday, "N"),
                                mark("C", kMonday, "N"), mark("D", kMonday, "N"), mark("D", kTuesday, "Z")});
  drop_marks_before_start(roll, marks);
  EXPECT_EQ(marks.marks,
            (std::vector<Mark>{mark("A", kMonday, "N"), mark("B", kTuesday, "N"), mark("C", kMonday, "N")}));
}

TEST(Starts, ThatOfLongAgoTakesNothingOut) {
  const Roll roll = roll_of({{"A", make_date(2020, 9, 1)}});
  Register marks = register_of({mark("A", kMonday, "N"), mark("A", kTuesday, "N")});
  drop_marks_before_start(roll, marks);
  EXPECT_EQ(marks.marks.size(), 2u);
}

/// A wrong date must not make a child who is absent look like one who is expected.
TEST(Starts, AChildWhoWasInSchoolBeforeTheDateHasStarted) {
  const Roll roll = roll_of({{"A", kWednesday}});
  Register marks = register_of({mark("A", kMonday, "/"), mark("A", kTuesday, "N")});
  drop_marks_before_start(roll, marks);
  EXPECT_EQ(marks.marks.size(), 2u);
  EXPECT_FALSE(is_yet_to_start(roll.pupils[0], marks.of(PupilRef("A")), kTuesday));
}

TEST(Starts, OnTheFirstDayThePupilIsExpectedLikeEverybody) {
  const Roll roll = roll_of({{"A", kTuesday}, {"B", std::nullopt}});
  EXPECT_TRUE(is_yet_to_start(roll.pupils[0], {}, kMonday));
  EXPECT_FALSE(is_yet_to_start(roll.pupils[0], {}, kTuesday));
  EXPECT_FALSE(is_yet_to_start(roll.pupils[1], {}, kMonday));
}

TEST(Starts, NothingIsTakenOutOfAnEmptyRegister) {
  Register marks;
  drop_marks_before_start(roll_of({{"A", kTuesday}}), marks);
  EXPECT_TRUE(marks.marks.empty());
}

}  // namespace
}  // namespace firstday::roll
