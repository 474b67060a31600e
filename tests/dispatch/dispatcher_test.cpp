// What the loop does when nothing breaks, or when a provider says no.
#include "dispatch/dispatcher.h"

#include <gmock/gmock.h>

#include "dispatch/house.h"

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using job::State;
using std::chrono::minutes;
using std::chrono::seconds;
using support::answer;
using support::at;
using support::text_job;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;

TEST(Dispatcher, SendsEverythingThatIsDueAndRecordsIt) {
  House house;
  house.add_texts(40);
  const Summary summary = house.run();
  EXPECT_EQ(house.main.calls.size(), 40u);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 40)));
  EXPECT_EQ(summary.started, 40);
  EXPECT_EQ(summary.count(OutcomeKind::kAccepted), 40);
  EXPECT_EQ(summary.count(OutcomeKind::kUnknown), 0);
  EXPECT_EQ(summary.stopped_because, "");
  EXPECT_THAT(summary.failed, testing::IsEmpty());
}

TEST(Dispatcher, NothingIsDueNothingHappens) {
  House house;
  const Summary summary = house.run();
  EXPECT_EQ(summary.started, 0);
  EXPECT_FALSE(summary.next_due.has_value());
  EXPECT_EQ(house.clock.waits(), 0);
}

TEST(Dispatcher, NoByteLeavesBeforeItsAttemptIsCommitted) {
  House house;
  house.add_texts(30);
  int seen = 0;
  house.main.on_start = [&](const job::AttemptId& attempt) {
    EXPECT_EQ(house.queue.committed.count(attempt), 1u);
    ++seen;
  };
  house.run();
  EXPECT_EQ(seen, 30);
}

TEST(Dispatcher, WhatLeavesIsWhatWasCommitted) {
  House house;
  house.add({text_job({"P1", "P2"}, "C1")});
  house.run();
  const ports::AttemptStart& start = house.queue.starts.at(0);
  EXPECT_EQ(house.main.calls.at(0).bytes, start.request.bytes);
  EXPECT_EQ(house.main.calls.at(0).attempt, start.attempt);
  EXPECT_EQ(start.message.body.reveal(), "About P1 P2.");
  EXPECT_EQ(start.claims.size(), 2u) << "one for each pupil it names";
  EXPECT_EQ(start.provider, "scripted");
  EXPECT_EQ(start.account, "main");
  EXPECT_EQ(house.row("C1").to.reveal(), "+4477009C1");
}

TEST(Dispatcher, AcceptedWaitsForAReceiptWhereOneComes) {
  House house;
  house.main.able.gives_receipts = true;
  house.add_texts(1);
  house.run();
  EXPECT_EQ(house.row("C0").state, State::kAwaitingReceipt);
}

TEST(Dispatcher, AGroupIsOneCommitAndNoLargerThanWhatGoesOnTheWireNow) {
  House house;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 2);
  house.main.able.max_in_flight = 8;
  house.add_texts(25);
  house.run();
  EXPECT_THAT(house.queue.start_groups, ElementsAre(1, 2, 3, 6, 6, 6, 1))
      << "the first over an account goes alone; a quarter of the places is for urgent ones";
  EXPECT_THAT(house.queue.finish_groups, ElementsAre(1, 2, 3, 6, 6, 6, 1));
  EXPECT_EQ(house.main.most_in_flight, 6);
}

TEST(Dispatcher, TheHousesOwnLimitHoldsOverAllProviders) {
  House house;
  house.settings.max_in_flight = 3;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 2);
  house.add_texts(12);
  EXPECT_EQ(house.run().started, 12);
  EXPECT_EQ(house.main.most_in_flight, 3);
}

TEST(Dispatcher, WaitsForWhatFallsDueAndEndsAtUntil) {
  House house;
  job::Job later = text_job({"P1"}, "C1");
  later.not_before = at(10, 30);
  job::Job too_late = text_job({"P2"}, "C2");
  too_late.not_before = at(11, 30);
  house.add({later, too_late});
  std::vector<base::Instant> sent;
  house.main.on_start = [&](const job::AttemptId&) { sent.push_back(house.clock.now()); };
  const Summary summary = house.run(at(11));
  EXPECT_THAT(sent, ElementsAre(at(10, 30)));
  EXPECT_EQ(summary.next_due, at(11, 30));
  EXPECT_EQ(house.row("C2").state, State::kQueued);
}

