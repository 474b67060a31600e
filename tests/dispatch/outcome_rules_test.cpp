#include "dispatch/outcome_rules.h"

#include <gtest/gtest.h>

#include "support/builders.h"

namespace firstday::dispatch {
namespace {

using job::Event;
using job::OutcomeKind;
using std::chrono::hours;
using std::chrono::seconds;

const base::Instant kNow = support::at(9, 35);

job::Outcome outcome(OutcomeKind kind) {
  job::Outcome o;
  o.kind = kind;
  return o;
}

Situation situation(int attempts, std::optional<base::Duration> time_left) {
  Situation s;
  s.now = kNow;
  s.attempts = attempts;
  if (time_left) s.not_after = kNow + *time_left;
  s.random = 0.5;
  return s;
}

/// What must follow, written down without the rules' help: half of the ceiling is the wait.
Event expected(OutcomeKind kind, const Situation& s) {
  const base::Duration waits[] = {seconds(0), std::chrono::milliseconds(7500), seconds(15), seconds(30)};
  const base::Duration wait = s.attempts <= 3 ? waits[s.attempts] : seconds(300);
  const bool in_time = !s.not_after || *s.not_after - s.now >= wait;
  switch (kind) {
    case OutcomeKind::kAccepted:
      return s.gives_receipts ? Event::kAccepted : Event::kAcceptedNoReceipt;
    case OutcomeKind::kUnknown:
      return Event::kOutcomeLost;
    case OutcomeKind::kRejectedPermanent:
      return Event::kGivenUp;
    case OutcomeKind::kNotSent:
    case OutcomeKind::kRejectedTemporary:
      return in_time && s.attempts < 48 ? Event::kProvenNotSent : Event::kGivenUp;
    case OutcomeKind::kMisconfigured:
      break;
  }
  const bool any_time = !s.not_after || *s.not_after >= s.now;
  return any_time ? Event::kProvenNotSent : Event::kGivenUp;
}

TEST(OutcomeRules, WhatPeopleOfTheSchoolTookIsWithThemWhateverElseTheProviderSays) {
  Situation s = situation(1, std::nullopt);
  s.hands_to_staff = true;
  for (const bool receipts : {false, true}) {
    s.gives_receipts = receipts;
    EXPECT_EQ(judge(outcome(OutcomeKind::kAccepted), s, {}).event, Event::kHandedOver);
    EXPECT_EQ(judge(outcome(OutcomeKind::kUnknown), s, {}).event, Event::kOutcomeLost);
  }
}

TEST(OutcomeRules, EveryOutcomeAtEveryAttemptWithEveryTimeLeft) {
  const std::optional<base::Duration> times_left[] = {std::nullopt, hours(2),   seconds(400), seconds(20),
                                                      seconds(10),  seconds(5), seconds(0),   seconds(-1)};
  int cases = 0;
  for (const OutcomeKind kind : job::kOutcomeKinds)
    for (const int attempts : {1, 2, 3, 12, 47, 48, 49})
      for (const auto& left : times_left)
        for (const bool other : {false, true})
          for (const bool receipts : {false, true}) {
            Situation s = situation(attempts, left);
            s.other_account = other;
            s.gives_receipts = receipts;
            const Verdict verdict = judge(outcome(kind), s, {});
            EXPECT_EQ(verdict.event, expected(kind, s)) << job::word(kind) << " after " << attempts;
            EXPECT_EQ(verdict.retry_at.has_value(), verdict.event == Event::kProvenNotSent);
            EXPECT_EQ(verdict.stops_account, kind == OutcomeKind::kMisconfigured);
            ++cases;
          }
  EXPECT_EQ(cases, 6 * 7 * 8 * 2 * 2);
}

TEST(OutcomeRules, OnlyAProvenNonSendIsTriedAgain) {
  for (const OutcomeKind kind : job::kOutcomeKinds) {
    Situation s = situation(1, std::nullopt);
    s.other_account = true;
    if (judge(outcome(kind), s, {}).event == Event::kProvenNotSent) {
      EXPECT_TRUE(job::proves_not_sent(kind)) << job::word(kind);
    }
  }
}

TEST(OutcomeRules, EveryEventIsAllowedForAJobThatIsInFlight) {
  for (const OutcomeKind kind : job::kOutcomeKinds)
    for (const bool flag : {false, true}) {
      Situation s = situation(1, std::nullopt);
      s.gives_receipts = s.other_account = flag;
      EXPECT_TRUE(job::next(job::State::kInFlight, judge(outcome(kind), s, {}).event)) << job::word(kind);
    }
}

TEST(OutcomeRules, ATemporaryRefusalWaitsAsLongAsItWasTold) {
  job::Outcome busy = outcome(OutcomeKind::kRejectedTemporary);
  busy.retry_after = seconds(90);
  EXPECT_EQ(judge(busy, situation(1, std::nullopt), {}).retry_at,
            kNow + seconds(90) + std::chrono::milliseconds(7500));
}

TEST(OutcomeRules, AWrongAccountIsNotWaitedFor) {
  Situation s = situation(3, hours(1));
  s.other_account = true;
  EXPECT_EQ(judge(outcome(OutcomeKind::kMisconfigured), s, {}).retry_at, kNow);
}

TEST(OutcomeRules, WithoutAnotherAccountTheMessageWaitsForTheMendedOneAsLongAsItHasTime) {
  Situation s = situation(1, hours(1));
  const auto again = [&s] { return judge(outcome(OutcomeKind::kMisconfigured), s, {}).retry_at; };
  EXPECT_EQ(again(), kNow + std::chrono::minutes(10));
  s.attempts = 500;
  EXPECT_EQ(again(), kNow + std::chrono::minutes(10)) << "a wrong key uses no tries up";
  s.not_after = kNow + seconds(30);
  EXPECT_EQ(again(), s.not_after);
  s.not_after = kNow - seconds(1);
  EXPECT_EQ(again(), std::nullopt);
  s.not_after.reset();
  EXPECT_EQ(again(), kNow + std::chrono::minutes(10));
}

}  // namespace
}  // namespace firstday::dispatch
