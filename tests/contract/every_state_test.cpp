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

// --- groups larger than what one statement takes

std::string numbered(const char* letter, int i) {
  return letter + std::to_string(100 + i);
}

class GroupContract : public Contract {
 protected:
  /// 75 jobs of this school and 75 of another, each with a priority of its own, the last first.
  void enqueue_two_schools() {
    for (const roll::Urn& school : {support::hazel_road(), support::other_school()}) {
      std::vector<job::Job> jobs;
      for (int i = 0; i < 75; ++i) {
        jobs.push_back(support::text_job({numbered("P", i), numbered("Q", i)}, numbered("C", i)));
        jobs.back().priority = 100 - i;
      }
      job::Batch b = support::batch(std::move(jobs));
      b.school = school;
      enqueue(b);
    }
  }
  std::vector<ports::AttemptStart> starts_of(const std::vector<ports::Leased>& leased) {
    std::vector<ports::AttemptStart> group;
    for (const ports::Leased& l : leased) group.push_back(support::start_of(l, at(9, 45)));
    return group;
  }
};
FIRSTDAY_ON_EVERY_STORE(GroupContract);

TEST_P(GroupContract, ALargeLeaseOfTwoSchoolsComesInTheOrderOfPriorityWithEverySubject) {
  enqueue_two_schools();
  const std::vector<ports::Leased> leased = lease(at(9, 45), 1000);
  ASSERT_EQ(leased.size(), 150u);
  for (std::size_t i = 0; i < leased.size(); ++i) {
    EXPECT_EQ(leased[i].job.priority, 26 + static_cast<int>(i / 2));
    ASSERT_EQ(leased[i].job.subjects.size(), 2u);
    EXPECT_EQ(leased[i].job.subjects[1].pupil.text().substr(1), leased[i].job.to.contact.text().substr(1));
    EXPECT_EQ(leased[i].fence, 1);
  }
  EXPECT_TRUE(lease(at(9, 45), 1000).empty());
}

TEST_P(GroupContract, ALargeGroupIsAnsweredOneForOne) {
  enqueue_two_schools();
  std::vector<ports::AttemptStart> group = starts_of(lease(at(9, 45), 1000));
  group[40].fence = 0;
  group[41].claims = group[3].claims;
  group[41].school = group[3].school;
  group[41].job = group[3].job;  // the same job twice: it is in flight by then
  std::vector<StartResult> expected(150, StartResult::kStarted);
  expected[40] = expected[41] = StartResult::kLeaseLost;
  EXPECT_EQ(queue().start_attempts(group).value(), expected);
  EXPECT_EQ(events(Type::kAttemptStarted).size(), 2u * 148u);
  std::vector<ports::AttemptFinish> finishes;
  for (std::size_t i = 0; i < group.size(); ++i)
    if (i != 40 && i != 41)
      finishes.push_back(
          support::finish_of(group[i], OutcomeKind::kAccepted, Event::kAcceptedNoReceipt, at(9, 46)));
  finishes[77].fence = 0;
  finishes.push_back(finishes[5]);  // the same news twice
  const std::vector<bool> moved = queue().finish_attempts(finishes).value();
  ASSERT_EQ(moved.size(), finishes.size());
  for (std::size_t i = 0; i < moved.size(); ++i) EXPECT_EQ(moved[i], i != 77 && i != 148) << i;
  EXPECT_EQ(events(Type::kAttemptFinished).size(), 2u * 149u);
}

}  // namespace
}  // namespace firstday::contract