TEST(Dispatcher, UrgentOnesGoFirst) {
  House house;
  job::Job urgent = text_job({"P9"}, "C9");
  urgent.priority = 1;
  house.add({text_job({"P1"}, "C1"), text_job({"P2"}, "C2"), urgent});
  house.run();
  EXPECT_EQ(house.main.calls.at(0).to.reveal(), "+4477009C9");
}

TEST(Dispatcher, AProvenNonSendIsTriedAgainAtItsTime) {
  House house;
  job::Outcome busy = answer(OutcomeKind::kRejectedTemporary).outcome;
  busy.retry_after = seconds(60);
  house.main.script = {{busy}, answer(OutcomeKind::kNotSent)};
  house.add_texts(1);
  std::vector<base::Instant> sent;
  house.main.on_start = [&](const job::AttemptId&) { sent.push_back(house.clock.now()); };
  const Summary summary = house.run();
  // Half of 15 s after the Retry-After; then half of 30 s.
  const base::Instant second = at(9, 35) + seconds(60) + std::chrono::milliseconds(7500);
  EXPECT_THAT(sent, ElementsAre(at(9, 35), second, second + seconds(15)));
  EXPECT_EQ(summary.to_be_tried_again, 2);
  EXPECT_EQ(summary.count(OutcomeKind::kAccepted), 1);
  EXPECT_EQ(house.row("C0").state, State::kAcceptedFinal);
  EXPECT_EQ(house.row("C0").attempts, 3);
}

TEST(Dispatcher, EveryAttemptHasItsOwnReference) {
  House house;
  house.main.otherwise = answer(OutcomeKind::kNotSent);
  house.add_texts(2);
  house.run();
  std::set<job::AttemptId> ids;
  for (const auto& call : house.main.calls) ids.insert(call.attempt);
  EXPECT_EQ(ids.size(), house.main.calls.size());
  EXPECT_GT(ids.size(), 10u);
}

TEST(Dispatcher, TryingEndsWithTheJobsTime) {
  House house;
  house.settings.breaker.failures = 0;
  house.main.otherwise = answer(OutcomeKind::kNotSent);
  house.add_texts(1);
  const Summary summary = house.run(at(18));
  EXPECT_EQ(house.row("C0").state, State::kFailed);
  EXPECT_THAT(summary.failed, ElementsAre(house.row("C0").job.id));
  EXPECT_LE(house.clock.now(), at(12));
  EXPECT_EQ(summary.count(OutcomeKind::kNotSent), house.row("C0").attempts);
}

TEST(Dispatcher, ARefusalForGoodIsTheEnd) {
  House house;
  house.with_spare();
  house.main.otherwise = answer(OutcomeKind::kRejectedPermanent);
  house.add_texts(2);
  const Summary summary = house.run();
  EXPECT_EQ(summary.failed.size(), 2u);
  EXPECT_EQ(house.main.calls.size(), 2u);
  EXPECT_THAT(house.spare.calls, testing::IsEmpty());
}

TEST(Dispatcher, AnUnknownIsNeverSentAgainHoweverOftenItRuns) {
  House house;
  house.with_spare();
  house.main.script = {answer(OutcomeKind::kUnknown)};
  house.add_texts(1);
  const Summary first = house.run();
  EXPECT_THAT(first.unknown, ElementsAre(house.row("C0").job.id));
  for (int i = 0; i < 5; ++i) {
    EXPECT_TRUE(house.new_dispatcher().recover().ok());
    EXPECT_EQ(house.run().started, 0);
    house.clock.advance(minutes(5));
  }
  EXPECT_EQ(house.main.calls.size() + house.spare.calls.size(), 1u);
  EXPECT_EQ(house.row("C0").state, State::kUnknown);
}

