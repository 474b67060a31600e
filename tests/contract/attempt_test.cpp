#include "contract/contract.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::OutcomeKind;
using job::State;
using ports::StartResult;
using support::at;
using support::finish_of;
using support::start_of;
using support::text_job;

class AttemptContract : public Contract {
 protected:
  /// Another job that takes the same claims as text_job({"P1"}, "C1"): a later round of the same day.
  static job::Job second_round() {
    job::Job j = text_job({"P1"}, "C1");
    j.round = "pm";
    return support::with_keys(std::move(j));
  }
};
FIRSTDAY_ON_EVERY_STORE(AttemptContract);

TEST_P(AttemptContract, ACommittedStartIsInFlightAndInTheRecord) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::AttemptStart s = send_one(at(9, 45));
  EXPECT_EQ(only_row().state, State::kInFlight);
  EXPECT_EQ(only_row().state_at, at(9, 45));
  const chronology::Event e = events(Type::kAttemptStarted).at(0);
  EXPECT_EQ(e.job, s.job);
  EXPECT_EQ(e.attempt, s.attempt);
  EXPECT_EQ(e.case_id, job::CaseId("P1/2027-01-12"));
  EXPECT_EQ(e.contact, roll::ContactRef("C1"));
  EXPECT_EQ(e.at, at(9, 45));
  EXPECT_EQ(e.detail("state"), "in_flight");
  EXPECT_EQ(e.detail("provider"), "sandbox");
  EXPECT_EQ(e.detail("account"), "main");
  EXPECT_EQ(e.detail("to"), "+447700900301");
  EXPECT_EQ(e.detail("template"), "first_contact");
  EXPECT_EQ(e.detail("template_hash"), std::string(64, 'a'));
  EXPECT_EQ(e.detail("parts"), "1");
  EXPECT_EQ(e.detail("no"), "1");
  EXPECT_EQ(e.detail("body_hash").size(), 64u);
  EXPECT_EQ(e.detail("request_hash").size(), 64u);
}

TEST_P(AttemptContract, TheDeliveryLogShowsWhatLeftExactlyAsItLeft) {
  enqueue({text_job({"P1"}, "C1")});
  ports::AttemptStart s = start_of(lease_one(), at(9, 45));
  s.message.body = base::Personal("Ysgol: mae Siân yn absennol \U0001F642");
  s.message.parts = 2;
  s.request.bytes = std::string("\0binary\xff", 8);
  ASSERT_EQ(start(s), StartResult::kStarted);
  const ports::JobRow row = only_row();
  EXPECT_EQ(row.attempts, 1);
  EXPECT_EQ(row.provider, "sandbox");
  EXPECT_EQ(row.sent_at, at(9, 45));
  EXPECT_EQ(row.to, s.message.to);
  EXPECT_EQ(row.body, s.message.body);
  EXPECT_EQ(row.parts, 2);
  EXPECT_EQ(row.provider_ref, "");
}

TEST_P(AttemptContract, AMergedAttemptIsToldOncePerCase) {
  enqueue({text_job({"P1", "P2"}, "C1")});
  const ports::AttemptStart s = send_one();
  finish(finish_of(s, OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 46)));
  for (const Type type : {Type::kAttemptStarted, Type::kAttemptFinished}) {
    ASSERT_EQ(events(type).size(), 2u);
    EXPECT_EQ(events(type)[0].pupil, roll::PupilRef("P1"));
    EXPECT_EQ(events(type)[1].pupil, roll::PupilRef("P2"));
  }
}

TEST_P(AttemptContract, AnOldFenceStartsNothingAndWritesNothing) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::Leased leased = lease_one();
  ports::AttemptStart s = start_of(leased, at(9, 45));
  s.fence = leased.fence - 1;
  const std::size_t before = event_count();
  EXPECT_EQ(start(s), StartResult::kLeaseLost);
  EXPECT_EQ(event_count(), before);
  EXPECT_EQ(only_row().attempts, 0);
  s.fence = leased.fence;
  EXPECT_EQ(start(s), StartResult::kStarted) << "the refused start left no claim behind";
}

