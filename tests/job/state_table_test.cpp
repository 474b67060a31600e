// The two state tables, written out: every pair of job state and event, every pair of attempt states, and
// every outcome in every attempt state. Written by hand from design section 5, not made from the code.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "job/state.h"

namespace firstday::job {
namespace {

// A row a job state, a column an event, in the order of kEvents. Q queued, L leased, F in flight, R awaiting
// receipt, ? unknown, H held, S with staff, D delivered, A accepted final, X failed, e expired, c cancelled,
// s superseded, C closed by a person, d done; "." may not happen.
//
//  lease, lease_lost, attempt_started, accepted, accepted_no_receipt, handed_over, proven_not_sent, given_up,
//  outcome_lost, receipt_delivered, receipt_failed, receipt_overdue, withdraw, supersede, expire, hold,
//  release, staff_done, human_closed
const std::map<State, std::string> kExpected = {
    {State::kQueued, "L . . . . . . X . D . . c s e H . . ."},
    {State::kLeased, ". Q F . . . . X . D . . c . e H . . ."},
    {State::kInFlight, ". . . R A S Q X ? D X . . . . . . . ."},
    {State::kAwaitingReceipt, ". . . . . . . . . D X ? . . . . . . ."},
    {State::kUnknown, ". . . R A . . . . D X . . . . . . . C"},
    {State::kHeld, ". . . . . . . . . D . . c s e . Q . ."},
    {State::kWithStaff, ". . . . . . . . . . . . c s e . . d ."},
    {State::kDelivered, ". . . . . . . . . D D . . . . . . . ."},
    {State::kAcceptedFinal, ". . . . . . . . . D X . . . . . . . ."},
    {State::kDone, ". . . . . . . . . . . . . . . . . . ."},
    {State::kFailed, ". . . . . . . . . D X . . . . . . . ."},
    {State::kExpired, ". . . . . . . . . D . . . . . . . . ."},
    {State::kCancelled, ". . . . . . . . . . . . . . . . . . ."},
    {State::kSuperseded, ". . . . . . . . . . . . . . . . . . ."},
    {State::kClosedByHuman, ". . . . . . . . . D C . . . . . . . ."}};

const std::map<char, State> kLetters = {{'Q', State::kQueued},        {'L', State::kLeased},
                                        {'F', State::kInFlight},      {'R', State::kAwaitingReceipt},
                                        {'?', State::kUnknown},       {'H', State::kHeld},
                                        {'S', State::kWithStaff},     {'D', State::kDelivered},
                                        {'A', State::kAcceptedFinal}, {'d', State::kDone},
                                        {'X', State::kFailed},        {'e', State::kExpired},
                                        {'c', State::kCancelled},     {'s', State::kSuperseded},
                                        {'C', State::kClosedByHuman}};

std::vector<std::string> cells_of(const std::string& row) {
  std::istringstream words(row);
  return {std::istream_iterator<std::string>(words), {}};
}

TEST(StateTable, EveryPairOfStateAndEventIsAsWrittenHere) {
  ASSERT_EQ(kExpected.size(), kStates.size());
  int pairs = 0;
  for (const auto& [state, row] : kExpected) {
    const std::vector<std::string> cells = cells_of(row);
    ASSERT_EQ(cells.size(), kEvents.size()) << word(state);
    for (size_t i = 0; i < cells.size(); ++i, ++pairs) {
      std::optional<State> expected;
      if (cells[i] != ".") expected = kLetters.at(cells[i][0]);
      EXPECT_EQ(next(state, kEvents[i]), expected) << word(state) << " " << word(kEvents[i]);
    }
  }
  EXPECT_EQ(pairs, 15 * 19);
}

// Row from, column to: started, accepted, not_sent, rejected, unknown, settled.
const std::map<AttemptState, std::string> kMoves = {
    {AttemptState::kStarted, ". x x x x ."},  //
    {AttemptState::kAccepted, ". . . . . ."}, {AttemptState::kNotSent, ". . . . . ."},
    {AttemptState::kRejected, ". . . . . ."}, {AttemptState::kUnknown, ". x x x . x"},
    {AttemptState::kSettled, ". . . . . ."}};

TEST(AttemptTable, EveryPairOfStatesIsAsWrittenHere) {
  ASSERT_EQ(kMoves.size(), kAttemptStates.size());
  for (const auto& [from, row] : kMoves) {
    const std::vector<std::string> cells = cells_of(row);
    ASSERT_EQ(cells.size(), kAttemptStates.size()) << word(from);
    for (size_t i = 0; i < cells.size(); ++i)
      EXPECT_EQ(may_become(from, kAttemptStates[i]), cells[i] == "x")
          << word(from) << " to " << word(kAttemptStates[i]);
  }
}

// Row the attempt's state, column the outcome: accepted, not_sent, rejected_permanent, rejected_temporary,
// misconfigured, unknown. a accepted, n not sent, r rejected, u unknown; "=" it stays.
const std::map<AttemptState, std::string> kLearned = {
    {AttemptState::kStarted, "a n r r r u"},  //
    {AttemptState::kAccepted, "= = = = = ="}, {AttemptState::kNotSent, "= = = = = ="},
    {AttemptState::kRejected, "= = = = = ="}, {AttemptState::kUnknown, "a n r r r ="},
    {AttemptState::kSettled, "= = = = = ="}};

TEST(AttemptTable, EveryOutcomeInEveryStateIsAsWrittenHere) {
  const std::map<char, AttemptState> letters = {{'a', AttemptState::kAccepted},
                                                {'n', AttemptState::kNotSent},
                                                {'r', AttemptState::kRejected},
                                                {'u', AttemptState::kUnknown}};
  for (const auto& [state, row] : kLearned) {
    const std::vector<std::string> cells = cells_of(row);
    ASSERT_EQ(cells.size(), kOutcomeKinds.size()) << word(state);
    for (size_t i = 0; i < cells.size(); ++i)
      EXPECT_EQ(after(state, kOutcomeKinds[i]), cells[i] == "=" ? state : letters.at(cells[i][0]))
          << word(state) << " " << word(kOutcomeKinds[i]);
  }
}

TEST(AttemptTable, OnlyProofThatNothingLeftLetsAnotherSendStart) {
  for (const AttemptState s : kAttemptStates)
    EXPECT_EQ(is_possibly_live(s), s != AttemptState::kNotSent && s != AttemptState::kRejected) << word(s);
}

TEST(AttemptTable, WordsGoThereAndBack) {
  for (const AttemptState s : kAttemptStates) EXPECT_EQ(attempt_state_of(word(s)), s);
  for (const State s : kStates) EXPECT_EQ(state_of(word(s)), s);
  EXPECT_EQ(attempt_state_of("lost"), std::nullopt);
}

}  // namespace
}  // namespace firstday::job