TEST(Dispatcher, TheSameTellingUnderAnotherPolicyIsNotSentTwice) {
  House house;
  job::Job again = text_job({"P1"}, "C1");
  again.subjects[0].policy = "another";
  again.not_before += minutes(1);
  house.add({text_job({"P1"}, "C1"), support::with_keys(again)});
  const Summary summary = house.run();
  EXPECT_EQ(summary.started, 1);
  EXPECT_EQ(summary.claim_taken, 1);
  EXPECT_THAT(house.states(),
              UnorderedElementsAre(Pair(State::kAcceptedFinal, 1), Pair(State::kSuperseded, 1)));
}

TEST(Dispatcher, AWrongAccountCostsOneTryAndTheNextAccountCarriesOn) {
  House house;
  house.with_spare();
  house.main.otherwise = answer(OutcomeKind::kMisconfigured, 1);
  house.add_texts(10);
  const Summary summary = house.run();
  EXPECT_EQ(house.main.calls.size(), 1u);
  EXPECT_EQ(house.spare.calls.size(), 10u);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 10)));
  ASSERT_EQ(summary.stopped_accounts.size(), 1u);
  EXPECT_EQ(summary.stopped_accounts[0].account, "main");
  EXPECT_EQ(summary.stopped_because, "");
  EXPECT_EQ(house.clock.now() - at(9, 35), base::Duration(0)) << "nobody waits for a wrong account";
}

TEST(Dispatcher, WithoutAnotherAccountEveryMessageWaitsAndTheNextRunTriesAnother) {
  House house;
  house.main.script = {answer(OutcomeKind::kMisconfigured, 1), answer(OutcomeKind::kMisconfigured, 1)};
  house.add_texts(10);
  for (int tick = 1; tick <= 2; ++tick) {
    const Summary summary = house.run(house.clock.now());
    EXPECT_EQ(summary.failed.size(), 0u);
    EXPECT_EQ(summary.left_waiting, 10 - tick) << "what was tried waits for its next time";
    EXPECT_EQ(summary.stopped_because,
              "Every account for some kinds of message is stopped; those messages wait.");
    EXPECT_THAT(house.states(), ElementsAre(Pair(State::kQueued, 10)));
    house.new_dispatcher();
  }
  house.run();
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 10))) << "the key is mended";
}

TEST(Dispatcher, AnAccountThatIsOutOfOrderCostsNoMessageHoweverOftenItRuns) {
  House house;
  house.main.able.out_of_order = "the folder is gone";
  house.add_texts(5);
  for (int tick = 0; tick < 4; ++tick) {
    const Summary summary = house.run();
    EXPECT_EQ(summary.started, 0);
    EXPECT_EQ(summary.stopped_because, "Every account is stopped.");
    ASSERT_EQ(summary.stopped_accounts.size(), 1u);
    EXPECT_EQ(summary.stopped_accounts[0].why, "the folder is gone");
  }
  house.dispatcher().resume_accounts();
  house.run();
  EXPECT_TRUE(house.main.calls.empty()) << "nobody resumes what is out of order";
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kQueued, 5)));
}

TEST(Dispatcher, AnotherAccountCarriesForOneThatIsOutOfOrder) {
  House house;
  house.with_spare();
  house.main.able.out_of_order = "the folder is gone";
  house.add_texts(5);
  house.run();
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 5)));
}

TEST(Dispatcher, AStoppedAccountStaysStoppedUntilSomebodyResumesItOrItsPauseIsOver) {
  House house;
  house.main.script = {answer(OutcomeKind::kMisconfigured)};
  house.add_texts(5);
  house.run(at(9, 35));
  const Summary again = house.run(at(9, 35) + seconds(59));
  EXPECT_EQ(again.stopped_because, "Every account is stopped.");
  ASSERT_EQ(again.stopped_accounts.size(), 1u) << "and the summary names it";
  EXPECT_EQ(again.started, 0);
  EXPECT_EQ(house.main.calls.size(), 1u);
  house.dispatcher().resume_accounts();
  EXPECT_EQ(house.run().count(OutcomeKind::kAccepted), 5);
}

