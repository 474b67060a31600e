#include "workflow/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/calls.h"
#include "workflow/plan_day.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using chronology::Type;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// The morning has run: P1 was texted, and C1 is to be rung from 10:00.
class Recording : public testing::Test {
 protected:
  Recording() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    EXPECT_TRUE(run_day(t.house(), {}, nullptr).ok());
    t.clock.set(support::at(10, 5));
  }

  std::vector<CallRow> calls(bool all = false) { return call_list(t.house(), {}, all).value(); }

  base::Result<Recorded> call(const std::string& outcome, const std::string& reason = "") {
    return record_call(t.house(), {}, {"P1", "C1", outcome, base::Personal(reason), std::nullopt, {}});
  }

  TestHouse t;
};

TEST_F(Recording, TheCallListHoldsWhoWasNotHeardFrom) {
  ASSERT_THAT(calls(), SizeIs(1));
  const CallRow row = calls()[0];
  EXPECT_EQ(row.job.job.to.contact, roll::ContactRef("C1"));
  EXPECT_EQ(row.numbers.at(0).reveal(), "+447700900301");
  EXPECT_FALSE(row.reached_by_nobody);
  EXPECT_THAT(row.script.reveal(), HasSubstr(t.school().school.name));
}

TEST_F(Recording, BeforeItsTimeACallIsOnTheWholeDaysListOnly) {
  t.clock.set(support::at(9, 50));
  EXPECT_THAT(calls(), SizeIs(0));
  EXPECT_THAT(calls(true), SizeIs(1));
}

TEST_F(Recording, ACallWithoutAnswerIsDoneAndOnRecord) {
  ASSERT_TRUE(call("no_answer").ok());
  EXPECT_THAT(calls(), SizeIs(0));
  EXPECT_EQ(t.journal.count(Type::kCall), 1);
  EXPECT_EQ(t.journal.count(Type::kResponse), 0);
}

TEST_F(Recording, AReasonGivenWithdrawsTheOtherCalls) {
  roll::Contact second = support::contact("P1", "C2", 2);
  second.mobile = {base::Personal("+447700900302"), roll::PhoneKind::kMobile};
  t.put({second});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_THAT(calls(true), SizeIs(2));
  ASSERT_TRUE(call("reason_given", "at the dentist").ok());
  EXPECT_THAT(calls(true), SizeIs(0));
}

TEST_F(Recording, AnAnswerWithoutAReasonLeavesTheOtherCallsOpen) {
  roll::Contact second = support::contact("P1", "C2", 2);
  second.mobile = {base::Personal("+447700900302"), roll::PhoneKind::kMobile};
  t.put({second});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_TRUE(call("answered_no_reason").ok());
  EXPECT_THAT(calls(true), SizeIs(1));
}

