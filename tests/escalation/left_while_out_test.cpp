// A roll import takes a child off while staff are out on a visit to that child: the watch over them goes on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// Wednesday 13 January, the third day of P1's case; staff set out at 10:00 and are to be back at 11:00.
class LeftWhileOut : public ::testing::Test {
 protected:
  LeftWhileOut() {
    world = read_scenario(
        "now 2027-01-13 11:05\npupil P1 5H\npupil P2 5H\n"
        "contact P1 C1 mother pr=yes care=yes mobile=+447700900301\n"
        "marks P1 2027-01-11 N,N N,N N,-\nmarks P2 2027-01-11 /,\\ /,\\ /,-\ncase P1/2027-01-11\n");
    world.policies.policies = {shipped_policy("trust-same-day")};
    world.case_facts("P1/2027-01-11").policy = "trust-same-day";
    record("visit_left", 10, "11:00");
  }
  void record(const char* about, int hour, const char* value) {
    world.case_facts("P1/2027-01-11")
        .recorded.push_back({base::from_london(base::make_date(2027, 1, 13), std::chrono::hours{hour}),
                             about,
                             value,
                             false,
                             {}});
  }
  job::Batch after_leaving() {
    std::erase_if(world.roll.pupils, [](const roll::Pupil& p) { return p.ref == roll::PupilRef("P1"); });
    world.roll.contacts.clear();
    return world.plan();
  }
  World world;
};

TEST_F(LeftWhileOut, TheAlarmStaysTheSameJobAndTheCaseOpen) {
  const std::vector<std::string> before = keys_of(world.plan());
  const job::Batch batch = after_leaving();
  EXPECT_THAT(batch.closed, IsEmpty());
  ASSERT_THAT(batch.jobs, SizeIs(1));
  EXPECT_EQ(batch.jobs[0].about, "staff_overdue");
  EXPECT_EQ(batch.jobs[0].to.role, "police");
  EXPECT_EQ(base::london_clock(batch.jobs[0].not_before), "11:00");
  EXPECT_THAT(before, ::testing::Contains(batch.jobs[0].subjects[0].key));
  EXPECT_EQ(batch.jobs[0].rows, std::vector<std::string>{"004-06"});
}

TEST_F(LeftWhileOut, TheCheckInAndTheCodeWordAreWatchedToo) {
  record("visit_check_in_due", 10, "10:30");
  record("code_word", 10, "");
  const std::string all = print(after_leaving());
  EXPECT_THAT(all, HasSubstr("ring the staff who are out on a visit"));
  EXPECT_THAT(all, HasSubstr("emergency_999"));
}

TEST_F(LeftWhileOut, WhenTheyAreBackTheCaseCloses) {
  record("visit_returned", 11, "");
  const job::Batch batch = after_leaving();
  ASSERT_THAT(batch.closed, SizeIs(1));
  EXPECT_EQ(batch.closed[0].how, "left_roll");
  EXPECT_THAT(print(batch), Not(HasSubstr("staff_overdue")));
}

TEST_F(LeftWhileOut, TheNextDayClosesIt) {
  world.when.now += std::chrono::hours{24};
  EXPECT_THAT(after_leaving().closed, SizeIs(1));
}

TEST_F(LeftWhileOut, ADayWithoutSchoolDoesNotEndTheWatch) {
  const auto day = base::make_date(2027, 1, 13);
  world.school.calendar =
      roll::Calendar({{base::make_date(2027, 1, 4), base::make_date(2027, 3, 25)}}, {{day, day}}, {});
  EXPECT_THAT(print(after_leaving()), HasSubstr("staff_overdue"));
}

}  // namespace
}  // namespace firstday::escalation::testing
