#include "job/job.h"

#include <gtest/gtest.h>

#include "job/outcome.h"
#include "job/state.h"

namespace firstday::job {
namespace {

TEST(StateTable, EveryStateIsReachedAndEveryOpenOneCanEnd) {
  for (State target : kStates) {
    bool reached = target == State::kQueued || target == State::kWithStaff;
    for (State from : kStates)
      for (Event e : kEvents) reached = reached || next(from, e) == target;
    EXPECT_TRUE(reached) << word(target);
    bool leaves = is_terminal(target);
    for (Event e : kEvents) leaves = leaves || (next(target, e) && *next(target, e) != target);
    EXPECT_TRUE(leaves) << word(target);
  }
}

TEST(StateTable, NothingThatMayHaveLeftIsEverQueuedWithoutProof) {
  for (State from : kStates) {
    for (Event e : kEvents) {
      if (next(from, e) != State::kQueued) continue;
      const bool before_bytes = from == State::kLeased || from == State::kHeld;
      EXPECT_TRUE(before_bytes || e == Event::kProvenNotSent) << word(from) << " " << word(e);
    }
  }
}

TEST(StateTable, UnknownNeverGoesBackToTheQueue) {
  for (Event e : kEvents) {
    const auto to = next(State::kUnknown, e);
    EXPECT_TRUE(!to || (*to != State::kQueued && *to != State::kLeased && *to != State::kInFlight));
  }
}

TEST(StateTable, WithdrawingIsForWhatHasNotLeft) {
  EXPECT_TRUE(may_be_withdrawn(State::kQueued));
  EXPECT_TRUE(may_be_withdrawn(State::kLeased));
  EXPECT_TRUE(may_be_withdrawn(State::kHeld));
  EXPECT_FALSE(may_be_withdrawn(State::kInFlight));
  EXPECT_FALSE(may_be_withdrawn(State::kUnknown));
  EXPECT_FALSE(may_be_withdrawn(State::kDelivered));
}

TEST(StateTable, ReceiptsInAnyOrderEndAlike) {
  // Delivered outranks failed, so either order of the two ends as delivered.
  const auto ab = next(*next(State::kAwaitingReceipt, Event::kReceiptFailed), Event::kReceiptDelivered);
  const auto ba = next(*next(State::kAwaitingReceipt, Event::kReceiptDelivered), Event::kReceiptFailed);
  EXPECT_EQ(ab, State::kDelivered);
  EXPECT_EQ(ba, State::kDelivered);
}

TEST(Words, GoThereAndBack) {
  for (State s : kStates) EXPECT_EQ(state_of(word(s)), s);
  for (OutcomeKind k : kOutcomeKinds) EXPECT_EQ(outcome_of(word(k)), k);
  for (const char* k : {"text", "email", "voice", "call", "voicemail", "letter", "card", "app_message",
                        "visit", "decide", "notify", "refer", "form", "record", "enquiry", "work", "task"})
    EXPECT_EQ(word(*kind_of(k)), k);
  EXPECT_EQ(kind_of("fax"), std::nullopt);
}

TEST(Outcome, OnlyAcceptedAndUnknownMayHaveReachedTheFamily) {
  for (OutcomeKind k : kOutcomeKinds)
    EXPECT_EQ(proves_not_sent(k), k != OutcomeKind::kAccepted && k != OutcomeKind::kUnknown);
}

TEST(Keys, HoldEverythingThatMakesAJobThatJob) {
  Job j;
  j.kind = Kind::kText;
  j.step = "day1-text";
  j.day = base::make_date(2027, 1, 12);
  j.round = "am";
  j.to.contact = roll::ContactRef("C1");
  Subject s;
  s.pupil = roll::PupilRef("P1");
  s.case_id = CaseId("P1/2027-01-12");
  s.policy = "essex";
  s.policy_version = 2;
  EXPECT_EQ(subject_key(s, j), "essex@2/P1/2027-01-12/day1-text/2027-01-12/am/C1/text");
  s.key = "a";
  Subject t = s;
  t.key = "b";
  j.subjects = {s, t};
  EXPECT_EQ(job_key(j), "a+b");
}

}  // namespace
}  // namespace firstday::job
