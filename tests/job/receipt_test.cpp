// Invariant 6: receipts in any order, repeated, early or late give the same end state.
#include "job/receipt.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>

namespace firstday::job {
namespace {

using S = ReceiptStatus;

TEST(ReceiptLattice, JoinIsCommutativeAssociativeAndIdempotentOverAllStatuses) {
  for (const S a : kReceiptStatuses) {
    EXPECT_EQ(joined(a, a), a);
    for (const S b : kReceiptStatuses) {
      EXPECT_EQ(joined(a, b), joined(b, a)) << word(a) << " " << word(b);
      EXPECT_TRUE(joined(a, b) == a || joined(a, b) == b);
      for (const S c : kReceiptStatuses) EXPECT_EQ(joined(joined(a, b), c), joined(a, joined(b, c)));
    }
  }
  EXPECT_EQ(joined(S::kFailed, S::kDelivered), S::kDelivered);
  EXPECT_EQ(joined(S::kFailed, S::kNotDeliveredYet), S::kFailed);
}

TEST(ReceiptLattice, OnlyArrivedAndFailedContradict) {
  std::set<std::pair<S, S>> found;
  for (const S a : kReceiptStatuses)
    for (const S b : kReceiptStatuses) {
      EXPECT_EQ(contradict(a, b), contradict(b, a));
      if (contradict(a, b) && a < b) found.insert({a, b});
    }
  EXPECT_EQ(found, (std::set<std::pair<S, S>>{{S::kFailed, S::kDelivered}, {S::kFailed, S::kRead}}));
}

TEST(ReceiptLattice, OnlyTheLastWordsSettleAJob) {
  const std::map<S, std::optional<Event>> expected = {{S::kAccepted, std::nullopt},
                                                      {S::kWithCarrier, std::nullopt},
                                                      {S::kNotDeliveredYet, std::nullopt},
                                                      {S::kFailed, Event::kReceiptFailed},
                                                      {S::kDelivered, Event::kReceiptDelivered},
                                                      {S::kRead, Event::kReceiptDelivered}};
  for (const auto& [status, event] : expected) EXPECT_EQ(event_of(status), event) << word(status);
}

TEST(ReceiptLattice, WordsGoThereAndBack) {
  for (const S s : kReceiptStatuses) EXPECT_EQ(receipt_status_of(word(s)), s);
  EXPECT_EQ(receipt_status_of("sent"), std::nullopt);
}

/// A job and its newest attempt, told one status after the other.
struct Told {
  AttemptState attempt;
  State job;
  std::vector<S> known = {};
  bool newest = true;
  int contradictions = 0;