TEST(Dispatcher, AStoppedKindDoesNotHoldUpAnother) {
  House house;
  house.accounts[job::Kind::kEmail] = {{"mail", &house.spare}};
  house.settings.group_size = 4;
  house.main.otherwise = answer(OutcomeKind::kMisconfigured);
  house.add_texts(12);
  std::vector<job::Job> jobs;
  for (int i = 0; i < 12; ++i) jobs.push_back(text_job({"P" + std::to_string(i)}, "C" + std::to_string(i)));
  for (int i = 20; i < 23; ++i) {
    job::Job mail = text_job({"P" + std::to_string(i)}, "C" + std::to_string(i));
    mail.kind = job::Kind::kEmail;
    mail.priority = 200;
    jobs.push_back(support::with_keys(mail));
  }
  house.add(jobs);
  const Summary summary = house.run();
  EXPECT_EQ(house.spare.calls.size(), 3u);
  EXPECT_EQ(summary.left_waiting, 12);
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kQueued, 12), Pair(State::kAcceptedFinal, 3)));
  EXPECT_EQ(summary.stopped_because,
            "Every account for some kinds of message is stopped; those messages wait.");
}

TEST(Dispatcher, AfterItsTriesANonSendGoesOverTheNextAccount) {
  House house;
  house.with_spare();
  house.settings.tries_each_account = 2;
  house.main.otherwise = answer(OutcomeKind::kNotSent);
  house.add_texts(1);
  house.run();
  EXPECT_EQ(house.main.calls.size(), 2u);
  EXPECT_EQ(house.spare.calls.size(), 1u);
}

TEST(Dispatcher, AnAccountThatLosesEveryAnswerIsStopped) {
  House house;
  house.with_spare();
  house.settings.breaker.failures = 2;
  house.settings.max_in_flight = 1;
  house.main.otherwise = answer(OutcomeKind::kUnknown);
  house.add_texts(20);
  const Summary summary = house.run();
  EXPECT_EQ(house.main.calls.size(), 3u);
  EXPECT_EQ(house.spare.calls.size(), 17u);
  EXPECT_EQ(summary.unknown.size(), 3u);
}

TEST(Dispatcher, AKindWithoutAnyAccountFailsWithThatReason) {
  House house;
  job::Job voice = text_job({"P1"}, "C1");
  voice.kind = job::Kind::kVoice;
  house.add({support::with_keys(voice)});
  const Summary summary = house.run();
  EXPECT_EQ(house.row("C1").state, State::kFailed);
  EXPECT_EQ(house.row("C1").reason, "No account that carries the kind voice is set up.");
  EXPECT_THAT(summary.failure_reasons, ElementsAre("No account that carries the kind voice is set up."));
}

TEST(Dispatcher, AJobThatCannotBeRenderedFailsWithItsReasonAndTheOthersGo) {
  House house;
  house.render = [](const job::Job& job) -> base::Result<Prepared> {
    if (job.to.contact == roll::ContactRef("C1"))
      return base::misconfigured("The template first_contact is missing.");
    return rendered(job);
  };
  house.add_texts(3);
  const Summary summary = house.run();
  EXPECT_EQ(house.row("C1").state, State::kFailed);
  EXPECT_EQ(house.row("C1").reason, "The template first_contact is missing.");
  EXPECT_THAT(summary.failure_reasons, ElementsAre("The template first_contact is missing."));
  EXPECT_EQ(summary.started, 2);
}

TEST(Dispatcher, WhoMayNotBeToldAnyMoreIsWithdrawnAndDoesNotCountAsFailed) {
  House house;
  house.render = [](const job::Job&) -> base::Result<Prepared> {
    return base::conflict("A court order forbids contact.");
  };
  house.add_texts(1);
  const Summary summary = house.run();
  EXPECT_EQ(house.row("C0").state, State::kCancelled);
  EXPECT_EQ(house.row("C0").reason, "A court order forbids contact.");
  EXPECT_EQ(summary.withdrawn, 1);
  EXPECT_THAT(summary.failed, testing::IsEmpty());
  EXPECT_THAT(house.main.calls, testing::IsEmpty());
}

