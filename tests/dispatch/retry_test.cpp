#include "dispatch/retry.h"

#include <gtest/gtest.h>

#include "support/builders.h"

namespace firstday::dispatch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const base::Instant kNow = support::at(9, 35);

/// The longest wait after this many attempts, as the random part comes close to 1.
base::Duration longest_wait(int attempts) {
  return *next_try({}, {kNow, attempts, 1.0, std::nullopt, std::nullopt}) - kNow;
}

TEST(Retry, TheCeilingDoublesFromFifteenSecondsToTenMinutes) {
  const int expected[] = {15, 30, 60, 120, 240, 480, 600, 600, 600};
  for (int n = 1; n <= 9; ++n) EXPECT_EQ(longest_wait(n), seconds(expected[n - 1])) << n;
  EXPECT_EQ(longest_wait(47), seconds(600));
}

TEST(Retry, TheJitterIsFullFromNothingToTheCeiling) {
  for (const double part : {0.0, 0.25, 0.5, 0.999}) {
    const auto at = next_try({}, {kNow, 3, part, std::nullopt, std::nullopt});
    EXPECT_NEAR(static_cast<double>((*at - kNow).count()), part * 60e6, 1.0) << part;
  }
}

TEST(Retry, ARetryAfterIsAFloorWithTheJitterOnTop) {
  EXPECT_EQ(*next_try({}, {kNow, 1, 0.0, seconds(120), std::nullopt}), kNow + seconds(120));
  EXPECT_EQ(*next_try({}, {kNow, 1, 1.0, seconds(120), std::nullopt}), kNow + seconds(135));
}

TEST(Retry, ARetryAfterOfNonsenseNeitherGoesBackNorOverflows) {
  EXPECT_EQ(*next_try({}, {kNow, 1, 0.0, seconds(-500), std::nullopt}), kNow);
  const auto far = next_try({}, {kNow, 1, 0.0, seconds::max(), std::nullopt});
  EXPECT_EQ(*far, kNow + hours(24 * 365));
}

TEST(Retry, NothingLeavesAfterTheJobsTime) {
  const base::Instant end = kNow + seconds(30);
  EXPECT_EQ(next_try({}, {kNow, 2, 1.0, std::nullopt, end}), end) << "the last moment still counts";
  EXPECT_EQ(next_try({}, {kNow, 1, 0.0, seconds(31), end}), std::nullopt);
  EXPECT_EQ(next_try({}, {kNow, 3, 0.51, std::nullopt, end}), std::nullopt);
  EXPECT_EQ(next_try({}, {end + seconds(1), 1, 0.0, std::nullopt, end}), std::nullopt);
}

TEST(Retry, AttemptsEndAlsoWithoutATimeLimit) {
  RetrySettings settings;
  settings.max_attempts = 4;
  EXPECT_TRUE(next_try(settings, {kNow, 3, 0.5, std::nullopt, std::nullopt}));
  EXPECT_FALSE(next_try(settings, {kNow, 4, 0.5, std::nullopt, std::nullopt}));
  EXPECT_FALSE(next_try(settings, {kNow, 1000000, 0.5, std::nullopt, std::nullopt}));
}

TEST(Retry, OtherSettingsHold) {
  const RetrySettings settings{seconds(1), minutes(1), 10};
  EXPECT_EQ(*next_try(settings, {kNow, 1, 1.0, std::nullopt, std::nullopt}), kNow + seconds(1));
  EXPECT_EQ(*next_try(settings, {kNow, 9, 1.0, std::nullopt, std::nullopt}), kNow + minutes(1));
}

}  // namespace
}  // namespace firstday::dispatch
