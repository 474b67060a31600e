#include <set>

#include "contract/in_state.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::Event;
using job::OutcomeKind;
using job::State;
using support::at;
using support::finish_of;
using support::start_of;
using support::text_job;

class ChangeContract : public InState {};
FIRSTDAY_ON_EVERY_STORE(ChangeContract);

TEST_P(ChangeContract, FollowsTheStateTableInEveryStateForEveryEvent) {
  // These belong to the dispatcher, with a lease or an attempt in hand.
  const std::set<Event> dispatchers = {Event::kLease, Event::kAttemptStarted, Event::kHandedOver,
                                       Event::kProvenNotSent, Event::kOutcomeLost};
  const std::set<Event> settle_unknowns_only = {Event::kAccepted, Event::kAcceptedNoReceipt};
  // Of what has not left only a receipt says that it arrived (ports/receipt_inbox.h).
  const std::set<State> never_left = {State::kQueued, State::kLeased, State::kHeld, State::kExpired};
  for (const State from : job::kStates) {
    for (const Event event : job::kEvents) {
      const job::JobId id = job_in(from);
      ASSERT_EQ(state_now(id), from);
      std::optional<State> to = job::next(from, event);
      if (dispatchers.count(event) != 0 ||
          (settle_unknowns_only.count(event) != 0 && from != State::kUnknown) ||
          (event == Event::kReceiptDelivered && never_left.count(from) != 0))
        to.reset();
      EXPECT_EQ(change(id, event, "firstday"), to.has_value()) << job::word(from) << " " << job::word(event);
      EXPECT_EQ(state_now(id), to.value_or(from)) << job::word(from) << " " << job::word(event);
      if (state_now(id) == State::kQueued) {
        EXPECT_TRUE(change(id, Event::kWithdraw, "firstday"));  // out of the way of the next lease
      }
    }
  }
}

TEST_P(ChangeContract, AForbiddenChangeWritesNothing) {
  const job::JobId id = job_in(State::kInFlight);
  const std::size_t before = event_count();
  EXPECT_FALSE(change(id, Event::kWithdraw));
  EXPECT_FALSE(change(id, Event::kHold));
  EXPECT_EQ(event_count(), before);
  EXPECT_EQ(only_row().reason, "");
}

TEST_P(ChangeContract, EachKindOfChangeHasItsKindOfEvent) {
  struct Case {
    State from;
    Event event;
    Type type;
  };
  const Case cases[] = {{State::kQueued, Event::kWithdraw, Type::kJobWithdrawn},
                        {State::kQueued, Event::kSupersede, Type::kJobWithdrawn},
                        {State::kQueued, Event::kGivenUp, Type::kJobWithdrawn},
                        {State::kQueued, Event::kExpire, Type::kJobExpired},
                        {State::kQueued, Event::kHold, Type::kJobHeld},
                        {State::kHeld, Event::kRelease, Type::kJobReleased},
                        {State::kWithStaff, Event::kStaffDone, Type::kTaskDone},
                        {State::kUnknown, Event::kHumanClosed, Type::kUnknownClosed},
                        {State::kUnknown, Event::kAccepted, Type::kReceipt},
                        {State::kAwaitingReceipt, Event::kReceiptDelivered, Type::kReceipt},
                        {State::kAwaitingReceipt, Event::kReceiptFailed, Type::kReceipt},
                        {State::kAwaitingReceipt, Event::kReceiptOverdue, Type::kReceipt}};
  for (const Case& c : cases) {
    const job::JobId id = job_in(c.from);
    ASSERT_TRUE(change(id, c.event, "firstday", "", "said so"));
    const chronology::Event e = events().back();
    EXPECT_EQ(e.type, c.type) << job::word(c.event);
    EXPECT_EQ(e.job, id);
    EXPECT_EQ(e.detail("state"), job::word(state_of(id)));
    EXPECT_EQ(e.detail("how"), job::word(c.event));
    EXPECT_EQ(e.detail(c.type == Type::kTaskDone ? "outcome" : "reason"), "said so");
    if (state_of(id) == State::kQueued) change(id, Event::kWithdraw, "firstday");
  }
}

TEST_P(ChangeContract, ALeaseGivenBackIsNoEvidence) {
  const job::JobId id = job_in(State::kLeased);
  const std::size_t before = event_count();
  EXPECT_TRUE(change(id, Event::kLeaseLost, "firstday"));
  EXPECT_EQ(event_count(), before);
  EXPECT_EQ(lease_one().job.id, id);
}

TEST_P(ChangeContract, SaysWhoWhenAndWhy) {
  const job::JobId id = job_in(State::kQueued);
  ASSERT_TRUE(change(id, Event::kHold, "a.smith", "", "the family rang"));
  EXPECT_EQ(only_row().state_at, at(9, 50));
  EXPECT_EQ(only_row().reason, "the family rang");
  EXPECT_EQ(events().back().actor, "a.smith");
  EXPECT_EQ(events().back().at, at(9, 50));
}

