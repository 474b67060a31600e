// Messages that wait for a person: the brake, a hold, and their release.
#include "workflow/brake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/advance.h"
#include "workflow/calls.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Fifteen pupils, all absent: a crowd, for a school without earlier days.
void crowd(TestHouse& t) {
  for (int i = 10; i < 25; ++i) {
    const std::string n = std::to_string(i);
    t.add_pupil("P" + n, "C" + n, "+4477009003" + n);
    t.mark("P" + n, "N");
  }
}

SchoolRun run(TestHouse& t) {
  auto report = run_day(t.house(), {}, nullptr);
  EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().what);
  EXPECT_TRUE(report.value().needs_attention());
  return std::move(report.value().schools.at(0));
}

TEST(Braked, NothingLeavesAndTheFamiliesAreOnTheCallListAtOnce) {
  TestHouse t;
  crowd(t);
  const SchoolRun did = run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
  ASSERT_THAT(did.batch.brake, SizeIs(1));
  EXPECT_THAT(did.batch.brake[0], HasSubstr("15 pupils"));
  const auto calls = call_list(t.house(), {}, false);
  ASSERT_TRUE(calls.ok());
  EXPECT_THAT(calls.value(), SizeIs(15));
}

TEST(Braked, AReleaseLetsThemGoForTheDay) {
  TestHouse t;
  crowd(t);
  run(t);
  const auto released = release_batch(t.house(), {});
  ASSERT_TRUE(released.ok());
  EXPECT_EQ(released.value().at(0).jobs, 15);
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(15));
}

TEST(Braked, AReleaseInTheMorningDoesNotCoverTheAfternoon) {
  TestHouse t;
  crowd(t);
  run(t);
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  t.clock.set(support::at(12, 0));
  EXPECT_TRUE(advance(t.house(), {}).value().at(0).batch.brake.empty());
  t.clock.set(support::at(13, 30));
  EXPECT_FALSE(advance(t.house(), {}).value().at(0).batch.brake.empty());
}

TEST(Braked, WhatAPersonWroteStandsInNoLog) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(hold_batch(t.house(), {}, "ring Isla's mother first").ok());
  run(t);
  EXPECT_FALSE(t.log.contains("Isla"));
}

TEST(Braked, ARegisterThatIsMendedLiftsItByItself) {
  TestHouse t;
  crowd(t);
  run(t);
  for (int i = 11; i < 25; ++i) t.mark("P" + std::to_string(i), "/");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_THAT(t.sent(), SizeIs(1));
  EXPECT_THAT(t.sent()[0], HasSubstr("+447700900310"));
}

TEST(Braked, RunningAgainHoldsTheSameAndNotesItOnce) {
  TestHouse t;
  crowd(t);
  run(t);
  run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
  ports::EventFilter filter;
  filter.school = t.school().school.urn;
  filter.types = {chronology::Type::kBatchHeld};
  EXPECT_THAT(t.journal.events(filter).value(), SizeIs(1));
}

TEST(Held, APersonMayHoldADayAndNamesTheReason) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  EXPECT_EQ(hold_batch(t.house(), {}, "").error().kind, base::ErrorKind::kUsage);
  ASSERT_TRUE(hold_batch(t.house(), {}, "the trip is not in the register yet").ok());
  const SchoolRun did = run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
  EXPECT_THAT(did.batch.brake, SizeIs(1));
  EXPECT_EQ(did.batch.brake[0], "the trip is not in the register yet");
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(Held, AHoldAfterTheReleaseHoldsAgain) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  ASSERT_TRUE(advance(t.house(), {}).ok());
  const auto held = hold_batch(t.house(), {}, "wait for the head");
  ASSERT_TRUE(held.ok());
  EXPECT_EQ(held.value().at(0).jobs, 1);
  EXPECT_TRUE(batch_is_held(t.house(), t.school().school.urn, support::school_day()).value());
  run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
}

TEST(Held, WhatStaffDoIsNeverHeld) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(hold_batch(t.house(), {}, "wait").ok());
  run(t);
  ports::JobFilter filter;
  filter.school = t.school().school.urn;
  filter.states = {job::State::kHeld};
  for (const ports::JobRow& row : t.queue.jobs(filter).value()) EXPECT_TRUE(job::is_carried(row.job.kind));
  filter.states = {job::State::kWithStaff};
  EXPECT_FALSE(t.queue.jobs(filter).value().empty());
}

}  // namespace
}  // namespace firstday::workflow
