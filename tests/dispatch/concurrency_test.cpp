#include "dispatch/concurrency.h"

#include <gtest/gtest.h>

namespace firstday::dispatch {
namespace {

/// One round: as many answers as there are places, all in time.
void good_round(Concurrency& c) {
  for (int left = c.places(); left > 0; --left) c.good(c.places() - 1);
}

int bad_ones_until(Concurrency& c, int places) {
  int bad = 0;
  for (; c.places() > places; ++bad) c.bad();
  return bad;
}

TEST(Concurrency, TheFirstGoesAloneAndEachRoundDoubles) {
  Concurrency c(16);
  for (const int places : {1, 2, 4, 8, 16, 16}) {
    EXPECT_EQ(c.places(), places);
    good_round(c);
  }
}

TEST(Concurrency, NeverMoreThanTheProviderAllowsAndNeverLessThanOne) {
  Concurrency c(3);
  for (int i = 0; i < 10; ++i) good_round(c);
  EXPECT_EQ(c.places(), 3);
  for (int i = 0; i < 50; ++i) c.bad();
  EXPECT_EQ(c.places(), 1);
  EXPECT_EQ(Concurrency(0).places(), 1);
}

TEST(Concurrency, ABadFirstOneKeepsItAtOne) {
  Concurrency c(16);
  c.bad();
  EXPECT_EQ(c.places(), 1);
}

TEST(Concurrency, APlaceGoesAtTheStartOfARunOfBadOnesAndComesAtTheEndOfARunOfGoodOnes) {
  Concurrency c(16);
  for (int i = 0; i < 4; ++i) good_round(c);
  ASSERT_EQ(c.places(), 16);
  c.bad();
  EXPECT_EQ(c.places(), 15) << "at once";
  for (int i = 0; i < 3; ++i) c.bad();
  EXPECT_EQ(c.places(), 15) << "and then for 1/f of them no more";
  c.bad();
  EXPECT_EQ(c.places(), 14);
  for (int i = 0; i < 3; ++i) c.good(13);
  EXPECT_EQ(c.places(), 14);
  c.good(13);
  EXPECT_EQ(c.places(), 15) << "sqrt(14) good ones, rounded up";
}

TEST(Concurrency, HalfAndHalfDoesNotGrow) {
  Concurrency c(64);
  for (int i = 0; i < 4; ++i) good_round(c);
  for (int i = 0; i < 200; ++i) {
    c.bad();
    c.good(c.places());
  }
  EXPECT_LE(c.places(), 16);
}

TEST(Concurrency, PlacesThatNobodyUsesEarnNoMore) {
  Concurrency c(64);
  for (int i = 0; i < 3; ++i) good_round(c);
  ASSERT_EQ(c.places(), 8);
  for (int i = 0; i < 50; ++i) c.good(0);
  EXPECT_EQ(c.places(), 8);
}

TEST(Concurrency, SixteenBadOnesInARowDoNotEmptyIt) {
  Concurrency c(16);
  for (int i = 0; i < 4; ++i) good_round(c);
  EXPECT_GT(bad_ones_until(c, 8), 16);
}

}  // namespace
}  // namespace firstday::dispatch
