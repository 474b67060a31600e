// What ought to have left and has not puts its family on the call list, whatever stopped it.
#include "workflow/late_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/broken_provider.h"
#include "workflow/brake.h"
#include "workflow/calls.h"
#include "workflow/record.h"
#include "workflow/run_day.h"
#include "workflow/send_due.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using job::State;
using std::chrono::minutes;
using support::at;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class NoRoom : public ports::StoreHealth {
 public:
  base::Status can_write() override { return {}; }
  base::Status has_room() const override { return base::unavailable("The disk has no room left."); }
  base::Result<std::vector<ports::JobCount>> counts(base::Date) const override {
    return std::vector<ports::JobCount>{};
  }
};

/// P1 with the mother C1, and a text to her that is due at 09:35.
class LateMessages : public testing::Test {
 protected:
  LateMessages() {
    t.add_pupil("P1", "C1", "+447700900301");
    plan({text()});
  }

  static job::Job text() {
    job::Job j = support::text_job({"P1"}, "C1");
    j.template_name = "absence";
    return support::with_keys(j);
  }
  static job::Job call(int hour, int minute, const std::string& contact = "C1",
                       const std::string& round = "am") {
    job::Job j = support::text_job({"P1"}, contact);
    j.kind = job::Kind::kCall;
    j.template_name = "absence";
    j.round = round;
    j.not_before = at(hour, minute);
    j.not_after = at(18);
    return support::with_keys(j);
  }
  void plan(std::vector<job::Job> jobs) {
    ASSERT_TRUE(t.queue.enqueue(support::batch(std::move(jobs)), "firstday").ok());
  }
  std::vector<CallRow> calls() {
    auto rows = call_list(t.house(), {}, false);
    EXPECT_TRUE(rows.ok());
    return rows.value();
  }
  std::vector<CallRow> calls_at(int hour, int minute) {
    t.clock.set(at(hour, minute));
    return calls();
  }
  std::string why_at(int hour, int minute) {
    const auto rows = calls_at(hour, minute);
    EXPECT_THAT(rows, SizeIs(1));
    return rows.empty() ? "" : rows[0].late_because;
  }
  ports::Leased lease() {
    const auto leased =
        t.queue.lease({"a dispatcher", t.clock.now(), minutes{30}, 10, t.school().school.urn});
    EXPECT_TRUE(leased.ok());
    return leased.value().at(0);
  }
  /// One try, with what became of it.
  void try_once(job::OutcomeKind outcome, job::Event event, std::optional<base::Instant> again = {}) {
    const ports::AttemptStart start = support::start_of(lease(), t.clock.now());
    ASSERT_EQ(t.queue.start_attempts(std::span(&start, 1)).value().at(0), ports::StartResult::kStarted);
    ports::AttemptFinish finish = support::finish_of(start, outcome, event, t.clock.now());
    finish.outcome.evidence = "HTTP 503";
    finish.retry_at = again;
    ASSERT_TRUE(t.queue.finish_attempts(std::span(&finish, 1)).ok());
  }
  void change(job::Event event, const std::string& reason) {
    const ports::JobChange c{
        t.school().school.urn, t.queue.jobs({}).value().at(0).job.id, event, {}, reason, "firstday",
        t.clock.now()};
    ASSERT_TRUE(t.queue.change(std::span(&c, 1)).value().at(0));
  }
  void use(std::unique_ptr<ports::Provider> provider) {
    SchoolAccounts& accounts = t.house().accounts[t.school().school.urn];
    accounts.by_kind[job::Kind::kText] = {{"gateway", provider.get()}};
    accounts.providers.push_back(std::move(provider));
  }

  TestHouse t;
};

TEST_F(LateMessages, FiveMinutesAfterItWasDueTheFamilyIsRungWhetherOrNotAnythingRuns) {
  EXPECT_THAT(calls_at(9, 39), IsEmpty());
  const auto rows = calls_at(9, 40);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].contact.reveal(), calls()[0].contact.reveal());
  EXPECT_EQ(rows[0].numbers.at(0).reveal(), "+447700900301");
  EXPECT_THAT(rows[0].script.reveal(), HasSubstr("ASK FOR THE PERSON BY NAME"));
  EXPECT_EQ(rows[0].late_kind, "text");
  EXPECT_EQ(rows[0].late_since, at(9, 35));
  EXPECT_THAT(rows[0].late_because, HasSubstr("Look whether Firstday is running"));
}

