// What keeps messages back for a while: rates, numbers that had enough, money, windows, accounts in trouble.
#include <gmock/gmock.h>

#include "dispatch/dispatcher.h"
#include "dispatch/house.h"

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using job::State;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using support::answer;
using support::at;
using support::text_job;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

struct Limits : testing::Test {
  Limits() {
    house.main.on_start = [this](const job::AttemptId&) { sent.push_back(house.clock.now()); };
  }
  /// Texts to one family about several children, at steps of their own.
  void add_for_one_number(int count) {
    std::vector<job::Job> jobs;
    for (int i = 0; i < count; ++i) jobs.push_back(text_job({"P" + std::to_string(i)}, "C1"));
    house.add(jobs);
  }
  /// Attempts in the stretch that begins with each attempt, at the most.
  int most_within(base::Duration stretch) const {
    int most = 0;
    for (std::size_t first = 0; first < sent.size(); ++first) {
      std::size_t last = first;
      while (last < sent.size() && sent[last] < sent[first] + stretch) ++last;
      most = std::max(most, static_cast<int>(last - first));
    }
    return most;
  }

  House house;
  std::vector<base::Instant> sent;
};

TEST_F(Limits, NoSecondHasMoreThanTheAccountMayHaveAndNoneIsWasted) {
  house.main.able.per_second = 4;
  house.add_texts(30);
  house.run();
  EXPECT_EQ(sent.size(), 30u);
  EXPECT_EQ(most_within(seconds(1)), 3) << "one of the four is kept for an urgent one";
  EXPECT_LE(house.clock.now() - at(9, 35), seconds(11));
}

TEST_F(Limits, NoMinuteEither) {
  house.main.able.per_minute = 10;
  house.add_texts(20);
  house.run();
  EXPECT_EQ(sent.size(), 20u);
  EXPECT_EQ(most_within(minutes(1)), 8) << "two are kept for urgent ones";
}

TEST_F(Limits, MoreThanASchoolMayHaveHereAreNotAskedForWithoutAPause) {
  house.main.able.per_minute = 10;
  house.add_texts(120);
  int asked = 0;
  house.queue.before = [&](const std::string& verb) {
    if (verb != "due") return;
    FIRSTDAY_CHECK(++asked < 30'000, "it waits between two looks");
  };
  house.run(at(11));
  EXPECT_EQ(sent.size(), 120u);
  EXPECT_EQ(most_within(minutes(1)), 8);
}

TEST_F(Limits, ARunStaysForItsRateSinceWhatWaitsWasDueBefore) {
  house.main.able.per_minute = 4;
  house.add_texts(10);
  EXPECT_EQ(house.run(at(9, 35)).started, 10);
  EXPECT_EQ(most_within(minutes(1)), 3);
  EXPECT_EQ(house.clock.now(), at(9, 38));
}

TEST_F(Limits, WhatDidNotLeaveDoesNotCountInItsNumbersHour) {
  house.per_address_hour = 1;
  house.main.script = {answer(OutcomeKind::kNotSent), answer(OutcomeKind::kRejectedTemporary)};
  add_for_one_number(1);
  house.run(at(9, 50));
  EXPECT_EQ(sent.size(), 3u);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 1)));
}

TEST_F(Limits, WhatWasNotStartedDoesNotEither) {
  house.per_address_hour = 1;
  house.queue.lost_answers = {"T1"};
  add_for_one_number(1);
  EXPECT_FALSE(house.try_run(at(9, 35)).ok());
  house.run(at(9, 36));
  EXPECT_EQ(sent.size(), 1u);
}

TEST_F(Limits, WhatWasRefusedGivesItsMoneyAndItsPlaceInTheDayBackInTheSameRun) {
  house.main.able.price_per_part = 1000;
  house.main.able.per_day = 1;
  house.pence_a_day = 10;
  house.main.script = {answer(OutcomeKind::kRejectedPermanent)};
  house.add_texts(2);
  house.run(at(9, 40));
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kFailed, 1), Pair(State::kAcceptedFinal, 1)));
}

