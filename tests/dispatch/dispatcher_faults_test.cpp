// What the loop does when the store fails, the process ends, or a provider never answers.
#include <gmock/gmock.h>

#include "dispatch/dispatcher.h"
#include "dispatch/house.h"

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using job::State;
using std::chrono::seconds;
using support::answer;
using support::at;
using testing::ElementsAre;
using testing::Pair;
using testing::UnorderedElementsAre;
using Verb = support::MemoryQueue::Verb;

constexpr const char* kDiskFull = "The disk is full. Make room and try again.";

/// The process is killed here.
struct Crash {};

/// Runs until the house's dispatcher dies, and leaves a fresh one that has not recovered yet.
void run_until_crash(House& house) {
  EXPECT_THROW(static_cast<void>(house.try_run(at(12))), Crash);
  house.queue.before = house.queue.after = [](const std::string&) {};
  house.main.on_start = nullptr;
  house.main.forget_open_sends();
  house.new_dispatcher();
}

void crash_at(std::function<void(const std::string&)>& place, const std::string& verb) {
  place = [verb](const std::string& now) {
    if (now == verb) throw Crash{};
  };
}

TEST(DispatcherFaults, WithoutTheFirstCommitNoByteLeaves) {
  House house;
  house.add_texts(3);
  house.memory.fail(Verb::kStart, 1);
  const auto result = house.try_run(at(12));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.error().what, kDiskFull);
  EXPECT_THAT(house.main.calls, testing::IsEmpty());
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kQueued, 3)));
  EXPECT_EQ(house.run().started, 3) << "the next run sends them";
}

TEST(DispatcherFaults, AFirstCommitWhoseAnswerIsLostIsSettledAsNotSent) {
  House house;
  house.add_texts(3);
  house.queue.lost_answers = {"T1"};
  ASSERT_FALSE(house.try_run(at(12)).ok());
  EXPECT_THAT(house.main.calls, testing::IsEmpty());
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kQueued, 3))) << "without waiting for a recovery";
  EXPECT_EQ(house.run().started, 3);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 3)));
}

TEST(DispatcherFaults, ASecondCommitWhoseAnswerIsLostChangesNothingTheSecondTime) {
  for (const OutcomeKind kind : {OutcomeKind::kAccepted, OutcomeKind::kNotSent, OutcomeKind::kUnknown}) {
    House house;
    house.main.script = {answer(kind)};
    house.add_texts(1);
    house.queue.lost_answers = {"T2"};
    EXPECT_EQ(house.run(at(9, 35)).stopped_because, "The connection to the database was lost.");
    house.run();
    EXPECT_EQ(house.main.calls.size(), kind == OutcomeKind::kNotSent ? 2u : 1u) << job::word(kind);
    EXPECT_EQ(house.row("C0").state, kind == OutcomeKind::kUnknown ? State::kUnknown : State::kAcceptedFinal);
  }
}

TEST(DispatcherFaults, WhatCannotBeSettledYetIsSettledByALaterRunBeforeItStartsAnything) {
  House house;
  house.add_texts(2);
  house.queue.lost_answers = {"T1"};
  house.memory.fail(Verb::kFinish, 2);
  for (int i = 0; i < 2; ++i) EXPECT_FALSE(house.try_run(at(12)).ok());
  EXPECT_THAT(house.main.calls, testing::IsEmpty());
  house.run();
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 2)));
}

TEST(DispatcherFaults, AnOutcomeThatCannotBeRecordedStopsNewStarts) {
  House house;
  house.main.able.max_in_flight = 4;
  house.add_texts(20);
  house.memory.fail(Verb::kFinish, 2);
  const Summary summary = house.run();
  EXPECT_EQ(summary.started, 1);
  EXPECT_EQ(summary.stopped_because, kDiskFull);
  EXPECT_EQ(summary.count(OutcomeKind::kAccepted), 1) << "it was tried again, and recorded";
  EXPECT_EQ(summary.not_recorded, 0);
  EXPECT_EQ(summary.left_waiting, 19);
  EXPECT_EQ(house.run().started, 19);
  EXPECT_EQ(house.main.calls.size(), 20u);
}

