#include "dispatch/gauge.h"

#include <gmock/gmock.h>

namespace firstday::dispatch {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

const base::Steady kStart{std::chrono::hours(1)};
const base::Date kToday = base::make_date(2027, 1, 12);

struct GaugeTest : testing::Test {
  GaugeTest() { can.max_in_flight = 8; }

  Gauge gauge() const { return Gauge(can, {2, seconds(60), minutes(10)}); }
  static Moment at(base::Duration after) { return {kStart + after, kToday}; }
  /// Answers in time until it has all its places.
  static void warm_up(Gauge& g) {
    for (int i = 0; i < 20; ++i) g.done(g.start(at(seconds(0))), Sign::kFine, "", 8, kStart);
  }

  ports::Capabilities can;
  Moment now{kStart, kToday};
};

TEST_F(GaugeTest, TheFirstGoesAloneAndEveryAnswerAddsAPlace) {
  Gauge g = gauge();
  EXPECT_TRUE(g.room(now, 0, 0, false).now);
  EXPECT_FALSE(g.room(now, 0, 1, false).now) << "a wrong key costs one message, not a group";
  EXPECT_FALSE(g.room(now, 1, 0, true).now);
  g.done(g.start(now), Sign::kFine, "", 0, kStart);
  EXPECT_EQ(g.places(), 2);
  EXPECT_TRUE(g.room(now, 1, 0, false).now);
}

TEST_F(GaugeTest, AQuarterOfThePlacesIsForUrgentOnes) {
  Gauge g = gauge();
  warm_up(g);
  ASSERT_EQ(g.places(), 8);
  EXPECT_TRUE(g.room(now, 5, 0, false).now);
  EXPECT_FALSE(g.room(now, 6, 0, false).now);
  EXPECT_TRUE(g.room(now, 7, 0, true).now);
  EXPECT_FALSE(g.room(now, 7, 1, true).now);
}

TEST_F(GaugeTest, ASlowAccountIsAskedLessAndStaysInUse) {
  Gauge g = gauge();
  warm_up(g);
  for (int i = 0; i < 40; ++i) EXPECT_FALSE(g.done(g.start(now), Sign::kLate, "", 7, kStart));
  EXPECT_LT(g.places(), 4);
  EXPECT_TRUE(g.takes(now)) << "slow is not dead";
  EXPECT_EQ(g.stopped_because(now), "");
}

TEST_F(GaugeTest, ADeadAccountIsStoppedAndOneMessageTriesItAfterItsPause) {
  Gauge g = gauge();
  warm_up(g);
  EXPECT_FALSE(g.done(g.start(now), Sign::kDead, "Connection refused.", 0, kStart));
  EXPECT_FALSE(g.done(g.start(now), Sign::kDead, "Connection refused.", 0, kStart));
  EXPECT_TRUE(g.done(g.start(now), Sign::kDead, "Connection refused.", 0, kStart));
  EXPECT_FALSE(g.takes(now));
  EXPECT_EQ(g.stopped_because(now),
            "The provider could not be reached for the last 3 messages. Connection refused.");
  EXPECT_EQ(g.tries_at(now), kStart + seconds(60));
  const Moment later = at(seconds(60));
  ASSERT_TRUE(g.takes(later));
  EXPECT_TRUE(g.room(later, 0, 0, false).now);
  EXPECT_FALSE(g.room(later, 0, 1, true).now) << "a probe is one message";
  const int probe = g.start(later);
  EXPECT_FALSE(g.takes(later));
  EXPECT_EQ(g.tries_at(later), std::nullopt) << "its answer comes first";
  g.done(probe, Sign::kFine, "", 0, later.steady);
  EXPECT_TRUE(g.takes(later));
  EXPECT_EQ(g.stopped_because(later), "");
}

TEST_F(GaugeTest, AWrongKeyStopsItAtOnceAndSaysWhatToCheck) {
  Gauge g = gauge();
  EXPECT_TRUE(g.done(g.start(now), Sign::kWrong, "HTTP 401.", 0, kStart));
  EXPECT_EQ(g.stopped_because(now), "HTTP 401. Check the account's key, credit and sender in the settings.");
  g.resume();
  EXPECT_TRUE(g.takes(now));
}

TEST_F(GaugeTest, AnswersOfSendsFromBeforeItStoppedCountNoMore) {
  Gauge g = gauge();
  const int before = g.start(now);
  g.done(g.start(now), Sign::kWrong, "HTTP 401.", 0, kStart);
  EXPECT_FALSE(g.done(before, Sign::kFine, "", 0, kStart));
  EXPECT_FALSE(g.takes(now)) << "only a probe opens it";
}

TEST_F(GaugeTest, UnknownsInARowStopItAndOneAnswerBetweenThemDoesNot) {
  Gauge g = gauge();
  for (int i = 0; i < 5; ++i) {
    EXPECT_FALSE(g.done(g.start(now), Sign::kUnsure, "", 0, kStart));
    EXPECT_FALSE(g.done(g.start(now), Sign::kUnsure, "", 0, kStart));
    EXPECT_FALSE(g.done(g.start(now), Sign::kFine, "", 0, kStart));
  }
  g.done(g.start(now), Sign::kUnsure, "", 0, kStart);
  g.done(g.start(now), Sign::kUnsure, "", 0, kStart);
  EXPECT_TRUE(g.done(g.start(now), Sign::kUnsure, "", 0, kStart));
  EXPECT_EQ(g.stopped_because(now),
            "It is not known what became of the last 3 messages. Ask the provider whether it took them.");
}

TEST_F(GaugeTest, WhatIsOutOfOrderTakesNothingWhateverAPersonResumes) {
  can.out_of_order = "The folder is gone.";
  Gauge g = gauge();
  g.resume();
  EXPECT_FALSE(g.takes(now));
  EXPECT_EQ(g.tries_at(now), std::nullopt);
  EXPECT_EQ(g.stopped_because(now), "The folder is gone.");
}

TEST_F(GaugeTest, RatesSayWhenTheNextMayGoAndKeepSomeForUrgentOnes) {
  can.per_second = 4;
  can.per_minute = 6;
  Gauge g = gauge();
  warm_up(g);  // far over the rate: what was sent was sent
  const Moment later = at(minutes(2));
  for (int i = 0; i < 3; ++i) g.start(later);
  EXPECT_FALSE(g.room(later, 0, 0, false).now);
  EXPECT_EQ(g.room(later, 0, 0, false).at, later.steady + seconds(1));
  EXPECT_TRUE(g.room(later, 0, 0, true).now);
  EXPECT_FALSE(g.room(later, 0, 1, true).now) << "those chosen for the same group count";
  g.start(later);
  const Moment second = at(minutes(2) + seconds(1));
  EXPECT_TRUE(g.room(second, 0, 0, false).now);
  g.start(second);
  EXPECT_EQ(g.room(second, 0, 0, false).at, later.steady + minutes(1)) << "now the minute is the limit";
}

TEST_F(GaugeTest, ADayHasSoManyAndLondonsNextDayBeginsAnew) {
  can.per_day = 3;
  Gauge g = gauge();
  g.count_day(kToday, 2);
  EXPECT_TRUE(g.room(now, 0, 0, true).now);
  g.start(now);
  EXPECT_FALSE(g.takes(now));
  EXPECT_EQ(g.stopped_because(now), "It has sent the 3 messages that it may send in a day.");
  const Moment tomorrow{now.steady + std::chrono::hours(10), kToday + std::chrono::days(1)};
  EXPECT_TRUE(g.takes(tomorrow));
  EXPECT_TRUE(g.room(tomorrow, 0, 0, false).now);
}

}  // namespace
}  // namespace firstday::dispatch