TEST_P(AttemptContract, WhatWasTakenBackOrHeldDoesNotStart) {
  for (const job::Event event : {job::Event::kWithdraw, job::Event::kHold}) {
    const std::string pupil = "P" + std::to_string(static_cast<int>(event));
    enqueue({text_job({pupil}, "C1")});
    const ports::Leased leased = lease_one();
    ASSERT_TRUE(change(leased.job.id, event));
    EXPECT_EQ(start(start_of(leased, at(9, 51))), StartResult::kLeaseLost) << job::word(event);
  }
  EXPECT_TRUE(events(Type::kAttemptStarted).empty());
}

TEST_P(AttemptContract, AJobThatIsNotThereDoesNotStart) {
  ports::Leased nothing;
  nothing.job = text_job({"P1"}, "C1");
  nothing.job.id = job::JobId("no-such-job");
  EXPECT_EQ(start(start_of(nothing, at(9, 45))), StartResult::kLeaseLost);
}

TEST_P(AttemptContract, NothingStartsAfterItsTime) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::Leased leased = lease_one(at(11, 59));
  EXPECT_EQ(start(start_of(leased, at(12) + std::chrono::seconds(1))), StartResult::kLeaseLost);
  EXPECT_EQ(only_row().state, State::kExpired);
  EXPECT_EQ(events(Type::kJobExpired).size(), 1u);
  EXPECT_TRUE(events(Type::kAttemptStarted).empty());
}

TEST_P(AttemptContract, AJobStartsOnce) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::Leased leased = lease_one();
  EXPECT_EQ(start(start_of(leased, at(9, 45))), StartResult::kStarted);
  EXPECT_EQ(start(start_of(leased, at(9, 45))), StartResult::kLeaseLost);
  EXPECT_EQ(only_row().attempts, 1);
}

// --- claims

TEST_P(AttemptContract, ATakenClaimSupersedesTheSecondJob) {
  enqueue({text_job({"P1"}, "C1"), second_round()});
  const std::vector<ports::Leased> leased = lease(at(9, 45));
  ASSERT_EQ(leased.size(), 2u);
  EXPECT_EQ(start(start_of(leased[0], at(9, 45))), StartResult::kStarted);
  EXPECT_EQ(start(start_of(leased[1], at(9, 45))), StartResult::kClaimTaken);
  EXPECT_EQ(state_of(leased[1].job.id), State::kSuperseded);
  const chronology::Event e = events(Type::kJobWithdrawn).at(0);
  EXPECT_EQ(e.job, leased[1].job.id);
  EXPECT_EQ(e.detail("state"), "superseded");
  EXPECT_NE(e.detail("reason"), "");
  EXPECT_EQ(enqueue({text_job({"P1"}, "C1"), second_round()}).added, 0) << "it is not planned back";
}

TEST_P(AttemptContract, TwoOfOneGroupThatClaimTheSameGetOneStart) {
  enqueue({text_job({"P1"}, "C1"), second_round(), text_job({"P2"}, "C2")});
  std::vector<ports::AttemptStart> group;
  for (const ports::Leased& l : lease(at(9, 45))) group.push_back(start_of(l, at(9, 45)));
  EXPECT_EQ(queue().start_attempts(group).value(),
            (std::vector{StartResult::kStarted, StartResult::kClaimTaken, StartResult::kStarted}));
}

TEST_P(AttemptContract, AMergedJobClaimsEveryPupilItNames) {
  enqueue({text_job({"P1", "P2"}, "C1"), text_job({"P3"}, "C1")});
  const std::vector<ports::Leased> leased = lease(at(9, 45));
  ASSERT_EQ(start(start_of(leased.at(0), at(9, 45))), StartResult::kStarted);
  ports::AttemptStart other = start_of(leased.at(1), at(9, 45));
  other.claims = {"claim/P3/C1", "claim/P2/C1"};
  EXPECT_EQ(start(other), StartResult::kClaimTaken);
}