TEST(DispatcherFaults, WhatIsOnTheWireWhenRecordingFailsIsFinishedAndKept) {
  House house;
  house.main.script = {answer(OutcomeKind::kAccepted, 1), answer(OutcomeKind::kAccepted, 1),
                       answer(OutcomeKind::kAccepted, 5), answer(OutcomeKind::kAccepted, 9)};
  house.main.able.max_in_flight = 3;
  house.add_texts(10);
  int recorded = 0;
  house.queue.after = [&](const std::string& verb) {
    if (verb == "T2" && ++recorded == 1) house.memory.fail(Verb::kFinish, 1000000);
  };
  const Summary first = house.run();
  EXPECT_EQ(first.started, 3);
  EXPECT_EQ(first.count(OutcomeKind::kAccepted), 1);
  EXPECT_EQ(first.not_recorded, 2);
  EXPECT_EQ(first.stopped_because, kDiskFull);
  EXPECT_EQ(house.states()[State::kInFlight], 2);
  EXPECT_GE(house.clock.now() - at(9, 35), seconds(30)) << "it is patient";

  house.memory.fail(Verb::kFinish, 0);
  const Summary second = house.run();
  EXPECT_EQ(second.count(OutcomeKind::kAccepted), 9)
      << "the two that were kept, and the seven that were left";
  EXPECT_EQ(second.started, 7);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 10)));
  EXPECT_EQ(house.main.calls.size(), 10u);
}

TEST(DispatcherFaults, WhileNothingCanBeRecordedARunStartsNothing) {
  House house;
  house.add_texts(5);
  house.memory.fail(Verb::kFinish, 1000000);
  house.run();
  const std::size_t sent = house.main.calls.size();
  for (int i = 0; i < 3; ++i) {
    const auto again = house.try_run(at(12));
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(again.error().what, kDiskFull);
  }
  EXPECT_EQ(house.main.calls.size(), sent);
}

TEST(DispatcherFaults, AStoreThatCannotLeaseIsAnErrorAtOnceAndAReasonLater) {
  House house;
  house.memory.fail(Verb::kLease, 1);
  EXPECT_EQ(house.try_run(at(12)).error().what, kDiskFull);
  house.settings.group_size = 2;
  house.add_texts(6);
  int leases = 0;
  house.queue.before = [&](const std::string& verb) {
    if (verb == "lease" && ++leases == 3) house.memory.fail(Verb::kLease, 1);
  };
  house.new_dispatcher();
  const Summary summary = house.run();
  EXPECT_GT(summary.started, 0);
  EXPECT_EQ(summary.stopped_because, kDiskFull);
  EXPECT_EQ(house.states()[State::kInFlight], 0);
}

TEST(DispatcherFaults, AnyVerbMayFailOnceAndTheNextRunBringsEverythingHome) {
  for (const Verb verb :
       {Verb::kLease, Verb::kStart, Verb::kFinish, Verb::kChange, Verb::kJobs, Verb::kNextDue})
    for (int at_call = 1; at_call <= 4; ++at_call) {
      House house;
      house.main.able.max_in_flight = 3;
      house.main.script = {answer(OutcomeKind::kNotSent), answer(OutcomeKind::kAccepted, 2)};
      house.render = [](const job::Job& job) -> base::Result<Prepared> {
        if (job.to.contact == roll::ContactRef("C5")) return base::conflict("Opted out.");
        return rendered(job);
      };
      house.add_texts(8);
      int calls = 0;
      house.queue.before = [&](const std::string&) {
        if (++calls == at_call * 3) house.memory.fail(verb, 1);
      };
      static_cast<void>(house.try_run(at(11)));
      house.memory.fail(verb, 0);
      // A lease that could not be given back ends by itself.
      house.clock.advance(house.settings.lease);
      house.run();
      EXPECT_THAT(house.states(),
                  UnorderedElementsAre(Pair(State::kAcceptedFinal, 7), Pair(State::kCancelled, 1)))
          << "verb " << static_cast<int>(verb) << " at call " << at_call * 3;
      EXPECT_EQ(house.main.calls.size(), 8u) << "seven, and one that was proven not sent";
    }
}

TEST(DispatcherFaults, AGroupWhoseChangesCannotBeMadeGoesBackWhole) {
  House house;
  house.render = [](const job::Job& job) -> base::Result<Prepared> {
    if (job.to.contact == roll::ContactRef("C0")) return base::conflict("Opted out.");
    return rendered(job);
  };
  house.add_texts(3);
  house.memory.fail(Verb::kChange, 1);
  EXPECT_FALSE(house.try_run(at(12)).ok());
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kQueued, 3)));
  const Summary summary = house.run();
  EXPECT_EQ(summary.started, 2);
  EXPECT_EQ(summary.withdrawn, 1);
}

TEST(DispatcherFaults, KilledBeforeTheFirstCommitEverythingIsStillInTheQueue) {
  House house;
  house.add_texts(3);
  crash_at(house.queue.before, "T1");
  run_until_crash(house);
  const auto recovered = house.dispatcher().recover();
  EXPECT_EQ(recovered.value().requeued, 3);
  EXPECT_EQ(recovered.value().unknown, 0);
  EXPECT_EQ(house.run().started, 3);
  EXPECT_EQ(house.main.calls.size(), 3u);
}

