// Messages that wait for a person: the brake, a hold, and their release.
#include "workflow/brake.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/advance.h"
#include "workflow/calls.h"
#include "workflow/record.h"
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
  EXPECT_THAT(did.batch.brake[0].words, HasSubstr("15 pupils"));
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

TEST(Braked, AReleaseCoversWhatWasSeenAndNotAnotherCrowdAfterLunch) {
  TestHouse t;
  crowd(t);
  run(t);
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  t.clock.set(support::at(12, 0));
  EXPECT_TRUE(advance(t.house(), {}).value().at(0).batch.brake.empty());
  for (int i = 30; i < 36; ++i) {
    const std::string n = std::to_string(i);
    t.add_pupil("P" + n, "C" + n, "+4477009003" + n);
    t.mark("P" + n, "/");
    t.mark("P" + n, "N", roll::Session::kPm);
  }
  t.clock.set(support::at(13, 30));
  const job::Batch batch = advance(t.house(), {}).value().at(0).batch;
  ASSERT_THAT(batch.brake, SizeIs(1));
  EXPECT_EQ(batch.brake[0].rule, "crowd 21");
}

TEST(Braked, AReleaseThatNobodyWasToldAReasonForCoversNone) {
  TestHouse t;
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  crowd(t);
  run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
}

TEST(Braked, WhatTheProgramDoesByItselfIsNotPutDownToThePersonWhoRanIt) {
  TestHouse t;
  crowd(t);
  t.house().actor = "A. Office";
  run(t);
  for (int i = 11; i < 25; ++i) t.mark("P" + std::to_string(i), "/");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ports::EventFilter filter;
  filter.types = {chronology::Type::kBatchHeld, chronology::Type::kBatchReleased, chronology::Type::kJobHeld,
                  chronology::Type::kJobReleased};
  const auto events = t.journal.events(filter).value();
  ASSERT_THAT(events, SizeIs(testing::Ge(4u)));
  for (const chronology::Event& e : events) EXPECT_EQ(e.actor, "firstday");
  EXPECT_EQ(events.back().type, chronology::Type::kBatchReleased);
  EXPECT_EQ(events.back().detail("reason"), "What they waited for has been mended.");
}

void take_back_calls(TestHouse& t) {
  ports::JobFilter filter;
  filter.kind = job::Kind::kCall;
  for (const ports::JobRow& row : t.queue.jobs(filter).value()) {
    const ports::JobChange gone{t.school().school.urn, row.job.id,  job::Event::kWithdraw, {},
                                "not wanted",          "A. Office", t.clock.now()};
    ASSERT_TRUE(t.queue.change(std::span(&gone, 1)).ok());
  }
}

TEST(Braked, ABrotherWhoCameAfterAllTakesNobodyOffTheCallList) {
  TestHouse t;
  t.add_pupil("P10", "C10", "+447700900310");
  t.add_pupil("P11", "C10", "+447700900310");
  t.mark("P10", "N");
  t.mark("P11", "N");
  ASSERT_TRUE(note_unread_marks_file(t.house(), {}, "marks.csv").ok());
  run(t);
  t.mark("P10", "L");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ports::RollChange left;
  left.school = t.school().school.urn;
  left.remove_pupils = {roll::PupilRef("P10")};
  ASSERT_TRUE(t.schools.apply(left).ok());
  take_back_calls(t);
  const auto rows = call_list(t.house(), {}, false);
  ASSERT_TRUE(rows.ok());
  ASSERT_THAT(rows.value(), SizeIs(1));
  ASSERT_THAT(rows.value()[0].job.job.subjects, SizeIs(1));
  EXPECT_EQ(rows.value()[0].job.job.subjects[0].pupil, roll::PupilRef("P11"));
}

TEST(Braked, AFamilyWithoutAPlannedCallIsOnTheListUntilItWasRung) {
  TestHouse t;
  crowd(t);
  run(t);
  take_back_calls(t);
  const auto rows = call_list(t.house(), {}, false);
  ASSERT_TRUE(rows.ok());
  ASSERT_THAT(rows.value(), SizeIs(15));
  EXPECT_EQ(rows.value()[0].job.job.kind, job::Kind::kText);
  EXPECT_THAT(rows.value()[0].numbers, SizeIs(1));
  CallRecord call;
  call.pupil = "P10";
  call.contact = "C10";
  call.outcome = "no_answer";
  ASSERT_TRUE(record_call(t.house(), {}, call).ok());
  EXPECT_THAT(call_list(t.house(), {}, false).value(), SizeIs(14));
}

