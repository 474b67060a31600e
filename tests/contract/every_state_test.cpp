// The two transactions of a send, tried in every state of a job: T1 begins only what is leased, T2 moves only
// where the table has a move, and neither leaves anything behind where it may not be.
#include "contract/in_state.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::Event;
using job::OutcomeKind;
using job::State;
using ports::StartResult;
using support::at;

class SendContract : public InState {
 protected:
  /// A start of the job as its newest lease allows it; its claim is its own.
  ports::AttemptStart start_for(const job::JobId& id) const {
    ports::AttemptStart s = support::start_of(leased(id), at(9, 47));
    s.claims = {"another claim for " + id.text()};
    return s;
  }
  void out_of_the_way(const job::JobId& id) {
    const State state = state_now(id);
    if (state == State::kQueued || state == State::kLeased) {
      EXPECT_TRUE(change(id, Event::kWithdraw, "firstday"));
    }
  }
};
FIRSTDAY_ON_EVERY_STORE(SendContract);

TEST_P(SendContract, OnlyALeasedJobStarts) {
  for (const State state : job::kStates) {
    const job::JobId id = job_in(state);
    ASSERT_EQ(state_now(id), state);
    const int attempts = row_of(id).attempts;
    const std::size_t before = event_count();
    const StartResult result = start(start_for(id));
    const bool leased = state == State::kLeased;
    EXPECT_EQ(result, leased ? StartResult::kStarted : StartResult::kLeaseLost) << job::word(state);
    EXPECT_EQ(state_now(id), leased ? State::kInFlight : state) << job::word(state);
    EXPECT_EQ(row_of(id).attempts, attempts + (leased ? 1 : 0)) << job::word(state);
    EXPECT_EQ(event_count(), before + (leased ? 1 : 0)) << job::word(state);
    out_of_the_way(id);
  }
}

TEST_P(SendContract, AnOutcomeMovesAJobInEveryStateAsTheTableSays) {
  for (const State from : job::kStates) {
    for (const Event event : job::kEvents) {
      const job::JobId id = job_in(from);
      if (!was_attempted(id)) {
        out_of_the_way(id);
        continue;
      }
      const ports::AttemptFinish f =
          support::finish_of(attempt(id), OutcomeKind::kAccepted, event, at(9, 48));
      const std::optional<State> to = job::next(from, event);
      EXPECT_EQ(finish(f), to.has_value()) << job::word(from) << " " << job::word(event);
      EXPECT_EQ(state_now(id), to.value_or(from)) << job::word(from) << " " << job::word(event);
      const chronology::Event kept = events(Type::kAttemptFinished).back();
      EXPECT_EQ(kept.job, id);
      EXPECT_EQ(kept.detail("late"), to ? "" : "yes") << "the evidence is kept either way";
      out_of_the_way(id);
    }
  }
}

TEST_P(SendContract, AnOutcomeOfAJobThatWasNeverTriedIsRefusedInEveryState) {
  for (const State state : job::kStates) {
    const job::JobId id = job_in(state);
    if (was_attempted(id)) continue;
    const std::size_t before = event_count();
    const ports::AttemptFinish f =
        support::finish_of(attempt(id), OutcomeKind::kAccepted, Event::kAccepted, at(9, 48));
    EXPECT_FALSE(queue().finish_attempts({&f, 1})) << job::word(state);
    EXPECT_EQ(state_now(id), state);
    EXPECT_EQ(event_count(), before);
    out_of_the_way(id);
  }
}

TEST_P(SendContract, AnOldFenceMovesNothingInAnyState) {
  for (const State state : job::kStates) {
    const job::JobId id = job_in(state);
    if (was_attempted(id)) {
      ports::AttemptFinish f =
          support::finish_of(attempt(id), OutcomeKind::kAccepted, Event::kReceiptDelivered, at(9, 48));
      f.fence -= 1;
      EXPECT_FALSE(finish(f)) << job::word(state);
    } else {
      ports::AttemptStart s = start_for(id);
      s.fence -= 1;
      EXPECT_EQ(start(s), StartResult::kLeaseLost) << job::word(state);
    }
    EXPECT_EQ(state_now(id), state);
    out_of_the_way(id);
  }
}

}  // namespace
}  // namespace firstday::contract