TEST_F(Recording, SaysWhatIsWrongWithARecord) {
  EXPECT_EQ(call("fell_asleep").error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(call("reason_given").error().kind, base::ErrorKind::kUsage);
  const auto stranger = record_call(t.house(), {}, {"P1", "C9", "no_answer", {}, std::nullopt, {}});
  EXPECT_THAT(stranger.error().what, HasSubstr("C1"));
  const auto nobody = record_call(t.house(), {}, {"P9", "C1", "no_answer", {}, std::nullopt, {}});
  EXPECT_EQ(nobody.error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(t.journal.count(Type::kCall), 0);
}

TEST_F(Recording, AReplyIsKeptAndClosesNothing) {
  ASSERT_TRUE(record_reply(t.house(), {}, {"P1", "C1", "text", base::Personal("who is this")}).ok());
  EXPECT_EQ(t.journal.count(Type::kReply), 1);
  EXPECT_THAT(calls(), SizeIs(1));
  EXPECT_FALSE(record_reply(t.house(), {}, {"P1", "C1", "pigeon", base::Personal("coo")}).ok());
}

TEST_F(Recording, AnAcceptedReasonEndsTodaysCalls) {
  ASSERT_TRUE(record_reason(t.house(), {}, {"P1", "C1", base::Personal("ill"), true, {}, std::nullopt}).ok());
  EXPECT_THAT(calls(true), SizeIs(0));
}

TEST_F(Recording, AReasonThatIsNotAcceptedNeedsItsRationaleAndTheStepsGoOn) {
  const auto bare =
      record_reason(t.house(), {}, {"P1", "C1", base::Personal("shopping"), false, {}, std::nullopt});
  EXPECT_EQ(bare.error().kind, base::ErrorKind::kUsage);
  ASSERT_TRUE(record_reason(t.house(), {},
                            {"P1", "C1", base::Personal("shopping"), false,
                             base::Personal("not a reason to miss school"), std::nullopt})
                  .ok());
  // Somebody has answered, so the call that waits for no response is not needed; the rest goes on.
  EXPECT_THAT(calls(), SizeIs(0));
  ports::JobFilter open;
  open.school = t.school().school.urn;
  open.states = {job::State::kWithStaff};
  EXPECT_THAT(t.queue.jobs(open).value(), Not(SizeIs(0)));
}

TEST_F(Recording, ABarTakesTheContactOffTheListAtOnce) {
  roll::Contact barred = support::contact("P1", "C1");
  barred.barred = true;
  t.put({barred});
  EXPECT_THAT(calls(true), SizeIs(0));
}

TEST(EarlyReason, WhatAFamilySaysBeforeTheRegisterCounts) {
  TestHouse t;
  t.clock.set(support::at(8, 40));
  t.add_pupil("P1", "C1", "+447700900301");
  ASSERT_TRUE(
      record_reason(t.house(), {}, {"P1", "C1", base::Personal("dentist"), true, {}, std::nullopt}).ok());
  t.mark("P1", "N");
  t.clock.set(support::at(9, 35));
  const auto report = run_day(t.house(), {}, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_THAT(t.sent(), SizeIs(0));
  EXPECT_EQ(report.value().schools.at(0).review.pupils.at(0).reach, chronology::Reach::kReason);
}

TEST(EarlyReason, AnExpectedReturnHoldsUntilThatDay) {
  TestHouse t;
  t.clock.set(support::at(15) - std::chrono::hours{24});
  t.add_pupil("P1", "C1", "+447700900301");
  const base::Date back = support::school_day() + std::chrono::days{1};
  ASSERT_TRUE(record_reason(t.house(), {}, {"P1", "C1", base::Personal("ill"), true, {}, back}).ok());
  t.mark("P1", "N");
  t.clock.set(support::at(9, 35));
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(0));
}

TEST(EarlyReason, YesterdaysReasonWithoutAReturnIsNoReasonToday) {
  TestHouse t;
  t.clock.set(support::at(15) - std::chrono::hours{24});
  t.add_pupil("P1", "C1", "+447700900301");
  ASSERT_TRUE(record_reason(t.house(), {}, {"P1", "C1", base::Personal("ill"), true, {}, std::nullopt}).ok());
  t.mark("P1", "N");
  t.clock.set(support::at(9, 35));
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST_F(Recording, ACallThatWasMadeIsDoneNotWithdrawn) {
  ASSERT_TRUE(call("reason_given", "at the dentist").ok());
  ports::JobFilter filter;
  filter.school = t.school().school.urn;
  filter.kind = job::Kind::kCall;
  const auto rows = t.queue.jobs(filter);
  ASSERT_TRUE(rows.ok());
  EXPECT_THAT(rows.value(), SizeIs(1));
  for (const ports::JobRow& row : rows.value()) EXPECT_EQ(row.state, job::State::kDone);
}

TEST_F(Recording, ANumberThatABarredContactMayAnswerIsNotOffered) {
  roll::Contact mother = support::contact("P1", "C1");
  mother.landline = {base::Personal("+441632960200"), roll::PhoneKind::kLandline};
  roll::Contact barred = support::contact("P1", "C2", 2);
  barred.barred = true;
  barred.mobile = {};
  barred.landline = mother.landline;
  t.put({mother, barred});
  ASSERT_THAT(calls(), SizeIs(1));
  ASSERT_THAT(calls()[0].numbers, SizeIs(1));
  EXPECT_EQ(calls()[0].numbers[0].reveal(), "+447700900301");
}

TEST(CallList, APupilReachedByNobodyComesFirst) {
  TestHouse t;
  t.set_sandbox({{"fail", "0302"}});
  t.add_pupil("P1", "C1", "+447700900301");
  t.add_pupil("P2", "C2", "+447700900302");
  t.mark("P1", "N");
  t.mark("P2", "N");
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  t.clock.set(support::at(10, 5));
  const auto rows = call_list(t.house(), {}, false).value();
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].job.job.to.contact, roll::ContactRef("C2"));
  EXPECT_TRUE(rows[0].reached_by_nobody);
}

TEST(CallList, AFailedTextIsRungAtOnce) {
  TestHouse t;
  t.set_sandbox({{"fail", "all"}});
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  EXPECT_LT(t.clock.now(), support::at(9, 50));
  EXPECT_THAT(call_list(t.house(), {}, false).value(), SizeIs(1));
}

TEST(Tick, SendsOnlyAfterTheHoldAndOnlyOnce) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(0));
  t.clock.set(support::at(9, 46));
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(Tick, ALateTickMakesUpNoText) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  t.clock.set(support::at(18, 30));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(0));
}

TEST(Tick, DoingItTwiceChangesNothing) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  const auto events = t.journal.all().size();
  const auto again = tick(t.house(), {}, nullptr);
  EXPECT_EQ(again.value().at(0).changed.added, 0);
  EXPECT_EQ(t.journal.all().size(), events);
}

TEST(ReturnDay, ThatCannotBeIsRefused) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  const auto reason = [&](base::Date back) {
    return record_reason(t.house(), {}, {"P1", "C1", base::Personal("ill"), true, base::Personal(), back});
  };
  EXPECT_EQ(reason(support::school_day() - std::chrono::days{1}).error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(reason(base::make_date(2099, 1, 1)).error().kind, base::ErrorKind::kUsage);
  EXPECT_TRUE(reason(support::school_day() + std::chrono::days{3}).ok());
}

}  // namespace
}  // namespace firstday::workflow
