// The loop of a service: it sends when the time comes, goes on after trouble, and ends in good order.
#include "workflow/serve.h"

#include <gmock/gmock.h>

#include "workflow/test_house.h"
#include "workflow/watched_queue.h"

namespace firstday::workflow {
namespace {

using namespace std::chrono_literals;
using support::at;
using ::testing::HasSubstr;

class FakeHealth : public ports::StoreHealth {
 public:
  base::Status can_write() override {
    ++asked;
    return broken ? base::Status{base::unavailable("The disk is full.")} : base::Status{};
  }
  base::Status has_room() const override {
    return tight ? base::Status{base::unavailable("Less than the reserve.")} : base::Status{};
  }
  /// Asked once at the end of each round.
  base::Result<std::vector<ports::JobCount>> counts(base::Date) const override {
    if (on_round) on_round();
    return counted;
  }

  std::function<void()> on_round;

  bool broken = false;
  bool tight = false;
  int asked = 0;
  std::vector<ports::JobCount> counted;
};

/// One pupil absent at 09:35; the school's hold is ten minutes, so the text falls due at 09:45. The simulated
/// clock jumps over each wait, so a service lives until `until`, or as long as `lives` says.
class Serving : public testing::Test {
 protected:
  Serving() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
  }

  base::Status serve_until(base::Instant until) {
    ServeRequest request;
    request.stopping = [this, until] { return t.clock.now() >= until || ended; };
    health.on_round = [this] {
      ++rounds;
      if (on_round) on_round();
    };
    return serve(t.house(), health, book, request);
  }

  ports::JobRow text() {
    ports::JobFilter filter;
    filter.kind = job::Kind::kText;
    return t.queue.jobs(filter).value().at(0);
  }

