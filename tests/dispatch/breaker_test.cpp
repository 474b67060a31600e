#include "dispatch/breaker.h"

#include <gtest/gtest.h>

namespace firstday::dispatch {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr base::Steady kStart{std::chrono::hours(1)};

bool fail(Breaker& breaker, base::Steady now = kStart) {
  return breaker.done(breaker.pass(), true, now);
}

Breaker opened() {
  Breaker breaker;
  breaker.open(kStart);
  return breaker;
}

TEST(Breaker, OpensAfterMoreThanFiveFailuresInARow) {
  Breaker breaker;
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(fail(breaker));
  EXPECT_TRUE(breaker.lets_pass(kStart));
  EXPECT_TRUE(fail(breaker)) << "and says that it was this one";
  EXPECT_FALSE(breaker.lets_pass(kStart));
  EXPECT_EQ(breaker.failures_in_a_row(), 6);
}

TEST(Breaker, ASuccessBetweenThemStartsTheCountAgain) {
  Breaker breaker;
  for (int i = 0; i < 20; ++i) {
    fail(breaker);
    if (i % 5 == 4) breaker.done(breaker.pass(), false, kStart);
  }
  EXPECT_FALSE(breaker.is_open());
}

TEST(Breaker, WithoutANumberItNeverOpens) {
  Breaker breaker(BreakerSettings{0, seconds(60), minutes(10)});
  for (int i = 0; i < 100; ++i) fail(breaker);
  EXPECT_FALSE(breaker.is_open());
}

TEST(Breaker, AfterAMinuteOneMayPassAndNoMore) {
  Breaker breaker = opened();
  EXPECT_EQ(breaker.tries_at(), kStart + seconds(60));
  EXPECT_FALSE(breaker.lets_pass(kStart + seconds(60) - base::Duration(1)));
  EXPECT_TRUE(breaker.lets_pass(kStart + seconds(60)));
  breaker.pass();
  EXPECT_FALSE(breaker.lets_pass(kStart + minutes(60)));
  EXPECT_TRUE(breaker.is_open());
  EXPECT_EQ(breaker.tries_at(), std::nullopt);
}

TEST(Breaker, TheProbeThatSucceedsClosesItAndTheCountIsNew) {
  Breaker breaker = opened();
  EXPECT_FALSE(breaker.done(breaker.pass(), false, kStart + seconds(61)));
  EXPECT_FALSE(breaker.is_open());
  for (int i = 0; i < 5; ++i) fail(breaker);
  EXPECT_FALSE(breaker.is_open());
  fail(breaker);
  EXPECT_EQ(breaker.tries_at(), kStart + seconds(60)) << "and so is the time that it stays open";
}

TEST(Breaker, EachProbeThatFailsDoublesTheTimeUpToTenMinutes) {
  Breaker breaker = opened();
  base::Steady now = kStart;
  for (const int open : {60, 120, 240, 480, 600, 600}) {
    EXPECT_EQ(breaker.tries_at(), now + seconds(open));
    now += seconds(open);
    ASSERT_TRUE(breaker.lets_pass(now));
    EXPECT_FALSE(fail(breaker, now)) << "it was open before";
  }
}

TEST(Breaker, WhatWasUnderWayWhenItOpenedDecidesNothing) {
  Breaker breaker;
  const int early = breaker.pass();
  breaker.open(kStart);
  const int probe = breaker.pass();
  breaker.done(early, false, kStart);
  EXPECT_TRUE(breaker.is_open());
  breaker.done(early, true, kStart);
  EXPECT_FALSE(breaker.lets_pass(kStart + minutes(9))) << "the probe is still out";
  breaker.done(probe, false, kStart);
  EXPECT_FALSE(breaker.is_open());
  breaker.done(probe, true, kStart);
  EXPECT_EQ(breaker.failures_in_a_row(), 0) << "each result counts once";
}

TEST(Breaker, IsOpenedAtOnceOnlyWhenItIsClosed) {
  Breaker breaker;
  EXPECT_TRUE(breaker.open(kStart));
  EXPECT_FALSE(breaker.open(kStart + seconds(30)));
  EXPECT_EQ(breaker.tries_at(), kStart + seconds(60));
}

}  // namespace
}  // namespace firstday::dispatch