TEST_F(LateMessages, LeasedByADispatcherThatDiedItIsLateAllTheSame) {
  lease();
  EXPECT_THAT(why_at(9, 40), HasSubstr("Nothing has sent it"));
}

TEST_F(LateMessages, AnAccountThatIsOutOfOrderIsNamedAsTheReason) {
  use(std::make_unique<support::BrokenProvider>("The folder of the gateway is gone"));
  EXPECT_EQ(why_at(9, 40), "The folder of the gateway is gone.");
}

TEST_F(LateMessages, OneGoodAccountOfTwoIsNoReason) {
  use(std::make_unique<support::BrokenProvider>("Gone."));
  SchoolAccounts& accounts = t.house().accounts[t.school().school.urn];
  accounts.by_kind[job::Kind::kText].push_back({"sandbox", accounts.providers.front().get()});
  EXPECT_THAT(why_at(9, 40), HasSubstr("Nothing has sent it"));
}

TEST_F(LateMessages, ADiskWithoutRoomIsTheReason) {
  NoRoom disk;
  t.house().health = &disk;
  EXPECT_EQ(why_at(9, 40), "The disk has no room left.");
  t.house().health = nullptr;
}

TEST_F(LateMessages, AHoldOfItsOwnSpeaksForItself) {
  change(job::Event::kHold, "Today's budget of 50 pence is spent");
  EXPECT_EQ(why_at(9, 40), "Today's budget of 50 pence is spent.");
}

TEST_F(LateMessages, WhileAProviderTakesNothingTheFirstTryCountsAndNotTheNext) {
  t.clock.set(at(9, 36));
  try_once(job::OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 44));
  EXPECT_THAT(calls_at(9, 40), IsEmpty()) << "tried since 09:36";
  EXPECT_EQ(why_at(9, 41), "The provider has not taken it yet: HTTP 503.");
  EXPECT_EQ(calls()[0].late_since, at(9, 36));
  t.clock.set(at(9, 44));
  try_once(job::OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 54));
  EXPECT_EQ(calls_at(9, 45).at(0).late_since, at(9, 36));
}

TEST_F(LateMessages, WhatMayHaveLeftIsNotLate) {
  const ports::AttemptStart start = support::start_of(lease(), t.clock.now());
  ASSERT_TRUE(t.queue.start_attempts(std::span(&start, 1)).ok());
  EXPECT_THAT(calls_at(9, 50), IsEmpty()) << "on the wire";
  auto finish =
      support::finish_of(start, job::OutcomeKind::kUnknown, job::Event::kOutcomeLost, t.clock.now());
  ASSERT_TRUE(t.queue.finish_attempts(std::span(&finish, 1)).ok());
  EXPECT_THAT(calls_at(9, 51), IsEmpty()) << "unknown: the ladder decides";
}

TEST_F(LateMessages, WhatWasTakenIsNotLate) {
  try_once(job::OutcomeKind::kAccepted, job::Event::kAccepted);
  EXPECT_THAT(calls_at(9, 50), IsEmpty());
}

TEST_F(LateMessages, WhenItLeavesAfterAllTheFamilyGoesFromTheListByItself) {
  EXPECT_THAT(calls_at(9, 45), SizeIs(1));
  ASSERT_EQ(send_due(t.house(), t.school(), {}).value().sent(), 1);
  EXPECT_THAT(calls(), IsEmpty());
}

TEST_F(LateMessages, WhatIsNotDueYetIsNotLateHoweverEarlyItWasPlanned) {
  job::Job later = text();
  later.not_before = at(10, 0);
  later.round = "pm";
  plan({support::with_keys(later)});  // the text of 09:35 is not wanted any more
  EXPECT_THAT(calls_at(10, 4), IsEmpty());
  EXPECT_THAT(calls_at(10, 5), SizeIs(1));
}

TEST_F(LateMessages, BeforeTheWindowOpensNothingIsDue) {
  job::Job early = text();
  early.not_before = at(7, 0);
  early.round = "early";
  plan({support::with_keys(early)});
  EXPECT_THAT(calls_at(8, 4), IsEmpty());
  EXPECT_EQ(calls_at(8, 5).at(0).late_since, at(8, 0));
}

TEST_F(LateMessages, ATextAndAnEmailToOneParentAreOneCall) {
  job::Job email = text();
  email.kind = job::Kind::kEmail;
  plan({text(), support::with_keys(email)});
  EXPECT_THAT(calls_at(9, 45), SizeIs(1));
}

