// A new pupil before the first day, on it, and after it, where nobody has seen the child.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "escalation/house_jobs.h"
#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A pupil of 5H who is to start on Wednesday 13 January; another of the form is in school.
World world(const std::string& now, const std::string& marks,
            const std::string& pupil = "starts=2027-01-13") {
  World w = read_scenario("now " + now + "\npupil P1 5H " + pupil +
                          "\npupil P2 5H\ncontact P1 C1 mother pr=yes care=yes mobile=+447700900301\n"
                          "contact P1 C2 father pr=yes care=no mobile=+447700900302 barred\n"
                          "marks P2 2027-01-11 /,\\ /,\\ /,\\ /,\\\n" +
                          marks);
  w.policies.policies = {shipped_policy("cambridgeshire-cme")};
  roll::drop_marks_before_start(w.roll, w.marks);
  return w;
}

std::vector<std::string> tasks(const World& w) {
  job::Batch batch;
  batch.day = base::to_london(w.when.now).date;
  ask_about_starters({w.school, w.roll, w.marks, w.facts, w.policies.current(), w.when.now}, batch);
  std::vector<std::string> out;
  for (const job::Job& j : batch.jobs) out.push_back(j.subjects.front().pupil.text() + " " + j.about);
  return out;
}

TEST(Starters, BeforeTheFirstDayTheParentIsRungAndNobodyIsAbsent) {
  const job::Batch batch = world("2027-01-11 10:00", "marks P1 2027-01-11 N,N\n").plan();
  EXPECT_THAT(batch.absent, IsEmpty());
  EXPECT_THAT(batch.opened, IsEmpty());
  EXPECT_THAT(print(batch), HasSubstr("call P1 -> C1 | before-the-start 002-01 | day 0 | 08:00 to 18:00"));
  EXPECT_THAT(print(batch), HasSubstr("withheld P1 C2 before-the-start barred"));
}

TEST(Starters, TheCallsBeginSoManySchoolDaysBefore) {
  // 5 January is the sixth school day before the 13th: within the ten of the policy, and within six, but not
  // within five.
  World w = world("2027-01-05 10:00", "");
  const auto begins = [&](int days_before) {
    for (Step& s : w.policies.policies[0].steps)
      if (s.on == Trigger::kExpected) s.days_before = days_before;
    return !w.plan().jobs.empty();
  };
  EXPECT_TRUE(begins(10));
  EXPECT_TRUE(begins(6));
  EXPECT_FALSE(begins(5));
}

TEST(Starters, OnTheFirstDayAnNIsDayOne) {
  const job::Batch batch = world("2027-01-13 10:00", "marks P1 2027-01-11 N,N N,N N,N\n").plan();
  ASSERT_EQ(batch.opened.size(), 1u);
  EXPECT_EQ(batch.opened[0].id, job::CaseId("P1/2027-01-13"));
  EXPECT_THAT(print(batch), HasSubstr("day-1-parents 002-02 | day 1"));
  EXPECT_THAT(print(batch), Not(HasSubstr("before-the-start")));
}

TEST(Starters, AChildWhoIsInIsRungAboutNoMore) {
  EXPECT_THAT(world("2027-01-14 10:00", "marks P1 2027-01-13 /,\\ /,-\n").plan().jobs, IsEmpty());
  EXPECT_THAT(world("2027-01-14 10:00", "marks P1 2027-01-13 /,\\ -,-\n").plan().jobs, IsEmpty());
}

TEST(Starters, ARegisterThatSaysNothingAfterTheFirstDayDoesNotMakeTheChildVanish) {
  for (const char* marks : {"", "marks P1 2027-01-13 Z,Z Z,Z\n", "marks P1 2027-01-13 -,- -,-\n"}) {
    const World w = world("2027-01-14 10:00", marks);
    EXPECT_THAT(print(w.plan()), HasSubstr("call P1 -> C1 | before-the-start 002-01")) << marks;
    EXPECT_THAT(tasks(w), ::testing::ElementsAre(HasSubstr("P1 was to start on 2027-01-13"))) << marks;
  }
}

TEST(Starters, NotBeforeTheRegisterHasClosed) {
  const World w = world("2027-01-13 09:20", "");
  EXPECT_THAT(w.plan().jobs, IsEmpty());
  EXPECT_THAT(tasks(w), IsEmpty());
}

TEST(Starters, AnAnswerSparesTheCallsBeforeAndThoseOfItsDayAfter) {
  const auto answered = [](const std::string& now, unsigned day) {
    World w = world(now, "");
    w.facts.early.push_back({roll::PupilRef("P1"),
                             {base::from_london(base::make_date(2027, 1, day), std::chrono::hours{9}),
                              roll::ContactRef("C1"),
                              chronology::ResponseLevel::kAnswered,
                              {}}});
    return print(w.plan());
  };
  EXPECT_THAT(answered("2027-01-12 10:00", 11),
              HasSubstr("withheld P1 * before-the-start response_received"));
  EXPECT_THAT(answered("2027-01-14 10:00", 14),
              HasSubstr("withheld P1 * before-the-start response_received"));
  EXPECT_THAT(answered("2027-01-14 10:00", 11), HasSubstr("call P1 -> C1 | before-the-start"));
}

TEST(Starters, NobodyWhoMayBeRungIsSaid) {
  World w = world("2027-01-12 10:00", "");
  w.roll.contacts[0].barred = true;
  EXPECT_THAT(print(w.plan()), HasSubstr("withheld P1 * * no_contacts"));
}

TEST(Starters, PlanningAgainAddsNothing) {
  const World w = world("2027-01-12 10:00", "");
  World later = w;
  later.when.now += std::chrono::hours{2};
  EXPECT_EQ(keys_of(w.plan()), keys_of(later.plan()));
}

TEST(Starters, ADateOfLongAgoOrNoneAsksForNothing) {
  EXPECT_THAT(world("2027-03-01 10:00", "", "starts=2027-01-13").plan().jobs, IsEmpty());
  EXPECT_THAT(world("2027-01-14 10:00", "", "starts=2020-09-01").plan().jobs, IsEmpty());
  EXPECT_THAT(tasks(world("2027-01-14 10:00", "", "starts=2020-09-01")), IsEmpty());
  EXPECT_THAT(world("2027-01-14 10:00", "", "").plan().jobs, IsEmpty());
}

TEST(Starters, WhoIsYetToStartIsMissingInNoRegister) {
  const auto unmarked = [](const World& w) {
    return unmarked_forms({w.school, w.roll, w.marks, w.facts, w.policies.current(), w.when.now}, {});
  };
  EXPECT_THAT(unmarked(world("2027-01-12 10:00", "")), IsEmpty());
  ASSERT_EQ(unmarked(world("2027-01-13 10:00", "")).size(), 1u);
}

}  // namespace
}  // namespace firstday::escalation::testing