TEST_P(AttemptContract, AMergedJobGoesOnAboutThePupilsWhoseFamilyDoesNotKnowYet) {
  enqueue({text_job({"P1"}, "C1"), second_round()});
  const std::vector<ports::Leased> leased = lease(at(9, 45));
  ASSERT_EQ(start(start_of(leased.at(0), at(9, 45))), StartResult::kStarted);
  ASSERT_EQ(start(start_of(leased.at(1), at(9, 45))), StartResult::kClaimTaken);
  job::Job merged = text_job({"P1", "P2"}, "C1");
  merged.round = "late";
  enqueue({text_job({"P1"}, "C1"), second_round(), support::with_keys(merged)});
  EXPECT_EQ(start(start_of(lease_one(), at(9, 46))), StartResult::kLeaseLost);
  EXPECT_EQ(events(Type::kJobWithdrawn).back().pupil, roll::PupilRef("P1"));
  EXPECT_EQ(events(Type::kJobWithdrawn).back().detail("for_good"), "yes");
  const ports::Leased again = lease_one(at(9, 47));
  ASSERT_EQ(again.job.subjects.size(), 1u);
  EXPECT_EQ(again.job.subjects[0].pupil, roll::PupilRef("P2"));
  EXPECT_EQ(start(start_of(again, at(9, 47))), StartResult::kStarted);
}

TEST_P(AttemptContract, TwoSubjectsMayShareAClaim) {
  enqueue({text_job({"P1", "P2"}, "C1")});
  ports::AttemptStart s = start_of(lease_one(), at(9, 45));
  s.claims = {"one", "one"};
  EXPECT_EQ(start(s), StartResult::kStarted);
}

TEST_P(AttemptContract, OnlyProofThatNothingLeftFreesTheClaim) {
  for (const OutcomeKind kind : job::kOutcomeKinds) {
    const std::string pupil = "P" + std::to_string(static_cast<int>(kind));
    job::Job pm = text_job({pupil}, "C1");
    pm.round = "pm";
    pm.not_before = at(11);
    enqueue({text_job({pupil}, "C1"), support::with_keys(pm)});
    const ports::AttemptStart first = send_one(at(9, 45));
    ASSERT_TRUE(finish(finish_of(first, kind, job::Event::kGivenUp, at(9, 46))));
    const StartResult second = start(start_of(lease_one(at(11)), at(11)));
    EXPECT_EQ(second, job::proves_not_sent(kind) ? StartResult::kStarted : StartResult::kClaimTaken)
        << job::word(kind);
  }
}

TEST_P(AttemptContract, AClaimHoldsWithinItsSchool) {
  enqueue({text_job({"P1"}, "C1")});
  job::Batch other = support::batch({text_job({"P1"}, "C1")});
  other.school = support::other_school();
  enqueue(other);
  const std::vector<ports::Leased> leased = lease(at(9, 45));
  ASSERT_EQ(leased.size(), 2u);
  for (const ports::Leased& l : leased) EXPECT_EQ(start(start_of(l, at(9, 45))), StartResult::kStarted);
}

TEST_P(AttemptContract, ARetryOfTheSameJobTakesItsClaimAgain) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::AttemptStart first = send_one(at(9, 45));
  ASSERT_TRUE(finish(finish_of(first, OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 46))));
  const ports::AttemptStart second = send_one(at(9, 47));
  EXPECT_EQ(events(Type::kAttemptStarted).at(1).detail("no"), "2");
  EXPECT_NE(first.attempt, second.attempt);
  EXPECT_EQ(only_row().attempts, 2);
}

// --- outcomes