TEST_F(Limits, EMailsAreNotHeldUpByTextsThatWaitForASlowAccount) {
  house.accounts[job::Kind::kEmail] = {{"mail", &house.spare}};
  house.main.able.max_in_flight = 1;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 40);  // two seconds each
  std::vector<job::Job> jobs;
  for (int i = 0; i < 60; ++i) jobs.push_back(text_job({"P" + std::to_string(i)}, "C" + std::to_string(i)));
  for (int i = 100; i < 105; ++i) {
    job::Job mail = text_job({"P" + std::to_string(i)}, "C" + std::to_string(i));
    mail.kind = job::Kind::kEmail;
    mail.priority = 200;
    jobs.push_back(support::with_keys(mail));
  }
  house.add(jobs);
  base::Instant last{};
  house.spare.on_start = [&](const job::AttemptId&) { last = house.clock.now(); };
  house.run();
  EXPECT_EQ(house.spare.calls.size(), 5u);
  EXPECT_LE(last - at(9, 35), seconds(5));
}

TEST_F(Limits, ADaysNumberOutlivesTheProcessAndTheSpareTakesOver) {
  house.with_spare();
  house.main.able.per_day = 3;
  house.add_texts(2);
  house.run();
  std::vector<job::Job> more;
  for (int i = 10; i < 14; ++i) more.push_back(text_job({"P" + std::to_string(i)}, "C" + std::to_string(i)));
  house.new_dispatcher();
  house.add(more);
  const Summary summary = house.run();
  EXPECT_EQ(house.main.calls.size(), 3u);
  EXPECT_EQ(house.spare.calls.size(), 3u);
  ASSERT_EQ(summary.stopped_accounts.size(), 1u);
  EXPECT_EQ(summary.stopped_accounts[0].why, "It has sent the 3 messages that it may send in a day.");
}

TEST_F(Limits, ANumberGetsSoManyInAnHourAndTheRestAsItsHourPasses) {
  house.per_address_hour = 3;
  add_for_one_number(5);
  const Summary early = house.run(at(10));
  EXPECT_EQ(sent.size(), 3u);
  EXPECT_EQ(early.address_full, 2);
  EXPECT_EQ(early.next_due, at(10, 35));
  EXPECT_EQ(house.states()[State::kQueued], 2);
  house.run(at(11));
  EXPECT_EQ(sent.size(), 5u);
  EXPECT_EQ(sent[3], at(10, 35));
}

TEST_F(Limits, ANumbersHourOutlivesTheProcess) {
  house.per_address_hour = 2;
  add_for_one_number(3);
  house.run(at(9, 40));
  house.new_dispatcher();
  house.run(at(10, 30));
  EXPECT_EQ(sent.size(), 2u) << "the record knows what the new process has not seen";
  house.run(at(11));
  EXPECT_EQ(sent.size(), 3u);
}

TEST_F(Limits, TheProvidersLowerLimitHoldsAndOtherNumbersAreNotHeldUp) {
  house.main.able.per_address_hour = 1;
  house.add({text_job({"P0"}, "C1"), text_job({"P1"}, "C1"), text_job({"P8"}, "C8")});
  house.run(at(9, 40));
  EXPECT_EQ(house.row("C8").state, State::kAcceptedFinal);
  EXPECT_EQ(sent.size(), 2u);
}

TEST_F(Limits, MoneyIsSpentToTheCapAndTheSummarySaysSoFirst) {
  house.main.able.price_per_part = 400;
  house.pence_a_day = 10;
  house.add_texts(5);
  const Summary summary = house.run();
  EXPECT_EQ(sent.size(), 2u);
  EXPECT_EQ(summary.over_budget, 3);
  EXPECT_EQ(summary.left_waiting, 3);
  EXPECT_EQ(
      summary.stopped_because,
      "The day's budget of £0.10 is spent, and 3 messages wait. Raise 'limits.pence_a_day' of the school, "
      "or ring the families.");
  house.new_dispatcher();
  EXPECT_EQ(house.run().started, 0) << "the record knows what was spent";
}

