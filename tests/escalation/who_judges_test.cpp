// "Who may accept a reason is configuration (for social_care pupils the DSL)": the question goes to whoever
// may answer it, also where the policy's step names another role.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// The flow chart's first day, on which the mother has given a reason.
std::string asked(const std::string& tags, const std::vector<std::string>& accepts = {}) {
  World w = read_scenario("now 2027-01-11 11:00\npupil P1 5H" + tags +
                          "\ncontact P1 C1 mother pr=yes care=yes mobile=+447700900301\n"
                          "marks P1 2027-01-11 N,-\ncase P1/2027-01-11\n"
                          "response P1/2027-01-11 2027-01-11 10:00 C1 reason_given\n");
  w.policies.policies = {shipped_policy("attendance-flow-chart")};
  w.policies.policies[0].tiers.back().accepts_reason = accepts;
  w.case_facts("P1/2027-01-11").policy = "attendance-flow-chart";
  return print(w.plan());
}

TEST(WhoJudges, TheDslIsAskedAboutALookedAfterChild) {
  for (const char* tag : {" tags=looked_after", " tags=child_protection"}) {
    EXPECT_THAT(asked(tag), HasSubstr("decide P1 -> dsl | day-1-reason 001-04")) << tag;
    EXPECT_THAT(asked(tag), Not(HasSubstr("decide P1 -> attendance_officer"))) << tag;
  }
}

TEST(WhoJudges, OtherwiseTheRoleThatTheStepNames) {
  EXPECT_THAT(asked(""), HasSubstr("decide P1 -> attendance_officer | day-1-reason 001-04"));
}

TEST(WhoJudges, ATierThatNamesTheRoleLeavesItThere) {
  EXPECT_THAT(asked("", {"dsl", "attendance_officer"}), HasSubstr("decide P1 -> attendance_officer | day-1"));
  EXPECT_THAT(asked("", {"head"}), HasSubstr("decide P1 -> head | day-1-reason"));
}

}  // namespace
}  // namespace firstday::escalation::testing