TEST(Dispatcher, ARollThatCannotBeReadNowStopsSendingAndLosesNothing) {
  House house;
  int renders = 0;
  house.render = [&](const job::Job& job) -> base::Result<Prepared> {
    if (++renders == 3) return base::unavailable("The roll cannot be read.");
    return rendered(job);
  };
  house.add_texts(5);
  const Summary summary = house.run();
  EXPECT_EQ(summary.stopped_because, "The roll cannot be read.");
  EXPECT_EQ(summary.started, 2);
  EXPECT_EQ(summary.left_waiting, 3);
  EXPECT_EQ(house.run().started, 3) << "the next run sends the rest";
}

TEST(Dispatcher, WhatAProviderCanNeverCarryFails) {
  House house;
  house.main.refuses = "The sender name is too long.";
  house.add_texts(1);
  house.run();
  EXPECT_EQ(house.row("C0").state, State::kFailed);
  EXPECT_EQ(house.row("C0").reason, "The sender name is too long.");
}

TEST(Dispatcher, AJobWithdrawnAfterTheLeaseIsNotSent) {
  House house;
  house.add_texts(2);
  bool withdrawn = false;
  house.queue.after = [&](const std::string& verb) {
    if (verb != "lease" || std::exchange(withdrawn, true)) return;
    const auto row = house.row("C0");
    ports::JobChange change{support::hazel_road(), row.job.id, job::Event::kWithdraw, {},
                            "The mother rang.",    "office",   house.clock.now()};
    EXPECT_TRUE(house.memory.change(std::span(&change, 1)).value().at(0));
  };
  const Summary summary = house.run();
  EXPECT_EQ(summary.lease_lost, 1);
  EXPECT_EQ(house.main.calls.size(), 1u);
  EXPECT_EQ(house.row("C0").state, State::kCancelled);
}

TEST(Dispatcher, AJobWhoseTimePassesWhileItWaitsForAPlaceExpires) {
  House house;
  house.main.able.max_in_flight = 1;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 120);
  std::vector<job::Job> jobs = {text_job({"P1"}, "C1"), text_job({"P2"}, "C2")};
  for (job::Job& j : jobs) j.not_after = at(9, 35) + seconds(3);
  house.add(jobs);
  const Summary summary = house.run();
  EXPECT_EQ(summary.expired, 1);
  EXPECT_EQ(house.main.calls.size(), 1u);
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kAcceptedFinal, 1), Pair(State::kExpired, 1)));
}

TEST(Dispatcher, OutsideTheWindowAJobWaitsForTheMorning) {
  House house;
  house.clock.set(at(6, 10));
  job::Job job = text_job({"P1"}, "C1");
  job.not_before = at(6);
  house.add({job});
  base::Instant sent{};
  house.main.on_start = [&](const job::AttemptId&) { sent = house.clock.now(); };
  const Summary early = house.run(at(7));
  EXPECT_EQ(early.started, 0);
  EXPECT_EQ(early.next_due, at(8));
  house.run(at(8));
  EXPECT_EQ(sent, at(8));
}

TEST(Dispatcher, WhatCannotWaitForTheMorningExpiresInTheEvening) {
  House house;
  house.clock.set(at(18, 5));
  job::Job tonight = text_job({"P1"}, "C1");
  tonight.not_after = at(20);
  job::Job tomorrow = text_job({"P2"}, "C2");
  tomorrow.not_after = at(18) + std::chrono::hours(24);
  house.add({tonight, tomorrow});
  const Summary evening = house.run(at(19));
  EXPECT_EQ(evening.expired, 1);
  EXPECT_EQ(house.row("C1").state, State::kExpired);
  EXPECT_EQ(house.row("C1").reason, "Its time ends before messages may leave again.");
  EXPECT_EQ(house.row("C2").state, State::kQueued);
  EXPECT_EQ(evening.next_due, at(8) + std::chrono::hours(24));
  EXPECT_EQ(house.run(at(9) + std::chrono::hours(24)).started, 1);
}