TEST_P(AttemptContract, AnOutcomeMovesTheJobAndStandsInTheRecord) {
  enqueue({text_job({"P1"}, "C1")});
  ports::AttemptFinish f =
      finish_of(send_one(), OutcomeKind::kAccepted, job::Event::kAcceptedNoReceipt, at(9, 46));
  f.outcome.provider_ref = "SM-1";
  f.outcome.evidence = "HTTP 201, id read";
  f.outcome.retry_after = std::chrono::seconds(30);
  f.outcome.transport_code = 7;
  f.outcome.bytes_sent = 512;
  EXPECT_TRUE(finish(f));
  EXPECT_EQ(only_row().state, State::kAcceptedFinal);
  EXPECT_EQ(only_row().state_at, at(9, 46));
  EXPECT_EQ(only_row().provider_ref, "SM-1");
  EXPECT_EQ(only_row().evidence, "HTTP 201, id read");
  const chronology::Event e = events(Type::kAttemptFinished).at(0);
  EXPECT_EQ(e.attempt, f.attempt);
  EXPECT_EQ(e.detail("outcome"), "accepted");
  EXPECT_EQ(e.detail("state"), "accepted_final");
  EXPECT_EQ(e.detail("provider_ref"), "SM-1");
  EXPECT_EQ(e.detail("evidence"), "HTTP 201, id read");
}

TEST_P(AttemptContract, EachMoveOfTheStateTableOutOfFlightIsMade) {
  const std::pair<job::Event, State> moves[] = {{job::Event::kAccepted, State::kAwaitingReceipt},
                                                {job::Event::kAcceptedNoReceipt, State::kAcceptedFinal},
                                                {job::Event::kProvenNotSent, State::kQueued},
                                                {job::Event::kGivenUp, State::kFailed},
                                                {job::Event::kOutcomeLost, State::kUnknown}};
  int n = 0;
  for (const auto& [event, state] : moves) {
    enqueue({text_job({"P" + std::to_string(++n)}, "C1")});
    const ports::AttemptStart s = send_one(at(9, 45));
    ports::AttemptFinish f = finish_of(s, OutcomeKind::kRejectedPermanent, event, at(9, 46));
    f.retry_at = at(11, 30);
    EXPECT_TRUE(finish(f));
    EXPECT_EQ(state_of(s.job), state) << job::word(event);
  }
}

TEST_P(AttemptContract, AFailedJobSaysWhy) {
  enqueue({text_job({"P1"}, "C1")});
  ports::AttemptFinish f =
      finish_of(send_one(), OutcomeKind::kRejectedPermanent, job::Event::kGivenUp, at(9, 46));
  f.outcome.evidence = "the number is not in use";
  ASSERT_TRUE(finish(f));
  EXPECT_EQ(only_row().state, State::kFailed);
  EXPECT_EQ(only_row().reason, "the number is not in use");
}

TEST_P(AttemptContract, ALateOutcomeIsKeptAsEvidenceAndChangesNothing) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::AttemptStart s = send_one();
  ASSERT_EQ(queue().recover(at(10)).value().unknown, 1);
  EXPECT_FALSE(finish(finish_of(s, OutcomeKind::kAccepted, job::Event::kAccepted, at(10, 1))))
      << "recovery made the fence old";
  EXPECT_EQ(only_row().state, State::kUnknown);
  EXPECT_EQ(only_row().provider_ref, "ref-1");
  const chronology::Event late = events(Type::kAttemptFinished).at(1);
  EXPECT_EQ(late.detail("outcome"), "accepted");
  EXPECT_EQ(late.detail("late"), "yes");
  EXPECT_EQ(late.detail("state"), "");
}

TEST_P(AttemptContract, TwoAttemptsWithOneReferenceOfTheProviderAreBothKept) {
  for (const char* pupil : {"P1", "P2"}) {
    enqueue({text_job({pupil}, "C1")});
    EXPECT_TRUE(finish(finish_of(send_one(), OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 46))));
  }
  ASSERT_EQ(rows().size(), 2u);
  for (const ports::JobRow& row : rows()) {
    EXPECT_EQ(row.state, State::kAwaitingReceipt);
    EXPECT_EQ(row.provider_ref, "ref-1");
  }
}

TEST_P(AttemptContract, ASecondOutcomeOfOneAttemptChangesNothing) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::AttemptStart s = send_one();
  EXPECT_TRUE(finish(finish_of(s, OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 46))));
  EXPECT_FALSE(finish(finish_of(s, OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 47))));
  EXPECT_EQ(only_row().state, State::kAwaitingReceipt);
  enqueue({text_job({"P1"}, "C1"), second_round()});
  EXPECT_EQ(start(start_of(lease_one(at(11)), at(11))), StartResult::kClaimTaken)
      << "what was accepted stays possibly live";
}

