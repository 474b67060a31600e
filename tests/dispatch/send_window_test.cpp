#include "dispatch/send_window.h"

#include <gtest/gtest.h>

#include "support/builders.h"

namespace firstday::dispatch {
namespace {

using base::from_london;
using base::make_date;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// Two terms of spring 2027 with a half-term between; the clocks go forward on Sunday 28 March.
SendWindow window() {
  SendWindow w;
  w.calendar = roll::Calendar(
      {{make_date(2027, 1, 4), make_date(2027, 3, 25)}, {make_date(2027, 3, 29), make_date(2027, 4, 30)}},
      {{make_date(2027, 2, 15), make_date(2027, 2, 19)}}, {});
  return w;
}

base::Instant on(int month, unsigned day, int hour, int minute = 0) {
  return from_london(make_date(2027, static_cast<unsigned>(month), day), hours(hour) + minutes(minute));
}

TEST(SendWindow, IsOpenFromEightToSixOnASchoolDay) {
  EXPECT_FALSE(is_open(window(), on(1, 12, 7, 59)));
  EXPECT_TRUE(is_open(window(), on(1, 12, 8)));
  EXPECT_TRUE(is_open(window(), on(1, 12, 17, 59) + seconds(59)));
  EXPECT_FALSE(is_open(window(), on(1, 12, 18)));
}

TEST(SendWindow, IsClosedAtWeekendsInHalfTermAndOutsideTerms) {
  EXPECT_FALSE(is_open(window(), on(1, 16, 12))) << "Saturday";
  EXPECT_FALSE(is_open(window(), on(2, 17, 12))) << "half-term";
  EXPECT_FALSE(is_open(window(), on(5, 12, 12))) << "after the last term";
  SendWindow every_day = window();
  every_day.school_days_only = false;
  EXPECT_TRUE(is_open(every_day, on(1, 16, 12)));
}

TEST(SendWindow, OpensNowThisMorningOrOnTheNextSchoolDay) {
  EXPECT_EQ(next_open(window(), on(1, 12, 9, 35)), on(1, 12, 9, 35));
  EXPECT_EQ(next_open(window(), on(1, 12, 3)), on(1, 12, 8));
  EXPECT_EQ(next_open(window(), on(1, 12, 18)), on(1, 13, 8));
  EXPECT_EQ(next_open(window(), on(1, 15, 20)), on(1, 18, 8)) << "over the weekend";
  EXPECT_EQ(next_open(window(), on(2, 12, 19)), on(2, 22, 8)) << "over half-term";
  EXPECT_EQ(next_open(window(), on(4, 30, 18)), std::nullopt) << "the calendar says no more";
}

TEST(SendWindow, OpensByTheClockOnTheWallWhenTheClocksChange) {
  EXPECT_EQ(next_open(window(), on(3, 25, 19)), on(3, 29, 8));
  EXPECT_EQ(base::iso_utc(*next_open(window(), on(3, 25, 19))), "2027-03-29T07:00:00.000000Z");
}

TEST(SendWindow, EveryDayMeansTomorrow) {
  SendWindow w = window();
  w.school_days_only = false;
  EXPECT_EQ(next_open(w, on(1, 15, 20)), on(1, 16, 8));
  EXPECT_EQ(next_open(w, on(12, 31, 20)), from_london(make_date(2028, 1, 1), hours(8)));
}

TEST(SendWindow, OtherTimesHold) {
  SendWindow w = window();
  w.opens = hours(9) + minutes(30);
  w.closes = hours(15);
  EXPECT_FALSE(is_open(w, on(1, 12, 9, 29)));
  EXPECT_TRUE(is_open(w, on(1, 12, 9, 30)));
  EXPECT_FALSE(is_open(w, on(1, 12, 15)));
}

TEST(SendWindow, WhatOpensIsOpenAndNothingBeforeItWas) {
  for (base::Instant t = on(1, 11, 0); t < on(3, 1, 0); t += minutes(47)) {
    const base::Instant opening = *next_open(window(), t);
    EXPECT_TRUE(is_open(window(), opening));
    for (base::Instant u = t; u < opening; u += minutes(30)) EXPECT_FALSE(is_open(window(), u));
  }
}

TEST(SendWindow, AJobMissesItWhenItsTimeEndsFirst) {
  job::Job job = support::text_job({"P1"}, "C1");
  job.not_after = on(1, 13, 8);
  EXPECT_FALSE(misses_window(window(), job, on(1, 12, 19))) << "the opening itself is in time";
  job.not_after = on(1, 13, 7, 59);
  EXPECT_TRUE(misses_window(window(), job, on(1, 12, 19)));
  EXPECT_FALSE(misses_window(window(), job, on(1, 12, 17))) << "it is open";
  job.not_after = std::nullopt;
  EXPECT_FALSE(misses_window(window(), job, on(1, 12, 19)));
  job.not_after = on(5, 3, 9);
  EXPECT_FALSE(misses_window(window(), job, on(5, 1, 12))) << "nobody knows when it opens";
}

}  // namespace
}  // namespace firstday::dispatch