TEST(DispatcherFaults, KilledBetweenTheFirstCommitAndTheBytesIsUnknownAndNotSent) {
  House house;
  house.add_texts(3);
  crash_at(house.queue.after, "T1");
  run_until_crash(house);
  const auto recovered = house.dispatcher().recover();
  EXPECT_EQ(recovered.value().unknown, 1) << "the first over an account goes alone";
  EXPECT_EQ(house.run().started, 2);
  EXPECT_EQ(house.main.calls.size(), 2u);
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kUnknown, 1), Pair(State::kAcceptedFinal, 2)));
}

TEST(DispatcherFaults, KilledBetweenTheBytesAndTheSecondCommitIsUnknownAndNotSentAgain) {
  House house;
  house.main.able.max_in_flight = 4;
  house.add_texts(10);
  int commits = 0;
  house.queue.before = [&](const std::string& verb) {
    if (verb == "T2" && ++commits == 2) throw Crash{};
  };
  run_until_crash(house);
  EXPECT_EQ(house.dispatcher().recover().value().unknown, 2) << "no more than were on the wire";
  house.run();
  EXPECT_EQ(house.main.calls.size(), 10u);
  EXPECT_THAT(house.states(), UnorderedElementsAre(Pair(State::kUnknown, 2), Pair(State::kAcceptedFinal, 8)));
}

TEST(DispatcherFaults, KilledAfterTheSecondCommitNothingIsUnknown) {
  House house;
  house.add_texts(3);
  crash_at(house.queue.after, "T2");
  run_until_crash(house);
  EXPECT_EQ(house.dispatcher().recover().value().unknown, 0);
  house.run();
  EXPECT_EQ(house.main.calls.size(), 3u);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 3)));
}

TEST(DispatcherFaults, AProviderThatNeverAnswersGivesUnknownsAndHoldsNothingUp) {
  House house;
  house.settings.breaker.failures = 0;
  house.main.able.max_in_flight = 2;
  house.main.otherwise = support::no_answer();
  house.add_texts(5);
  const Summary summary = house.run();
  EXPECT_EQ(summary.unknown.size(), 5u);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kUnknown, 5)));
  EXPECT_EQ(house.clock.now() - at(9, 35), 5 * house.settings.send_deadline)
      << "one at a time, since none answers";
}

TEST(DispatcherFaults, AnAnswerAfterTheDeadlineChangesNothing) {
  House house;
  house.main.script = {support::no_answer()};
  house.add_texts(1);
  house.run();
  house.main.answer_now(house.main.calls.at(0).attempt, answer(OutcomeKind::kNotSent).outcome);
  house.run();
  EXPECT_EQ(house.main.calls.size(), 1u) << "a late \"not sent\" does not send it again";
  EXPECT_EQ(house.row("C0").state, State::kUnknown);
  EXPECT_TRUE(house.log.contains("An answer came after its attempt was recorded as unknown."));
}

TEST(DispatcherFaults, AnOutcomeAfterTheJobMovedOnIsEvidenceOnly) {
  House house;
  house.main.script = {answer(OutcomeKind::kNotSent, 3)};
  bool recovered = false;
  house.main.on_wait = [&](std::chrono::milliseconds) {
    if (std::exchange(recovered, true)) return;
    EXPECT_EQ(house.memory.recover(house.clock.now()).value().unknown, 1);
  };
  house.add_texts(1);
  const Summary summary = house.run();
  EXPECT_EQ(summary.outcome_after_lease, 1);
  EXPECT_EQ(summary.to_be_tried_again, 0);
  EXPECT_EQ(house.row("C0").state, State::kUnknown);
  EXPECT_EQ(house.main.calls.size(), 1u);
}

TEST(DispatcherFaults, AQueueThatCallsDueWhatItDoesNotGiveIsAskedOnceASecond) {
  House house;
  house.queue.says_due = at(9);
  int leases = 0;
  house.queue.before = [&](const std::string& verb) { leases += verb == "lease"; };
  const Summary summary = house.run(at(9, 35) + seconds(10));
  EXPECT_EQ(summary.started, 0);
  EXPECT_EQ(house.clock.now(), at(9, 35) + seconds(10));
  EXPECT_EQ(leases, 11);
}

TEST(DispatcherFaults, AJobThatWaitsLongerThanItsLeaseIsStillOurs) {
  House house;
  house.settings.lease = seconds(1);
  house.settings.group_size = 6;
  house.main.able.max_in_flight = 1;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 25);
  house.add_texts(12);
  const Summary summary = house.run();
  EXPECT_EQ(house.main.calls.size(), 12u);
  EXPECT_EQ(summary.started, 12);
  EXPECT_EQ(summary.lease_lost, 0);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 12)));
}