  TestHouse t;
  FakeHealth health;
  ServiceBook book;
  std::function<void()> on_round;
  std::atomic<bool> ended{false};
  int rounds = 0;
};

TEST_F(Serving, ATextLeavesWhenItsHoldIsOverAndOnlyOnce) {
  ASSERT_TRUE(serve_until(at(9, 44)).ok());
  EXPECT_TRUE(t.sent().empty());
  ASSERT_TRUE(serve_until(at(10, 30)).ok());
  EXPECT_EQ(t.sent().size(), 1u);
}

TEST_F(Serving, WhatFallsDueBetweenTwoMinutesDoesNotWaitForTheNext) {
  t.clock.set(at(9, 35) + 30s);
  ASSERT_TRUE(serve_until(at(9, 45) + 31s).ok());
  ASSERT_EQ(t.sent().size(), 1u);
  ASSERT_TRUE(text().sent_at.has_value());
  EXPECT_EQ(*text().sent_at, at(9, 45) + 30s);
}

TEST_F(Serving, ItComesRoundEachMinute) {
  ASSERT_TRUE(serve_until(at(9, 40)).ok());
  EXPECT_GE(rounds, 5);
  EXPECT_LE(rounds, 8);
}

TEST_F(Serving, WhoRingsIsNotLeftToWaitForTheMinute) {
  std::vector<base::Instant> came;
  on_round = [&] {
    came.push_back(t.clock.now());
    if (came.size() == 1) {
      book.ring();
      t.clock.wake();
    }
  };
  ASSERT_TRUE(serve_until(at(9, 37)).ok());
  ASSERT_GE(came.size(), 2u);
  EXPECT_EQ(came[1], came[0]);
}

TEST_F(Serving, WhileTheStoreTakesNothingNothingIsPlannedOrSent_AndItGoesOnByItself) {
  health.broken = true;
  ASSERT_TRUE(serve_until(at(9, 50)).ok());
  EXPECT_THAT(book.not_ready_because(t.clock.now()), HasSubstr("The disk is full."));
  EXPECT_EQ(rounds, 0);
  EXPECT_GT(health.asked, 15 * 60 / 10) << "it looks every few seconds";
  health.broken = false;
  ASSERT_TRUE(serve_until(at(10, 10)).ok());
  EXPECT_EQ(t.sent().size(), 1u);
}

TEST_F(Serving, ADiskThatIsTightIsSaidSoAndGoneIsGone) {
  health.tight = true;
  std::string said;
  on_round = [&] {
    if (said.empty()) said = book.not_ready_because(t.clock.now());
    health.tight = false;
  };
  ASSERT_TRUE(serve_until(at(9, 37)).ok());
  EXPECT_THAT(said, HasSubstr("Less than the reserve."));
  EXPECT_EQ(book.numbers().not_ready.count(NotReady::kRoom), 0u);
}

TEST_F(Serving, AHoldIsAReasonNotToBeReady) {
  std::string why = "A backup was restored.";
  ServeRequest request;
  request.stopping = [this] { return t.clock.now() >= at(9, 37); };
  request.held_because = [&] { return why; };
  ASSERT_TRUE(serve(t.house(), health, book, request).ok());
  EXPECT_EQ(book.numbers().not_ready.at(NotReady::kHold), "A backup was restored.");
  why.clear();
  t.clock.set(at(9, 36));
  ASSERT_TRUE(serve(t.house(), health, book, request).ok());
  EXPECT_EQ(book.numbers().not_ready.count(NotReady::kHold), 0u);
}

TEST_F(Serving, WhileAnotherProcessSendsItWaitsAndSaysSo) {
  t.gate.closed = true;
  ASSERT_TRUE(serve_until(at(9, 50)).ok());
  EXPECT_TRUE(t.sent().empty());
  EXPECT_THAT(book.not_ready_because(t.clock.now()), HasSubstr("Another process is sending."));
  t.gate.closed = false;
  ASSERT_TRUE(serve_until(at(10, 10)).ok());
  EXPECT_EQ(t.sent().size(), 1u);
}

TEST_F(Serving, AnOutcomeThatCouldNotBeRecordedIsRecordedLater_AndNothingIsSentAgain) {
  ASSERT_TRUE(serve_until(at(9, 44)).ok());
  // Longer than a run is patient with its last outcomes (dispatch::Settings::record_patience).
  t.queue.fail(support::MemoryQueue::Verb::kFinish, 40);
  ASSERT_TRUE(serve_until(at(9, 50)).ok());
  EXPECT_EQ(t.sent().size(), 1u);
  EXPECT_TRUE(text().state == job::State::kAcceptedFinal || text().state == job::State::kAwaitingReceipt)
      << job::word(text().state);
}

TEST_F(Serving, AFailingStartSendsNothingAndTheTextLeavesLater) {
  ASSERT_TRUE(serve_until(at(9, 44)).ok());
  t.queue.fail(support::MemoryQueue::Verb::kStart, 3);
  ASSERT_TRUE(serve_until(at(9, 45) + 1s).ok());
  EXPECT_TRUE(t.sent().empty());
  ASSERT_TRUE(serve_until(at(10, 0)).ok());
  EXPECT_EQ(t.sent().size(), 1u);
}

TEST_F(Serving, TheBookSaysWhatIsDueAndWhenItCameRound) {
  ASSERT_TRUE(serve_until(at(9, 36)).ok());
  const ServiceNumbers n = book.numbers();
  ASSERT_EQ(n.schools.size(), 1u);
  EXPECT_EQ(n.schools.begin()->second.next_due, at(9, 45));
  EXPECT_FALSE(n.schools.begin()->second.round_failed);
  ASSERT_TRUE(n.last_round.has_value());
}

TEST_F(Serving, ItEndsAtOnceWhenItIsAsked_AndIsNotReadyThen) {
  ended = true;
  ASSERT_TRUE(serve_until(at(12)).ok());
  EXPECT_EQ(t.clock.now(), at(9, 35));
  EXPECT_THAT(book.not_ready_because(t.clock.now()), HasSubstr("ending"));
}

TEST_F(Serving, ASchoolThatIsNotConfiguredIsAnError) {
  ServeRequest request;
  request.only = roll::Urn("999999");
  request.stopping = [] { return true; };
  EXPECT_FALSE(serve(t.house(), health, book, request).ok());
}

class Book : public testing::Test {
 protected:
  ServiceBook book;
  const AccountKey texts{roll::Urn("900001"), "texts"};
};

TEST_F(Book, IsReadyOnceTheLoopHasComeRound_AndNoMoreWhenItStaysAway) {
  EXPECT_NE(book.not_ready_because(at(9)), "");
  book.came_round(at(9));
  EXPECT_EQ(book.not_ready_because(at(9, 3)), "");
  EXPECT_THAT(book.not_ready_because(at(9, 3) + 1s), HasSubstr("since 09:00"));
}

TEST_F(Book, SaysEveryReason) {
  book.came_round(at(9));
  book.set(NotReady::kStore, "One.");
  book.set(NotReady::kHold, "Two.");
  EXPECT_EQ(book.not_ready_because(at(9)), "One. Two.");
  book.set(NotReady::kStore, "");
  EXPECT_EQ(book.not_ready_because(at(9)), "Two.");
}

TEST_F(Book, PutsEachCommitIntoItsBucket) {
  book.count_commit(500us);  // the bound belongs to its bucket
  book.count_commit(501us);
  book.count_commit(60s);
  const Commits commits = book.numbers().commits;
  EXPECT_EQ(commits.counts.front(), 1u);
  EXPECT_EQ(commits.counts[1], 1u);
  EXPECT_EQ(commits.counts.back(), 1u);
  EXPECT_NEAR(commits.sum, 60.001001, 1e-9);
}

TEST_F(Book, CountsWhatIsOnTheWire) {
  book.count_started(texts);
  book.count_started(texts);
  book.count_finished(texts, job::OutcomeKind::kAccepted);
  const ServiceNumbers n = book.numbers();
  EXPECT_EQ(n.in_flight.at(texts), 1);
  EXPECT_EQ(n.attempts.at({texts, job::OutcomeKind::kAccepted}), 1);
}

TEST_F(Book, ABellRingsOnce) {
  EXPECT_FALSE(book.was_rung());
  book.ring();
  book.ring();
  EXPECT_TRUE(book.was_rung());
  EXPECT_FALSE(book.was_rung());
}

TEST_F(Serving, TheWatchedQueueCountsAttemptsByAccountAndOutcomeAndWhatFailed) {
  WatchedQueue watched(t.queue, book);
  House& h = t.house();
  House seen{h.settings, h.templates, h.policies, std::move(h.accounts), h.clock,    h.log,   h.schools,
             watched,    h.journal,   h.gate,     h.claim_hash,          h.instance, h.actor, h.trace_hash};
  t.clock.set(at(9, 44));
  ServeRequest request;
  request.stopping = [this] { return t.clock.now() >= at(10, 0); };
  ASSERT_TRUE(serve(seen, health, book, request).ok());
  const ServiceNumbers n = book.numbers();
  ASSERT_EQ(n.attempts.size(), 1u);
  EXPECT_EQ(n.attempts.begin()->first.second, job::OutcomeKind::kAccepted);
  EXPECT_EQ(n.attempts.begin()->second, 1);
  EXPECT_EQ(n.in_flight.begin()->second, 0);
  EXPECT_EQ(n.commits.failed, 0);
  t.queue.fail(support::MemoryQueue::Verb::kChange, 1);
  EXPECT_FALSE(watched.change({}).ok());
  EXPECT_EQ(book.numbers().commits.failed, 1);
}

TEST_F(Serving, WhatRecoveryMakesUnknownIsOnTheWireNoMore) {
  WatchedQueue watched(t.queue, book);
  ASSERT_TRUE(serve_until(at(9, 44)).ok());
  t.clock.set(at(9, 45));
  const auto leased = watched.lease({"me", at(9, 45), 1min, 1, {}}).value();
  ASSERT_EQ(leased.size(), 1u);
  ports::AttemptStart start;
  start.attempt = job::AttemptId("a1");
  start.job = leased[0].job.id;
  start.fence = leased[0].fence;
  start.school = leased[0].job.school;
  start.now = at(9, 45);
  start.account = "texts";
  start.claims = {"claim"};
  ASSERT_EQ(watched.start_attempts(std::span(&start, 1)).value().at(0), ports::StartResult::kStarted);
  EXPECT_EQ(book.numbers().in_flight.begin()->second, 1);
  ASSERT_EQ(watched.recover(at(9, 46)).value().unknown, 1);
  EXPECT_EQ(book.numbers().in_flight.begin()->second, 0);
  EXPECT_EQ(book.numbers().attempts.begin()->first.second, job::OutcomeKind::kUnknown);
}

}  // namespace
}  // namespace firstday::workflow
