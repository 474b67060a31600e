// No state may last in silence: each that is not the end has its next check, and what is awaited in vain is
// told.
#include "contract/in_state.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::OutcomeKind;
using job::State;
using support::at;

class DeadlineContract : public InState {
 protected:
  ports::Passed pass(base::Instant now) { return queue().pass_deadlines(support::hazel_road(), now).value(); }
};
FIRSTDAY_ON_EVERY_STORE(DeadlineContract);

TEST_P(DeadlineContract, ExactlyWhatIsNotAtItsEndHasANextCheck) {
  for (const State state : job::kStates) {
    const job::JobId id = job_in(state);
    const ports::JobRow row = row_of(id);
    ASSERT_EQ(row.state, state);
    EXPECT_EQ(row.next_check_at.has_value(), !job::is_terminal(state)) << job::word(state);
    if (state == State::kQueued || state == State::kLeased) {
      EXPECT_TRUE(change(id, job::Event::kWithdraw));
    }
  }
}

TEST_P(DeadlineContract, TheNextCheckIsWhatJobDeadlinesSaysThroughTheLifeOfAText) {
  enqueue({support::text_job({"P1"}, "C1")});
  EXPECT_EQ(only_row().next_check_at, at(9, 35));
  const ports::Leased l = lease_one();
  EXPECT_EQ(only_row().next_check_at, at(9, 50));
  const ports::AttemptStart s = support::start_of(l, at(9, 45));
  ASSERT_EQ(start(s), ports::StartResult::kStarted);
  EXPECT_EQ(only_row().next_check_at, at(9, 47));
  ports::AttemptFinish f =
      support::finish_of(s, OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 46));
  f.retry_at = at(9, 48);
  ASSERT_TRUE(finish(f));
  EXPECT_EQ(only_row().next_check_at, at(9, 48)) << "when it is tried again";
  const auto second = send_one(at(9, 49));
  ASSERT_TRUE(finish(support::finish_of(second, OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 50))));
  EXPECT_EQ(only_row().next_check_at, at(10, 50));
}

TEST_P(DeadlineContract, ALeaseThatRanOutAndAHoldThatEndedFallDueAtTheirTimeAgain) {
  enqueue({support::text_job({"P1"}, "C1")});
  lease_one();
  const auto by_another = [&](base::Instant now) {
    return queue().lease({"dispatcher-2", now, std::chrono::minutes(5), 100, {}}).value().size();
  };
  ASSERT_EQ(by_another(at(9, 49)), 0u);
  ASSERT_EQ(by_another(at(9, 51)), 1u);
  ASSERT_EQ(queue().recover(at(9, 52)).value().requeued, 1);
  EXPECT_EQ(only_row().next_check_at, at(9, 35));
  const job::JobId id = only_row().job.id;
  ASSERT_TRUE(change(id, job::Event::kHold));
  EXPECT_EQ(only_row().next_check_at, at(12)) << "its not_after";
  ASSERT_TRUE(change(id, job::Event::kRelease));
  EXPECT_EQ(only_row().next_check_at, at(9, 35));
}

TEST_P(DeadlineContract, AMissingReceiptMakesTheJobUnknownAndThenTheCoreIsToldOnce) {
  const job::JobId id = job_in(State::kAwaitingReceipt);  // taken at 09:46, without a not_after
  EXPECT_EQ(pass(at(10, 45)).unknown, 0);
  EXPECT_EQ(pass(at(10, 46)).unknown, 1);
  EXPECT_EQ(row_of(id).state, State::kUnknown);
  EXPECT_EQ(row_of(id).next_check_at, at(10, 56));
  EXPECT_EQ(events(Type::kReceipt).back().detail("how"), "receipt_overdue");
  EXPECT_EQ(pass(at(10, 55)).told, 0);
  EXPECT_EQ(pass(at(10, 56)).told, 1);
  EXPECT_EQ(row_of(id).told_at, at(10, 56));
  EXPECT_EQ(row_of(id).next_check_at, at(10, 56) + std::chrono::hours{24}) << "looked at again tomorrow";
  EXPECT_EQ(pass(at(10, 57)).told, 0);
  EXPECT_EQ(pass(at(11) + std::chrono::hours{24}).told, 0);
  const auto told = events(Type::kUnknownOverdue);
  ASSERT_EQ(told.size(), 1u) << "once";
  EXPECT_EQ(told[0].job, id);
  EXPECT_EQ(told[0].detail("state"), "unknown");
  EXPECT_EQ(row_of(id).state, State::kUnknown) << "a person still has to settle it";
}

TEST_P(DeadlineContract, NothingElseIsTouched) {
  std::vector<std::pair<job::JobId, State>> jobs;
  for (const State state : job::kStates) {
    if (state == State::kAwaitingReceipt || state == State::kUnknown) continue;
    jobs.emplace_back(job_in(state), state);
    if (state == State::kQueued || state == State::kLeased) {
      EXPECT_TRUE(change(jobs.back().first, job::Event::kWithdraw));
      jobs.pop_back();
    }
  }
  const ports::Passed passed = pass(at(9) + std::chrono::days{30});
  EXPECT_EQ(passed.unknown + passed.told, 0);
  for (const auto& [id, state] : jobs) EXPECT_EQ(row_of(id).state, state);
}

TEST_P(DeadlineContract, SchoolsAreApart) {
  job_in(State::kUnknown);
  EXPECT_EQ(queue().pass_deadlines(support::other_school(), at(12)).value().told, 0);
  EXPECT_EQ(pass(at(12)).told, 1);
}

}  // namespace
}  // namespace firstday::contract
