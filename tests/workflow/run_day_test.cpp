#include "workflow/run_day.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/plan_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using chronology::Reach;
using testing::HasSubstr;
using testing::SizeIs;

RunReport run(TestHouse& t, RunRequest request = {}) {
  auto report = run_day(t.house(), request, nullptr);
  EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().what);
  return report.ok() ? std::move(report).value() : RunReport{};
}

TEST(RunDay, TextsTheParentOfAnAbsentPupilAndNobodyElse) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.add_pupil("P2", "C2", "+447700900302");
  t.mark("P1", "N");
  t.mark("P2", "/");
  const RunReport report = run(t);
  ASSERT_THAT(t.sent(), SizeIs(1));
  EXPECT_THAT(t.sent()[0], HasSubstr("+447700900301"));
  ASSERT_THAT(report.schools.at(0).review.pupils, SizeIs(1));
  EXPECT_EQ(report.schools[0].review.pupils[0].reach, Reach::kTold);
  EXPECT_FALSE(report.needs_attention());
}

TEST(RunDay, NothingLeavesBeforeTheHoldIsOver) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  RunRequest request;
  request.reread_marks = [&]() -> base::Status {
    EXPECT_THAT(t.sent(), SizeIs(0));
    EXPECT_GE(t.clock.now(), support::at(9, 45));
    return {};
  };
  run(t, request);
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(RunDay, AReasonThatComesDuringTheHoldStopsTheText) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  RunRequest request;
  request.reread_marks = [&]() -> base::Status {
    t.mark("P1", "I");
    return {};
  };
  const RunReport report = run(t, request);
  EXPECT_THAT(t.sent(), SizeIs(0));
  EXPECT_GT(report.schools.at(0).after_hold.withdrawn, 0);
}

TEST(RunDay, RunningAgainSendsNothingTwice) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  run(t);
  const auto events = t.journal.all().size();
  for (int i = 0; i < 3; ++i) run(t);
  EXPECT_THAT(t.sent(), SizeIs(1));
  // Each further run writes that it ran, and nothing else.
  EXPECT_EQ(t.journal.all().size(), events + 6);
}

TEST(RunDay, AChangedPolicyVersionDoesNotTellAFamilyTwice) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  run(t);
  for (auto& [id, set] : t.house().policies)
    for (escalation::Policy& p : set.policies) ++p.version;
  run(t);
  EXPECT_THAT(t.sent(), SizeIs(1));
}

/// When the open call to this contact falls due; nothing when there is none.
std::optional<base::Instant> call_due(TestHouse& t, const std::string& contact) {
  ports::JobFilter filter;
  filter.kind = job::Kind::kCall;
  filter.contact = roll::ContactRef(contact);
  filter.states = {job::State::kWithStaff};
  const auto rows = t.queue.jobs(filter).value();
  return rows.empty() ? std::nullopt : std::optional(rows.back().job.not_before);
}

TEST(RunDay, ACallWaitsForNoTextThatTheFamilyHasHadBefore) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  run(t);
  t.mark("P1", "L");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_FALSE(call_due(t, "C1"));
  t.clock.wait_until(support::at(10, 30));
  t.mark("P1", "N");
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  t.clock.wait_until(support::at(10, 40));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1)) << "the family has been told about this day";
  ASSERT_TRUE(call_due(t, "C1"));
  EXPECT_LE(*call_due(t, "C1"), support::at(10, 40));
}

TEST(RunDay, ACallWaitsForNoTextThatAPersonTookBack) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  RunRequest request;
  request.reread_marks = [&]() -> base::Status {
    ports::JobFilter texts;
    texts.kind = job::Kind::kText;
    for (const ports::JobRow& row : t.queue.jobs(texts).value()) {
      const ports::JobChange gone{t.school().school.urn, row.job.id,  job::Event::kWithdraw, {},
                                  "rung already",        "A. Office", t.clock.now()};
      EXPECT_TRUE(t.queue.change(std::span(&gone, 1)).ok());
    }
    return {};
  };
  run(t, request);
  EXPECT_THAT(t.sent(), SizeIs(0));
  ASSERT_TRUE(call_due(t, "C1"));
  EXPECT_LE(*call_due(t, "C1"), t.clock.now());
}

/// The same parent under another number, as an import brings it.
void correct(TestHouse& t, const std::string& mobile) {
  roll::Contact c = support::contact("P1", "C1");
  c.mobile = {base::Personal(mobile), roll::PhoneKind::kMobile};
  t.put({c});
}