  void hear(S status) {
    const Settled s = settle({attempt, job, newest, known}, status);
    attempt = s.attempt;
    job = s.job;
    contradictions += s.contradicts ? 1 : 0;
    if (s.news) known.push_back(status);
  }
};

/// The states in which a job may be whose newest attempt is in such a state.
const std::vector<std::pair<AttemptState, State>> kBegins = {
    {AttemptState::kStarted, State::kInFlight},         {AttemptState::kUnknown, State::kUnknown},
    {AttemptState::kAccepted, State::kAwaitingReceipt}, {AttemptState::kAccepted, State::kAcceptedFinal},
    {AttemptState::kAccepted, State::kUnknown},         {AttemptState::kSettled, State::kClosedByHuman},
    {AttemptState::kSettled, State::kFailed},           {AttemptState::kNotSent, State::kQueued},
    {AttemptState::kNotSent, State::kLeased},           {AttemptState::kNotSent, State::kHeld},
    {AttemptState::kNotSent, State::kExpired},          {AttemptState::kRejected, State::kFailed},
    {AttemptState::kRejected, State::kQueued},          {AttemptState::kNotSent, State::kCancelled},
    {AttemptState::kNotSent, State::kSuperseded}};

/// `hear(sequence)` for every sequence of up to `length` statuses, repetitions among them.
void each_sequence(int length, const std::function<void(const std::vector<S>&)>& hear) {
  std::vector<S> sequence;
  const std::function<void()> grow = [&] {
    hear(sequence);
    if (static_cast<int>(sequence.size()) == length) return;
    for (const S s : kReceiptStatuses) {
      sequence.push_back(s);
      grow();
      sequence.pop_back();
    }
  };
  grow();
}

// Invariant 6, over every order and repetition of up to four statuses, from wherever a job may be.
TEST(ReceiptOrder, EveryOrderAndRepetitionOfUpToFourStatusesEndsTheSame) {
  for (const auto& begin : kBegins) {
    const AttemptState attempt = begin.first;
    const State job = begin.second;
    for (const bool newest : {true, false}) {
      std::map<std::set<S>, std::pair<AttemptState, State>> ends;
      int sequences = 0;
      each_sequence(4, [&](const std::vector<S>& sequence) {
        Told told{attempt, job, {}, newest};
        for (const S s : sequence) told.hear(s);
        const auto end = std::pair(told.attempt, told.job);
        const auto first = ends.emplace(std::set<S>(sequence.begin(), sequence.end()), end).first;
        EXPECT_EQ(first->second, end) << word(attempt) << " " << word(job);
        ++sequences;
      });
      EXPECT_EQ(sequences, 1 + 6 + 36 + 216 + 1296);
    }
  }
}

TEST(ReceiptOrder, WhetherAnythingContradictsDoesNotDependOnTheOrder) {
  for (const auto& begin : kBegins) {
    const AttemptState attempt = begin.first;
    const State job = begin.second;
    std::map<std::set<S>, bool> flagged;
    each_sequence(3, [&](const std::vector<S>& sequence) {
      Told told{attempt, job};
      for (const S s : sequence) told.hear(s);
      const auto first =
          flagged.emplace(std::set<S>(sequence.begin(), sequence.end()), told.contradictions > 0).first;
      EXPECT_EQ(first->second, told.contradictions > 0) << word(attempt) << " " << word(job);
    });
  }
}

TEST(ReceiptRule, AnUnknownAttemptIsAcceptedByWhateverItsProviderSaysOfIt) {
  for (const S s : kReceiptStatuses) {
    const Settled out = settle({AttemptState::kUnknown, State::kUnknown}, s);
    EXPECT_EQ(out.attempt, AttemptState::kAccepted) << word(s);
    EXPECT_TRUE(is_possibly_live(out.attempt)) << "never sent a second time";
  }
  EXPECT_EQ(settle({AttemptState::kUnknown, State::kUnknown}, S::kWithCarrier).job, State::kAwaitingReceipt);
  EXPECT_EQ(settle({AttemptState::kUnknown, State::kUnknown}, S::kDelivered).job, State::kDelivered);
  EXPECT_EQ(settle({AttemptState::kUnknown, State::kUnknown}, S::kFailed).job, State::kFailed);
}

TEST(ReceiptRule, AnEarlyReceiptMovesTheJobBeforeTheSendWasAnswered) {
  EXPECT_EQ(settle({AttemptState::kStarted, State::kInFlight}, S::kAccepted).job, State::kAwaitingReceipt);
  EXPECT_EQ(settle({AttemptState::kStarted, State::kInFlight}, S::kRead).job, State::kDelivered);
}

/// What was overdue became unknown; that the carrier has it proves nothing about the family.
TEST(ReceiptRule, AnOverdueJobIsMovedOnlyByALastWord) {
  const Standing overdue{AttemptState::kAccepted, State::kUnknown};
  EXPECT_EQ(settle(overdue, S::kWithCarrier).job, State::kUnknown);
  EXPECT_EQ(settle(overdue, S::kDelivered).job, State::kDelivered);
}

TEST(ReceiptRule, AFailureOfAnOlderAttemptSaysNothingAboutTheJob) {
  const Settled out = settle({AttemptState::kAccepted, State::kAwaitingReceipt, false}, S::kFailed);
  EXPECT_EQ(out.job, State::kAwaitingReceipt);
  EXPECT_EQ(out.how, std::nullopt);
}

TEST(ReceiptRule, ADeliveryOfWhatWasThoughtNotSentEndsTheTryingAndIsFlagged) {
  const Settled out = settle({AttemptState::kNotSent, State::kQueued}, S::kDelivered);
  EXPECT_EQ(out.job, State::kDelivered);
  EXPECT_EQ(out.attempt, AttemptState::kNotSent) << "what was proven stays; the flag tells a person";
  EXPECT_TRUE(out.contradicts);
  EXPECT_FALSE(settle({AttemptState::kNotSent, State::kQueued}, S::kFailed).contradicts);
}

TEST(ReceiptRule, APersonsWordIsContradictedOpenly) {
  const Settled failed = settle({AttemptState::kSettled, State::kClosedByHuman}, S::kFailed);
  EXPECT_EQ(failed.job, State::kClosedByHuman);
  EXPECT_TRUE(failed.contradicts);
  const Settled arrived = settle({AttemptState::kSettled, State::kFailed}, S::kDelivered);
  EXPECT_EQ(arrived.job, State::kDelivered);
  EXPECT_TRUE(arrived.contradicts);
  EXPECT_FALSE(settle({AttemptState::kSettled, State::kClosedByHuman}, S::kDelivered).contradicts);
}

TEST(ReceiptRule, TheSameAgainIsNoNews) {
  const std::vector<S> known = {S::kDelivered};
  const Settled out = settle({AttemptState::kAccepted, State::kDelivered, true, known}, S::kDelivered);
  EXPECT_FALSE(out.news);
  EXPECT_FALSE(out.contradicts);
  EXPECT_TRUE(settle({AttemptState::kAccepted, State::kDelivered, true, known}, S::kRead).news);
}

}  // namespace
}  // namespace firstday::job