TEST_F(LateMessages, ThePlannedCallComesForwardAndStandsThereOnceWithTheReason) {
  plan({text(), call(10, 0), call(13, 30, "C1", "pm")});
  EXPECT_THAT(calls_at(9, 39), IsEmpty());
  const auto rows = calls_at(9, 40);
  ASSERT_THAT(rows, SizeIs(1)) << "neither the text beside it nor the afternoon's call";
  EXPECT_EQ(rows[0].job.job.kind, job::Kind::kCall);
  EXPECT_EQ(rows[0].job.job.not_before, at(10, 0));
  EXPECT_EQ(rows[0].late_kind, "text");
}

TEST_F(LateMessages, OtherPupilsCallsKeepTheirTime) {
  t.add_pupil("P2", "C2", "+447700900302");
  job::Job other = call(11, 0, "C2");
  other.subjects = {support::subject("P2")};
  plan({text(), support::with_keys(other)});
  const auto rows = calls_at(9, 45);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].job.job.subjects[0].pupil, roll::PupilRef("P1"));
}

TEST_F(LateMessages, HeldForAPersonItIsToldOnceAndAtOnce) {
  ASSERT_TRUE(hold_batch(t.house(), {}, "the office looks").ok());
  const auto rows = calls_at(9, 36);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].late_because, "Held for a person: the office looks.");
  EXPECT_THAT(calls_at(9, 50), SizeIs(1)) << "late as well, and still one call";
  EXPECT_EQ(not_sent(t.house(), t.school()).value().messages, 0u) << "the hold tells of it";
}

TEST_F(LateMessages, AMessageToStaffOrOfYesterdayRingsNoFamily) {
  job::Job to_staff = text();
  to_staff.to = {{}, "dsl"};
  job::Job yesterday = text();
  yesterday.day = support::school_day() - std::chrono::days{1};
  yesterday.not_after = at(18);
  plan({support::with_keys(to_staff), support::with_keys(yesterday)});
  EXPECT_THAT(late_messages(t.house(), t.school()).value(), IsEmpty());
  t.clock.set(at(9, 50));
  EXPECT_THAT(late_messages(t.house(), t.school()).value(), IsEmpty());
}

TEST_F(LateMessages, TheSummaryCountsWhatWasDueAtOnceAndSaysWhenItIsOverdue) {
  use(std::make_unique<support::BrokenProvider>("The key is wrong."));
  const NotSent now = not_sent(t.house(), t.school()).value();
  EXPECT_EQ(now.messages, 1u);
  EXPECT_EQ(now.since, at(9, 35));
  EXPECT_THAT(now.why, ElementsAre("The key is wrong."));
  EXPECT_FALSE(now.overdue);
  t.clock.set(at(9, 40));
  EXPECT_TRUE(not_sent(t.house(), t.school()).value().overdue);
}

/// A pupil is absent, and the only account is broken.
TEST(LateInTheDay, ARunAndATickSayWhatHasNotLeft) {
  TestHouse t;
  t.add_pupil("P1", "C1", "+447700900301");
  t.mark("P1", "N");
  SchoolAccounts& accounts = t.house().accounts[t.school().school.urn];
  accounts.providers.push_back(std::make_unique<support::BrokenProvider>("The key is wrong."));
  accounts.by_kind[job::Kind::kText] = {{"gateway", accounts.providers.back().get()}};
  const auto report = run_day(t.house(), {}, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_TRUE(report.value().needs_attention());
  EXPECT_EQ(report.value().schools.at(0).not_sent.messages, 1u);
  t.clock.set(report.value().schools.at(0).not_sent.since + kLateAfter);
  const auto ticked = tick(t.house(), {}, nullptr);
  ASSERT_TRUE(ticked.ok());
  EXPECT_TRUE(ticked.value().at(0).needs_attention());
  EXPECT_TRUE(ticked.value().at(0).not_sent.overdue);
  ASSERT_THAT(call_list(t.house(), {}, false).value(), SizeIs(1));
  ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "left_message", {}, std::nullopt, {}}).ok());
  EXPECT_THAT(call_list(t.house(), {}, false).value(), IsEmpty()) << "rung is not rung again";
  EXPECT_EQ(not_sent(t.house(), t.school()).value().messages, 1u) << "though the text still waits";
}

}  // namespace
}  // namespace firstday::workflow