TEST(RunDay, ATextThatFailedGoesToTheCorrectedNumberOnce) {
  TestHouse t;
  t.set_sandbox({{"fail", "0301"}});
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  run(t);
  ASSERT_THAT(t.sent(), SizeIs(0));
  run(t);
  correct(t, "+447700900303");
  const RunReport report = run(t);
  EXPECT_EQ(report.schools.at(0).review.pupils.at(0).reach, Reach::kTold);
  for (int i = 0; i < 3; ++i) run(t);
  ASSERT_THAT(t.sent(), SizeIs(1));
  EXPECT_THAT(t.sent()[0], HasSubstr("+447700900303"));
  // There and back: both have been tried.
  correct(t, "+447700900301");
  run(t);
  correct(t, "+447700900303");
  run(t);
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(RunDay, ACorrectedNumberGetsNothingWhereTheFirstWasTaken) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  run(t);
  correct(t, "+447700900303");
  run(t);
  EXPECT_THAT(t.sent(), SizeIs(1));
  TestHouse doubtful;
  doubtful.set_sandbox({{"drop", "0301"}});
  doubtful.add_pupil("P1", "C1", "+447700900301");
  doubtful.mark("P1", "N");
  run(doubtful);
  correct(doubtful, "+447700900303");
  run(doubtful);
  EXPECT_THAT(doubtful.sent(), SizeIs(1)) << "what may have arrived is not sent again";
}

TEST(RunDay, SiblingsAreOneTextAndEachPupilIsTold) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.add_pupil("P2", "C1", "+447700900301");
  t.mark("P1", "N");
  t.mark("P2", "N");
  const RunReport report = run(t);
  EXPECT_THAT(t.sent(), SizeIs(1));
  for (const chronology::ReviewRow& row : report.schools.at(0).review.pupils)
    EXPECT_EQ(row.reach, Reach::kTold);
}

TEST(RunDay, ABarThatComesDuringTheHoldHolds) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  RunRequest request;
  request.reread_marks = [&]() -> base::Status {
    roll::Contact c = support::contact("P1", "C1");
    c.barred = true;
    t.put({c});
    return {};
  };
  const RunReport report = run(t, request);
  EXPECT_THAT(t.sent(), SizeIs(0));
  EXPECT_EQ(report.schools.at(0).review.pupils.at(0).reach, Reach::kNobody);
  EXPECT_TRUE(report.needs_attention());
}

TEST(RunDay, ARejectedNumberLeavesThePupilFirstOnTheList) {
  TestHouse t;
  t.set_sandbox({{"fail", "0302"}});
  t.add_pupil("P1", "C1", "+447700900301");
  t.add_pupil("P2", "C2", "+447700900302");
  t.mark("P1", "N");
  t.mark("P2", "N");
  const RunReport report = run(t);
  const auto& pupils = report.schools.at(0).review.pupils;
  ASSERT_THAT(pupils, SizeIs(2));
  EXPECT_EQ(pupils[0].pupil, roll::PupilRef("P2"));
  EXPECT_EQ(pupils[0].reach, Reach::kNobody);
  EXPECT_EQ(pupils[1].reach, Reach::kTold);
  EXPECT_TRUE(report.needs_attention());
}

TEST(RunDay, AnUnknownSendIsShownAndNeverSentAgain) {
  TestHouse t;
  t.set_sandbox({{"drop", "0301"}});
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  const RunReport report = run(t);
  EXPECT_EQ(report.schools.at(0).review.pupils.at(0).reach, Reach::kUnknown);
  EXPECT_TRUE(report.needs_attention());
  t.set_sandbox({});
  run(t);
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST(RunDay, AStopDuringTheHoldLetsNothingLeave) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  RunRequest request;
  request.stopping = [] { return true; };
  const RunReport report = run(t, request);
  EXPECT_THAT(t.sent(), SizeIs(0));
  EXPECT_TRUE(report.schools.at(0).stopped);
  EXPECT_TRUE(report.needs_attention());
}

TEST(RunDay, WaitsForItsTurnWhenAnotherProcessSends) {
  TestHouse t;
  t.gate.closed = true;
  const auto report = run_day(t.house(), {}, nullptr);
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().kind, base::ErrorKind::kConflict);
}

TEST(RunDay, OnASundayNothingIsPlanned) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.clock.wait_until(*base::parse_instant("2027-01-17T09:35"));
  const RunReport report = run(t);
  EXPECT_FALSE(report.schools.at(0).school_day);
  EXPECT_TRUE(t.journal.all().empty());
}

TEST(RunDay, AFormWithoutMarksIsSaid) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  const RunReport report = run(t);
  EXPECT_EQ(report.schools.at(0).batch.forms_without_marks, std::vector<std::string>{"5H"});
  EXPECT_TRUE(report.needs_attention());
}

TEST(RunDay, NoLogLineHoldsANumber) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  run(t);
  EXPECT_FALSE(t.log.contains("7700900301"));
  EXPECT_TRUE(t.log.contains("planned"));
}

}  // namespace
}  // namespace firstday::workflow