TEST_P(AttemptContract, AnOutcomeWithoutAnAttemptIsRefusedWithItsWholeGroup) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::AttemptStart s = send_one();
  std::vector<ports::AttemptFinish> group = {
      finish_of(s, OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 46))};
  group.push_back(group[0]);
  group[1].attempt = job::AttemptId("never-started");
  EXPECT_FALSE(queue().finish_attempts(group));
  EXPECT_EQ(only_row().state, State::kInFlight);
  EXPECT_TRUE(events(Type::kAttemptFinished).empty());
}

TEST_P(AttemptContract, AGroupIsAnsweredInOrder) {
  enqueue({text_job({"P1"}, "C1"), text_job({"P2"}, "C2")});
  std::vector<ports::AttemptFinish> group;
  for (const ports::Leased& l : lease(at(9, 45))) {
    const ports::AttemptStart s = start_of(l, at(9, 45));
    ASSERT_EQ(start(s), StartResult::kStarted);
    group.push_back(finish_of(s, OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 46)));
  }
  group[0].fence += 1;
  EXPECT_EQ(queue().finish_attempts(group).value(), (std::vector{false, true}));
}

TEST_P(AttemptContract, AnUnknownIsNeverLeasedAgain) {
  enqueue({text_job({"P1"}, "C1")});
  ASSERT_TRUE(finish(finish_of(send_one(), OutcomeKind::kUnknown, job::Event::kOutcomeLost, at(9, 46))));
  EXPECT_TRUE(lease(at(11)).empty());
  lease(at(13));
  EXPECT_EQ(only_row().state, State::kUnknown) << "nor does it expire";
}

// --- recovery

TEST_P(AttemptContract, RecoveryRequeuesLeasesAndDeclaresStartedAttemptsUnknown) {
  enqueue({text_job({"P1"}, "C1"), text_job({"P2", "P3"}, "C2"), text_job({"P4"}, "C4")});
  const std::vector<ports::Leased> leased = lease(at(9, 45), 2);
  ASSERT_EQ(start(start_of(leased.at(1), at(9, 45))), StartResult::kStarted);
  const ports::Recovered out = queue().recover(at(10)).value();
  EXPECT_EQ(out.requeued, 1);
  EXPECT_EQ(out.unknown, 1);
  EXPECT_EQ(state_of(leased[0].job.id), State::kQueued);
  EXPECT_EQ(state_of(leased[1].job.id), State::kUnknown);
  const std::vector<chronology::Event> finished = events(Type::kAttemptFinished);
  ASSERT_EQ(finished.size(), 2u) << "one for each child that the text named";
  EXPECT_EQ(finished[0].detail("outcome"), "unknown");
  EXPECT_EQ(finished[0].detail("state"), "unknown");
  EXPECT_NE(finished[0].detail("evidence"), "");
  EXPECT_EQ(start(start_of(leased[0], at(10, 1))), StartResult::kLeaseLost) << "the dead do not send";
  EXPECT_EQ(lease(at(10, 1)).size(), 2u);
}

TEST_P(AttemptContract, RecoveringTwiceFindsNothing) {
  enqueue({text_job({"P1"}, "C1")});
  send_one();
  ASSERT_TRUE(queue().recover(at(10)));
  const std::size_t before = event_count();
  const ports::Recovered again = queue().recover(at(10, 1)).value();
  EXPECT_EQ(again.requeued, 0);
  EXPECT_EQ(again.unknown, 0);
  EXPECT_EQ(event_count(), before);
}

TEST_P(AttemptContract, RecoveryLeavesAJobWhoseReceiptCameFirst) {
  enqueue({text_job({"P1"}, "C1")});
  const ports::AttemptStart s = send_one();
  ASSERT_TRUE(change(s.job, job::Event::kReceiptDelivered, "firstday"));
  EXPECT_EQ(queue().recover(at(10)).value().unknown, 1);
  EXPECT_EQ(only_row().state, State::kDelivered);
}

}  // namespace
}  // namespace firstday::contract
