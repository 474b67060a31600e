#include "dispatch/flights.h"

#include <gmock/gmock.h>

#include "support/builders.h"
#include "support/recording_log.h"
#include "support/scripted_provider.h"

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using std::chrono::milliseconds;
using std::chrono::seconds;
using support::answer;

const base::Steady kStart{std::chrono::hours(1)};

struct FlightsTest : testing::Test {
  Account account_of(support::ScriptedProvider& over) const {
    Account account{"account of " + over.able.name, &over};
    account.gauge = &over == &one ? 0 : 1;
    return account;
  }
  Send send(const std::string& attempt, support::ScriptedProvider& over) const {
    return {job::AttemptId(attempt), {}, account_of(over), kStart};
  }
  void start(const std::string& attempt, support::ScriptedProvider& over) {
    flights.start(send(attempt, over), {});
  }

  support::RecordingLog log;
  support::ScriptedProvider one, two;
  Flights flights{log};
};

/// Keeps what it is given, to call it as often as a test likes.
struct CarelessProvider final : ports::Provider {
  const ports::Capabilities& capabilities() const override { return able; }
  base::Result<ports::FrozenRequest> prepare(const job::Message&, const job::AttemptId&) override {
    return ports::FrozenRequest{};
  }
  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion done) override {
    kept = done;
  }
  int poll(milliseconds) override { return 0; }

  ports::Capabilities able;
  ports::Completion kept;
};

TEST_F(FlightsTest, AnAnswerFromStartHasLandedAtOnce) {
  start("a", one);
  EXPECT_EQ(flights.on_wire(), 0);
  EXPECT_EQ(flights.landed(), 1);
  const auto landed = flights.take_landed(kStart, seconds(60));
  ASSERT_EQ(landed.size(), 1u);
  EXPECT_EQ(landed[0].send.attempt, job::AttemptId("a"));
  EXPECT_EQ(landed[0].outcome.kind, OutcomeKind::kAccepted);
  EXPECT_TRUE(flights.take_landed(kStart, seconds(60)).empty()) << "each is taken once";
}

TEST_F(FlightsTest, CountsWhatIsOnTheWireInAllAndByAccount) {
  one.otherwise = two.otherwise = answer(OutcomeKind::kAccepted, 1);
  start("a", one);
  start("b", one);
  start("c", two);
  EXPECT_EQ(flights.on_wire(), 3);
  EXPECT_EQ(flights.on_wire(account_of(one)), 2);
  flights.poll(milliseconds(100));
  EXPECT_EQ(flights.on_wire(), 0);
  EXPECT_EQ(flights.take_landed(kStart, seconds(60)).size(), 3u);
}

TEST_F(FlightsTest, ProvidersShareTheWaitAndIdleOnesAreNotAsked) {
  milliseconds waited_one{0}, waited_two{0};
  one.on_wait = [&](milliseconds w) { waited_one += w; };
  two.on_wait = [&](milliseconds w) { waited_two += w; };
  one.otherwise = two.otherwise = support::no_answer();
  start("a", one);
  flights.poll(milliseconds(100));
  EXPECT_EQ(waited_one, milliseconds(100));
  EXPECT_EQ(waited_two, milliseconds(0));
  start("b", two);
  flights.poll(milliseconds(100));
  EXPECT_EQ(waited_one, milliseconds(150));
  EXPECT_EQ(waited_two, milliseconds(50));
}

TEST_F(FlightsTest, WhatIsNotAnsweredInTimeIsUnknown) {
  one.otherwise = support::no_answer();
  start("a", one);
  EXPECT_TRUE(flights.take_landed(kStart + seconds(59), seconds(60)).empty());
  const auto landed = flights.take_landed(kStart + seconds(60), seconds(60));
  ASSERT_EQ(landed.size(), 1u);
  EXPECT_EQ(landed[0].outcome.kind, OutcomeKind::kUnknown);
  EXPECT_EQ(landed[0].outcome.evidence, "The provider gave no answer within 60 s.");
  EXPECT_EQ(flights.on_wire(), 0);
}

TEST_F(FlightsTest, AnAnswerThatComesLateIsLoggedAndChangesNothing) {
  one.otherwise = support::no_answer();
  start("a", one);
  flights.take_landed(kStart + seconds(60), seconds(60));
  one.answer_now(job::AttemptId("a"), answer(OutcomeKind::kAccepted).outcome);
  EXPECT_EQ(flights.landed(), 0);
  EXPECT_TRUE(flights.take_landed(kStart + seconds(61), seconds(60)).empty());
  EXPECT_TRUE(log.contains("attempt=a"));
  EXPECT_TRUE(log.contains("outcome=accepted"));
  EXPECT_EQ(log.count(ports::Level::kWarning), 1);
  flights.take_landed(kStart + seconds(62), seconds(60));
  EXPECT_EQ(log.count(ports::Level::kWarning), 1) << "said once";
}

TEST_F(FlightsTest, AnAnswerThatIsThereCountsHoweverLateItIsTaken) {
  start("a", one);
  EXPECT_EQ(flights.take_landed(kStart + seconds(600), seconds(60)).at(0).outcome.kind,
            OutcomeKind::kAccepted);
}

TEST_F(FlightsTest, ALateAnswerFindsNobodyOnceTheFlightsAreGone) {
  CarelessProvider careless;
  {
    Flights gone(log);
    gone.start({job::AttemptId("a"), {}, {"careless", &careless}, kStart}, {});
  }
  careless.kept(job::Outcome{});
  EXPECT_TRUE(log.lines().empty());
}

using FlightsDeathTest = FlightsTest;

TEST_F(FlightsDeathTest, AnAnswerThatComesTwiceEndsTheProcess) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  CarelessProvider careless;
  flights.start({job::AttemptId("a"), {}, {"careless", &careless}, kStart}, {});
  careless.kept(job::Outcome{});
  EXPECT_DEATH(careless.kept(job::Outcome{}), "exactly once");
}

}  // namespace
}  // namespace firstday::dispatch