TEST(Dispatcher, ARetryThatFallsOutsideTheWindowWaitsToo) {
  House house;
  house.clock.set(at(17, 59) + seconds(58));
  house.main.script = {answer(OutcomeKind::kNotSent)};
  job::Job job = text_job({"P1"}, "C1");
  job.not_after = at(17) + std::chrono::hours(24);
  house.add({job});
  std::vector<base::Instant> sent;
  house.main.on_start = [&](const job::AttemptId&) { sent.push_back(house.clock.now()); };
  house.run(at(9) + std::chrono::hours(24));
  EXPECT_THAT(sent, ElementsAre(at(17, 59) + seconds(58), at(8) + std::chrono::hours(24)));
}

TEST(Dispatcher, TheWindowClosesWhileJobsWaitForAPlace) {
  House house;
  house.clock.set(at(17, 59) + seconds(58));
  house.main.able.max_in_flight = 1;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 120);
  std::vector<job::Job> jobs = {text_job({"P1"}, "C1"), text_job({"P2"}, "C2")};
  for (job::Job& j : jobs) j.not_after = at(17) + std::chrono::hours(24);
  house.add(jobs);
  const Summary summary = house.run(at(19));
  EXPECT_EQ(summary.started, 1);
  EXPECT_EQ(summary.next_due, at(8) + std::chrono::hours(24));
  EXPECT_EQ(house.states()[State::kQueued], 1);
}

TEST(Dispatcher, ACalendarThatEndsIsSaid) {
  House house;
  house.clock.set(base::from_london(base::make_date(2027, 6, 1), std::chrono::hours(9)));
  job::Job job = text_job({"P1"}, "C1");
  job.not_after = std::nullopt;
  house.add({job});
  EXPECT_THAT(house.run(house.clock.now() + std::chrono::hours(48)).stopped_because,
              testing::StartsWith("The calendar has no school day ahead"));
  EXPECT_EQ(house.row("C1").state, State::kQueued);
}

TEST(Dispatcher, StopInTheMiddleFinishesWhatIsOnTheWireAndStartsNothingMore) {
  House house;
  house.main.able.max_in_flight = 4;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 3);
  house.add_texts(20);
  house.main.on_start = [&](const job::AttemptId&) {
    if (house.main.calls.size() == 6) house.dispatcher().stop();
  };
  const Summary summary = house.run();
  EXPECT_EQ(summary.started, 9) << "one alone, then two groups of four";
  EXPECT_EQ(summary.count(OutcomeKind::kAccepted), 9);
  EXPECT_EQ(summary.left_waiting, 11);
  EXPECT_EQ(summary.stopped_because, "Sending was asked to stop.");
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kAcceptedFinal, 9), Pair(State::kQueued, 11)));
  EXPECT_EQ(house.run().started, 0) << "it is for good";
}

TEST(Dispatcher, ProgressGrowsToTheEnd) {
  House house;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 1);
  house.add_texts(30);
  house.run();
  ASSERT_FALSE(house.progress.empty());
  for (std::size_t i = 1; i < house.progress.size(); ++i) {
    EXPECT_GE(house.progress[i].started, house.progress[i - 1].started);
    EXPECT_GE(house.progress[i].recorded, house.progress[i - 1].recorded);
  }
  EXPECT_EQ(house.progress.back().started, 30);
  EXPECT_EQ(house.progress.back().recorded, 30);
  EXPECT_EQ(house.progress.back().on_wire, 0);
}

TEST(Dispatcher, TheLogNamesJobsAndOutcomesAndNobodysNumberOrText) {
  House house;
  house.main.script = {answer(OutcomeKind::kAccepted, 1), answer(OutcomeKind::kUnknown),
                       answer(OutcomeKind::kRejectedPermanent)};
  house.add_texts(3);
  const Summary summary = house.run();
  EXPECT_TRUE(house.log.contains("job=" + summary.unknown.at(0).text()));
  EXPECT_TRUE(house.log.contains("outcome=unknown"));
  EXPECT_TRUE(house.log.contains("account=main"));
  EXPECT_TRUE(house.log.contains("duration_ms="));
  EXPECT_FALSE(house.log.contains("+4477009"));
  EXPECT_FALSE(house.log.contains("About"));
}

}  // namespace
}  // namespace firstday::dispatch