TEST(Withdrawn, HeldMessagesNeverLeaveThoughThePlanWantsThem) {
  TestHouse t;
  crowd(t);
  run(t);
  EXPECT_EQ(withdraw_batch(t.house(), {}, "").error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(withdraw_batch(t.house(), {}, "last week's file").value().at(0).jobs, 15);
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), IsEmpty());
}

std::set<base::Date> days(std::initializer_list<int> of_january) {
  std::set<base::Date> out;
  for (const int d : of_january) out.insert(base::make_date(2027, 1, static_cast<unsigned>(d)));
  return out;
}

TEST(MarksFile, OfAnotherDayHoldsUntilOneOfTodayComes) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(note_marks_file(t.house(), t.school(), "marks.csv", days({8, 11})).ok());
  const SchoolRun did = run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
  ASSERT_THAT(did.batch.brake, SizeIs(1));
  EXPECT_THAT(did.batch.brake[0].words,
              HasSubstr("'marks.csv' has no mark of today; the newest are of 2027-01-11"));
  ASSERT_TRUE(note_marks_file(t.house(), t.school(), "marks2.csv", days({11, 12})).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(MarksFile, OfAnotherDayIsLetPassByAPerson) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(note_marks_file(t.house(), t.school(), "marks.csv", days({11})).ok());
  run(t);
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(MarksFile, ThatCannotBeReadHoldsUntilOneOfTodayComes) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(note_unread_marks_file(t.house(), {}, "marks.csv").ok());
  const SchoolRun did = run(t);
  EXPECT_THAT(t.sent(), IsEmpty());
  ASSERT_THAT(did.batch.brake, SizeIs(1));
  EXPECT_THAT(did.batch.brake[0].words, HasSubstr("The marks file 'marks.csv' could not be read"));
  EXPECT_THAT(call_list(t.house(), {}, false).value(), SizeIs(1));
  ASSERT_TRUE(note_marks_file(t.house(), t.school(), "marks.csv", days({12})).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(MarksFile, ThatCannotBeReadWhenItIsReadAgainHoldsWhatWasPlanned) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  RunRequest request;
  request.reread_marks = [&] { return note_unread_marks_file(t.house(), {}, "marks.csv"); };
  const auto report = run_day(t.house(), request, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_THAT(report.value().schools.at(0).batch.brake, SizeIs(1));
  EXPECT_THAT(t.sent(), IsEmpty());
}

TEST(MarksFile, ThatCannotBeReadAndWasLetPassIsNotHeldWhenItIsReadAgain) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(note_unread_marks_file(t.house(), {}, "marks.csv").ok());
  run(t);
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  ASSERT_TRUE(note_unread_marks_file(t.house(), {}, "marks.csv").ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(MarksFile, ThatCannotBeReadOnADayWithoutSchoolHoldsNothing) {
  TestHouse t;
  t.clock.set(base::from_london(base::make_date(2027, 1, 16), std::chrono::hours{10}));
  ASSERT_TRUE(note_unread_marks_file(t.house(), {}, "marks.csv").ok());
  EXPECT_THAT(t.journal.events({}).value(), IsEmpty());
}

TEST(MarksFile, OfTodayOrOnADayWithoutSchoolHoldsNothing) {
  TestHouse t;
  ASSERT_TRUE(note_marks_file(t.house(), t.school(), "marks.csv", days({12})).ok());
  t.clock.set(base::from_london(base::make_date(2027, 1, 16), std::chrono::hours{10}));
  ASSERT_TRUE(note_marks_file(t.house(), t.school(), "marks.csv", days({12})).ok());
  EXPECT_THAT(t.journal.events({}).value(), IsEmpty());
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
  EXPECT_EQ(did.batch.brake[0].words, "the trip is not in the register yet");
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
  EXPECT_THAT(held_messages(t.house(), t.school().school.urn, support::school_day()).value(), SizeIs(1));
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
