// A school in trial mode: all is planned and recorded, nothing that reaches people leaves.
#include "workflow/trial.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/calls.h"
#include "workflow/late_messages.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using support::at;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Takes whatever it is given, and counts.
class Gateway : public ports::Provider, public ports::ReceiptReader {
 public:
  Gateway(bool reaches_people, int& taken) : taken_(taken) {
    capabilities_.name = "gateway";
    capabilities_.kinds = {job::Kind::kText};
    capabilities_.reaches_people = reaches_people;
  }
  const ports::Capabilities& capabilities() const override { return capabilities_; }
  base::Result<ports::FrozenRequest> prepare(const job::Message& message, const job::AttemptId&) override {
    return ports::FrozenRequest{"text", {}, message.to};
  }
  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion done) override {
    ++taken_;
    job::Outcome out;
    out.kind = job::OutcomeKind::kAccepted;
    done(out);
  }
  int poll(std::chrono::milliseconds) override { return 0; }
  void query(const job::AttemptId&, const ports::Completion& done) override {
    job::Outcome out;
    out.kind = job::OutcomeKind::kAccepted;
    done(out);
  }
  const ports::ReceiptReader* receipts() const override { return this; }
  bool is_authentic(const ports::RawPost&, base::Instant) const override { return true; }
  base::Parsed<std::vector<job::ProviderWord>> read(const ports::RawPost&) const override { return {}; }

 private:
  ports::Capabilities capabilities_;
  int& taken_;
};

class Trial : public testing::Test {
 protected:
  Trial() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    t.house().settings.schools.front().trial = true;
  }

  /// As app gives accounts to a house.
  void use(bool reaches_people) {
    SchoolAccounts& accounts = t.house().accounts[t.school().school.urn];
    accounts.providers.push_back(
        on_trial(std::make_unique<Gateway>(reaches_people, taken_), t.school().school.urn));
    accounts.by_kind[job::Kind::kText].insert(accounts.by_kind[job::Kind::kText].begin(),
                                              {"gateway", accounts.providers.back().get()});
  }
  void only(bool reaches_people) {
    t.house().accounts[t.school().school.urn].by_kind.clear();
    use(reaches_people);
  }
  std::vector<ports::JobRow> texts(job::State state) {
    ports::JobFilter filter;
    filter.kind = job::Kind::kText;
    filter.states = {state};
    return t.queue.jobs(filter).value();
  }

  TestHouse t;
  int taken_ = 0;
};

TEST_F(Trial, NothingGoesOverAnAccountThatReachesPeopleAndTheFamilyIsRung) {
  only(true);
  const auto report = run_day(t.house(), {}, nullptr);
  ASSERT_TRUE(report.ok()) << report.error().what;
  EXPECT_EQ(taken_, 0);
  EXPECT_THAT(texts(job::State::kQueued), SizeIs(1));
  const NotSent& not_sent = report.value().schools.at(0).not_sent;
  EXPECT_EQ(not_sent.trial, trial_reason(t.school().school.urn));
  t.clock.set(not_sent.since + kLateAfter);
  const auto calls = call_list(t.house(), {}, false).value();
  ASSERT_THAT(calls, SizeIs(1));
  EXPECT_EQ(calls[0].late_because, trial_reason(t.school().school.urn));
}

TEST_F(Trial, WhatReachesNobodyIsUsedAsEverThoughTheRealAccountComesFirst) {
  use(true);
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  EXPECT_EQ(taken_, 0);
  EXPECT_THAT(t.sent(), SizeIs(1)) << "over the sandbox";
  only(false);
  t.add_pupil("P2", "C2", "+447700900302");
  t.mark("P2", "N");
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  EXPECT_EQ(taken_, 1);
}

TEST_F(Trial, AtItsTimeAMessageExpiresAndTheTrialIsTheReasonOnRecord) {
  only(true);
  ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok());
  const auto waiting = texts(job::State::kQueued);
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_THAT(texts(job::State::kExpired), IsEmpty());
  t.clock.set(*waiting[0].job.not_after);
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  const auto expired = texts(job::State::kExpired);
  for (const job::State state : job::kStates)
    if (state != job::State::kExpired) {
      EXPECT_THAT(texts(state), IsEmpty())
          << job::word(state) << ": " << (texts(state).empty() ? "" : texts(state).front().reason);
    }
  ASSERT_THAT(expired, SizeIs(1));
  EXPECT_EQ(expired[0].reason, "Kept back in trial mode until its time was over.");
  EXPECT_EQ(taken_, 0);
}

TEST_F(Trial, WithoutItNothingExpiresForIt) {
  t.house().settings.schools.front().trial = false;
  only(true);
  EXPECT_EQ(expire_on_trial(t.house(), t.school()).value(), 0);
  t.house().accounts[t.school().school.urn].by_kind.clear();
  SchoolAccounts& accounts = t.house().accounts[t.school().school.urn];
  accounts.providers.push_back(std::make_unique<Gateway>(true, taken_));
  accounts.by_kind[job::Kind::kText] = {{"gateway", accounts.providers.back().get()}};
  const auto report = run_day(t.house(), {}, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_EQ(taken_, 1);
  EXPECT_EQ(report.value().schools.at(0).not_sent.trial, "");
}

TEST_F(Trial, TasksOfStaffGoOn) {
  only(true);
  job::Job alert = support::staff_job("P1", "dsl", job::Kind::kNotify);
  alert.about = "staff_overdue";
  ASSERT_TRUE(t.queue.enqueue(support::batch({support::with_keys(alert)}), "firstday").ok());
  ports::JobFilter filter;
  filter.kind = job::Kind::kNotify;
  const auto rows = t.queue.jobs(filter).value();
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(rows[0].state, job::State::kWithStaff);
}

TEST(OnTrial, SendsNothingEvenForWhoeverDoesNotAsk) {
  int taken = 0;
  const roll::Urn school("100001");
  const auto provider = on_trial(std::make_unique<Gateway>(true, taken), school);
  EXPECT_EQ(provider->capabilities().out_of_order, trial_reason(school));
  EXPECT_TRUE(provider->capabilities().reaches_people);
  EXPECT_FALSE(provider->prepare({}, job::AttemptId("a")).ok());
  job::Outcome outcome;
  provider->start({}, job::AttemptId("a"), [&](job::Outcome o) { outcome = std::move(o); });
  EXPECT_EQ(outcome.kind, job::OutcomeKind::kMisconfigured);
  EXPECT_THAT(outcome.evidence, HasSubstr("trial mode"));
  EXPECT_EQ(taken, 0);
}

TEST(OnTrial, WhatComesBackOfEarlierMessagesIsReadAndAskedFor) {
  int taken = 0;
  const auto provider = on_trial(std::make_unique<Gateway>(true, taken), roll::Urn("100001"));
  EXPECT_NE(provider->receipts(), nullptr);
  job::Outcome outcome;
  provider->query(job::AttemptId("a"), [&](job::Outcome o) { outcome = std::move(o); });
  EXPECT_EQ(outcome.kind, job::OutcomeKind::kAccepted);
}

TEST(OnTrial, AProviderThatReachesNobodyIsLeftAsItIs) {
  int taken = 0;
  auto gateway = std::make_unique<Gateway>(false, taken);
  const ports::Provider* same = gateway.get();
  EXPECT_EQ(on_trial(std::move(gateway), roll::Urn("100001")).get(), same);
}

}  // namespace
}  // namespace firstday::workflow