TEST_F(Limits, WhatWasRefusedCostNothing) {
  house.main.able.price_per_part = 400;
  house.pence_a_day = 10;
  house.main.script = {answer(OutcomeKind::kRejectedPermanent), answer(OutcomeKind::kRejectedPermanent)};
  house.add_texts(4);
  house.run();
  house.run();
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kFailed, 2), Pair(State::kAcceptedFinal, 2)));
}

TEST_F(Limits, WhatCostsNothingLeavesThoughTheMoneyIsSpent) {
  house.main.able.price_per_part = 2000;
  house.pence_a_day = 10;
  house.accounts[job::Kind::kEmail] = {{"mail", &house.spare}};
  job::Job mail = text_job({"P9"}, "C9");
  mail.kind = job::Kind::kEmail;
  house.add({text_job({"P1"}, "C1"), support::with_keys(mail)});
  house.run();
  EXPECT_EQ(house.row("C1").state, State::kQueued);
  EXPECT_EQ(house.row("C9").state, State::kAcceptedFinal);
}

TEST_F(Limits, EachKindHasItsWindow) {
  house.clock.set(at(8, 30));
  house.windows[job::Kind::kText] = house.window;
  house.windows[job::Kind::kText].opens = hours(9);
  job::Job text = text_job({"P1"}, "C1");
  job::Job mail = text_job({"P2"}, "C2");
  mail.kind = job::Kind::kEmail;
  text.not_before = mail.not_before = at(8);
  house.add({text, support::with_keys(mail)});
  house.run(at(8, 30));
  EXPECT_EQ(house.row("C2").state, State::kAcceptedFinal);
  EXPECT_EQ(house.row("C1").state, State::kQueued);
  house.run(at(10));
  EXPECT_EQ(sent.back(), at(9));
}

TEST_F(Limits, AGatewayThatIsDownIsTriedByOneMessageAtATimeAndTheSpareCarriesOn) {
  house.with_spare();
  house.settings.breaker = {2, seconds(60), minutes(10)};
  house.main.otherwise = answer(OutcomeKind::kNotSent);
  house.add_texts(40);
  house.run(at(9, 40));
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 40)));
  EXPECT_LE(house.main.calls.size(), 6u);
}

TEST_F(Limits, AGatewayThatComesBackIsFoundOutAndUsedWithoutAPerson) {
  house.settings.breaker = {2, seconds(60), minutes(10)};
  house.main.decide = [this](const auto&) {
    return answer(house.clock.now() < at(9, 45) ? OutcomeKind::kNotSent : OutcomeKind::kAccepted);
  };
  house.add_texts(40);
  const Summary early = house.run(at(9, 36));
  EXPECT_FALSE(early.stopped_accounts.empty());
  EXPECT_EQ(early.stopped_because,
            "Every account for some kinds of message is stopped; those messages wait.");
  const Summary late = house.run(at(11));
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 40)));
  EXPECT_TRUE(late.stopped_accounts.empty());
  EXPECT_LE(house.clock.now(), at(10));
}

TEST_F(Limits, ASlowGatewayIsAskedLessAtATimeAndIsNotTakenForDead) {
  house.main.able.max_in_flight = 16;
  house.settings.late_after = seconds(2);
  house.main.otherwise = answer(OutcomeKind::kAccepted, 60);  // three seconds
  house.add_texts(60);
  house.run();
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 60)));
  EXPECT_LE(house.main.most_in_flight, 2);
}

TEST_F(Limits, ARunGivesWayAlsoWhileNothingMayStart) {
  house.main.otherwise = support::no_answer();
  house.add_texts(3);
  ASSERT_TRUE(house.dispatcher().run_until_idle({at(9, 35), house.clock.steady() + seconds(10)}).ok());
  const base::Instant before = house.clock.now();
  const Ask halted{before, house.clock.steady() + seconds(10), {{support::hazel_road(), "No roll."}}};
  ASSERT_TRUE(house.dispatcher().run_until_idle(halted).ok());
  EXPECT_TRUE(house.dispatcher().is_under_way());
  EXPECT_LE(house.clock.now() - before, seconds(11));
}

}  // namespace
}  // namespace firstday::dispatch