TEST(DispatcherFaults, AJobThatComesBackFromTheQueueWhileItWaitsIsHeldOnce) {
  House house;
  house.settings.group_size = 6;
  house.main.able.max_in_flight = 1;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 25);
  house.add_texts(6);
  bool released = false;
  house.queue.before = [&](const std::string& verb) {
    if (verb != "T2" || std::exchange(released, true)) return;
    for (const job::Event event : {job::Event::kHold, job::Event::kRelease}) {
      ports::JobChange change{
          support::hazel_road(), house.row("C5").job.id, event, {}, "The office looks.", "office",
          house.clock.now()};
      EXPECT_TRUE(house.memory.change(std::span(&change, 1)).value().at(0));
    }
  };
  const Summary summary = house.run();
  EXPECT_EQ(house.main.calls.size(), 6u);
  EXPECT_EQ(summary.lease_lost, 0);
}

TEST(DispatcherFaults, WhatCannotBeGivenBackIsStillHeldAndGivenBackByTheNextRun) {
  House house;
  house.main.otherwise = answer(OutcomeKind::kMisconfigured);
  house.add_texts(3);
  house.memory.fail(Verb::kChange, 1);
  house.run();
  EXPECT_EQ(house.states()[State::kLeased], 2);
  house.run();
  EXPECT_EQ(house.states()[State::kLeased], 0);
}

using Step = base::Duration;
class ClockStep : public testing::TestWithParam<Step> {};
INSTANTIATE_TEST_SUITE_P(BothWays, ClockStep,
                         testing::Values(std::chrono::hours(1), std::chrono::hours(-1),
                                         std::chrono::hours(24), std::chrono::hours(-24)));

/// Texts of no particular day, on a clock that is set anew while the first four are on the wire.
TEST_P(ClockStep, WhileSendsAreOnTheWireNothingIsLostDoubledOrUnknown) {
  House house;
  house.settings.group_size = 5;
  house.window.school_days_only = false;
  house.main.able.max_in_flight = 4;
  house.main.otherwise = answer(OutcomeKind::kAccepted, 8);
  std::vector<job::Job> jobs;
  for (int i = 0; i < 30; ++i) {
    jobs.push_back(support::text_job({"P" + std::to_string(i)}, "C" + std::to_string(i)));
    jobs.back().not_after = std::nullopt;
    jobs.back().not_before = at(9, 35) - std::chrono::hours(48);
  }
  house.add(jobs);
  house.main.on_start = [&](const job::AttemptId&) {
    if (house.main.calls.size() == 5) house.clock.set(house.clock.now() + GetParam());
  };
  const Summary summary = house.run(at(12) + std::chrono::hours(48));
  EXPECT_EQ(house.main.calls.size(), 30u);
  EXPECT_EQ(house.main.most_in_flight, 3) << "no flood, and one place is for urgent ones";
  EXPECT_THAT(summary.unknown, testing::IsEmpty());
  EXPECT_EQ(summary.lease_lost, 0);
  EXPECT_THAT(house.states(), ElementsAre(Pair(State::kAcceptedFinal, 30)));
}

TEST_P(ClockStep, ASendWithoutAnswerIsUnknownAfterItsDeadlineAndNotBefore) {
  House house;
  house.window.school_days_only = false;
  house.main.otherwise = support::no_answer();
  house.add_texts(1);
  const base::Steady began = house.clock.steady();
  house.main.on_start = [&](const job::AttemptId&) { house.clock.set(house.clock.now() + GetParam()); };
  const Summary summary = house.run();
  EXPECT_EQ(summary.unknown.size(), 1u);
  EXPECT_EQ(house.clock.steady() - began, house.settings.send_deadline);
}

TEST(DispatcherFaults, WokenTooEarlyItWaitsAgain) {
  House house;
  job::Job later = support::text_job({"P1"}, "C1");
  later.not_before = at(10, 30);
  house.add({later});
  house.clock.wake();
  EXPECT_EQ(house.run().started, 1);
  EXPECT_EQ(house.clock.now(), at(10, 30));
  EXPECT_EQ(house.clock.waits(), 2);
}

TEST(DispatcherFaults, RecoveryThatFailsIsAnError) {
  House house;
  house.memory.fail(Verb::kRecover, 1);
  EXPECT_EQ(house.dispatcher().recover().error().what, kDiskFull);
}

}  // namespace
}  // namespace firstday::dispatch