TEST_P(ChangeContract, AHeldJobWaitsUntilItIsReleased) {
  const job::JobId id = job_in(State::kHeld);
  EXPECT_TRUE(lease(at(11)).empty());
  ASSERT_TRUE(change(id, Event::kRelease));
  EXPECT_EQ(lease_one().job.id, id);
}

TEST_P(ChangeContract, OneSubjectMayBeWithdrawnFromAMergedJob) {
  enqueue({text_job({"P1", "P2"}, "C1")});
  const job::JobId id = only_row().job.id;
  EXPECT_FALSE(change(id, Event::kWithdraw, "office", "P3")) << "not a subject of it";
  EXPECT_TRUE(change(id, Event::kWithdraw, "office", "P1"));
  EXPECT_FALSE(change(id, Event::kWithdraw, "office", "P1")) << "only once";
  EXPECT_EQ(state_of(id), State::kQueued);
  ASSERT_EQ(events(Type::kJobWithdrawn).size(), 1u);
  EXPECT_EQ(events(Type::kJobWithdrawn)[0].pupil, roll::PupilRef("P1"));
  EXPECT_EQ(events(Type::kJobWithdrawn)[0].detail("for_good"), "yes");
  EXPECT_EQ(enqueue({text_job({"P1", "P2"}, "C1")}).added, 0) << "a person took it back";
  EXPECT_EQ(lease_one().job.subjects.size(), 1u);
  EXPECT_TRUE(change(id, Event::kWithdraw, "office", "P2"));
  EXPECT_EQ(state_of(id), State::kCancelled);
}

TEST_P(ChangeContract, WithdrawingAWholeMergedJobIsToldOncePerCase) {
  enqueue({text_job({"P1", "P2"}, "C1")});
  ASSERT_TRUE(change(only_row().job.id, Event::kWithdraw));
  EXPECT_EQ(events(Type::kJobWithdrawn).size(), 2u);
  EXPECT_EQ(only_row().withdrawn_subjects.size(), 2u);
}

TEST_P(ChangeContract, AnUnknownThatAPersonClosedStillKeepsItsClaim) {
  enqueue({text_job({"P1"}, "C1")});
  ASSERT_TRUE(finish(finish_of(send_one(), OutcomeKind::kUnknown, Event::kOutcomeLost, at(9, 46))));
  ASSERT_TRUE(change(only_row().job.id, Event::kHumanClosed));
  job::Job pm = text_job({"P1"}, "C1");
  pm.round = "pm";
  enqueue({text_job({"P1"}, "C1"), support::with_keys(pm)});
  EXPECT_EQ(start(start_of(lease_one(at(11)), at(11))), ports::StartResult::kClaimTaken);
}

TEST_P(ChangeContract, AnUnknownThatAPersonFoundNotToHaveArrivedFailsAndStillKeepsItsClaim) {
  enqueue({text_job({"P1"}, "C1")});
  ASSERT_TRUE(finish(finish_of(send_one(), OutcomeKind::kUnknown, Event::kOutcomeLost, at(9, 46))));
  ASSERT_TRUE(change(only_row().job.id, Event::kReceiptFailed, "a.smith"));
  EXPECT_EQ(only_row().state, State::kFailed);
  EXPECT_EQ(events().back().type, Type::kUnknownClosed) << "a person's word is no receipt";
  EXPECT_EQ(events().back().actor, "a.smith");
  job::Job pm = text_job({"P1"}, "C1");
  pm.round = "pm";
  enqueue({text_job({"P1"}, "C1"), support::with_keys(pm)});
  EXPECT_EQ(start(start_of(lease_one(at(11)), at(11))), ports::StartResult::kClaimTaken);
}

TEST_P(ChangeContract, AJobOfAnotherSchoolIsNotThere) {
  const job::JobId id = job_in(State::kQueued);
  ports::JobChange c{support::other_school(), id, Event::kWithdraw, {}, "", "office", at(10)};
  EXPECT_EQ(queue().change({&c, 1}).value(), std::vector{false});
  EXPECT_EQ(state_of(id), State::kQueued);
}

TEST_P(ChangeContract, AnswersEachChangeInOrder) {
  const job::JobId id = job_in(State::kQueued);
  const ports::JobChange hold{support::hazel_road(), id, Event::kHold, {}, "", "office", at(10)};
  ports::JobChange withdraw = hold;
  withdraw.event = Event::kWithdraw;
  const std::vector<ports::JobChange> changes = {hold, hold, withdraw, withdraw};
  EXPECT_EQ(queue().change(changes).value(), (std::vector{true, false, true, false}));
}

}  // namespace
}  // namespace firstday::contract
