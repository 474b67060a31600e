#include "dispatch/bucket.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace firstday::dispatch {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr base::Steady kStart{std::chrono::hours(1)};

Bucket emptied(int tokens) {
  Bucket bucket(tokens, seconds(60));
  for (int i = 0; i < tokens; ++i) bucket.take(kStart + seconds(i));
  return bucket;
}

TEST(Bucket, GivesSoManyAndThenNoneUntilTheFirstIsBack) {
  const Bucket bucket = emptied(3);
  EXPECT_FALSE(bucket.has(kStart + seconds(59)));
  EXPECT_TRUE(bucket.has(kStart + seconds(60)));
  EXPECT_EQ(bucket.has_at(kStart + seconds(5)), kStart + seconds(60));
  EXPECT_EQ(bucket.has_at(kStart + seconds(70)), kStart + seconds(70));
}

TEST(Bucket, KeepsSomeForThoseWhoMayTakeTheLast) {
  Bucket bucket(4, seconds(60));
  bucket.take(kStart);
  bucket.take(kStart + seconds(1));
  EXPECT_TRUE(bucket.has(kStart + seconds(2), 1));
  bucket.take(kStart + seconds(2));
  EXPECT_FALSE(bucket.has(kStart + seconds(3), 1));
  EXPECT_TRUE(bucket.has(kStart + seconds(3)));
  EXPECT_EQ(bucket.has_at(kStart + seconds(3), 1), kStart + seconds(60));
}

TEST(Bucket, WithoutANumberThereIsNoLimit) {
  Bucket bucket(0, seconds(1));
  for (int i = 0; i < 1000; ++i) bucket.take(kStart);
  EXPECT_TRUE(bucket.has(kStart));
  EXPECT_EQ(bucket.has_at(kStart), kStart);
}

TEST(Bucket, WhatWasSentBeyondItStillCounts) {
  Bucket bucket(2, seconds(10));
  for (int i = 0; i < 5; ++i) bucket.take(kStart + seconds(i));
  EXPECT_EQ(bucket.has_at(kStart + seconds(5)), kStart + seconds(13)) << "when only one is out";
}

TEST(Bucket, WhatIsHeardOfLaterCountsFromWhenItWas) {
  Bucket bucket(2, seconds(10));
  bucket.take(kStart + seconds(5));
  bucket.take(kStart);
  EXPECT_FALSE(bucket.has(kStart + seconds(9)));
  EXPECT_TRUE(bucket.has(kStart + seconds(10)));
}

TEST(BucketProperty, NoStretchOfAPeriodEverHasMoreThanTheTokens) {
  EXPECT_TRUE(rc::check("sends that ask first", [] {
    const int tokens = *rc::gen::inRange(1, 8);
    Bucket bucket(tokens, milliseconds(1000));
    base::Steady now = kStart;
    std::vector<base::Steady> sent;
    for (const int step : *rc::gen::container<std::vector<int>>(60, rc::gen::inRange(0, 400))) {
      now += milliseconds(step);
      RC_ASSERT(bucket.has(now) == (bucket.has_at(now) == now));
      const int keep = *rc::gen::inRange(0, tokens + 3);
      RC_ASSERT(bucket.has(now, keep) == (bucket.has_at(now, keep) == now));
      if (!bucket.has(now)) RC_ASSERT(bucket.has(bucket.has_at(now)));
      if (!bucket.has(now)) continue;
      bucket.take(now);
      sent.push_back(now);
      if (static_cast<int>(sent.size()) > tokens)
        RC_ASSERT(now - sent[sent.size() - 1 - static_cast<std::size_t>(tokens)] >= milliseconds(1000));
    }
  }));
}

}  // namespace
}  // namespace firstday::dispatch
