#include "base/time.h"

#include <gtest/gtest.h>

namespace firstday::base {
namespace {

using namespace std::chrono_literals;

Instant utc(const char* text) {
  return *parse_instant(std::string(text) + "Z");
}

TEST(LondonTime, ChangesOnTheLastSundaysAtOneUtc) {
  EXPECT_FALSE(is_summer_time(utc("2027-03-28T00:59:59")));
  EXPECT_TRUE(is_summer_time(utc("2027-03-28T01:00:00")));
  EXPECT_TRUE(is_summer_time(utc("2027-10-31T00:59:59")));
  EXPECT_FALSE(is_summer_time(utc("2027-10-31T01:00:00")));
  for (unsigned month = 1; month <= 12; ++month) {
    const Instant first_noon = from_london(make_date(2027, month, 1), std::chrono::hours{12});
    EXPECT_EQ(is_summer_time(first_noon), month >= 4 && month <= 10) << month;
  }
}

TEST(LondonTime, GoesThereAndBackForEveryHourOfAYear) {
  for (Instant at = utc("2027-01-01T00:00"); at < utc("2028-01-01T00:00"); at += 1h) {
    const LocalTime local = to_london(at);
    const Instant back = from_london(local.date, local.minute());
    // The hour that happens twice comes back as the first of the two.
    EXPECT_TRUE(back == at || (back + 1h == at && at == utc("2027-10-31T01:00"))) << iso_utc(at);
  }
}

TEST(LondonTime, ATimeThatNeverHappensIsNeverEarly) {
  EXPECT_EQ(from_london(make_date(2027, 3, 28), 90min), utc("2027-03-28T01:30:00"));
}

TEST(LondonTime, ATimeThatHappensTwiceIsTheFirst) {
  EXPECT_EQ(from_london(make_date(2027, 10, 31), 90min), utc("2027-10-31T00:30:00"));
}

TEST(Dates, AreReadStrictly) {
  EXPECT_EQ(parse_iso_date("2027-01-12"), make_date(2027, 1, 12));
  for (const char* bad :
       {"2027-02-29", "2027-1-12", "12/01/2027", "2027-13-01", "2027-01-12 ", "", "abcd-ef-gh"})
    EXPECT_EQ(parse_iso_date(bad), std::nullopt) << bad;
}

TEST(Dates, PrintAsTheyAreRead) {
  const Date d = make_date(2027, 1, 5);
  EXPECT_EQ(iso_date(d), "2027-01-05");
  EXPECT_EQ(iso_date(make_date(1998, 12, 31)), "1998-12-31");
  EXPECT_EQ(uk_date(d), "05/01/2027");
  EXPECT_EQ(iso_weekday(d), 2);
}

TEST(Clock, IsReadStrictly) {
  EXPECT_EQ(parse_time_of_day("09:30"), 570min);
  EXPECT_EQ(parse_time_of_day("9:30"), 570min);
  for (const char* bad : {"24:00", "09:60", "0930", "9.30", "", "-1:00", "09:3"})
    EXPECT_EQ(parse_time_of_day(bad), std::nullopt) << bad;
}

TEST(Instants, AreLondonUnlessTheySayZ) {
  EXPECT_EQ(parse_instant("2027-06-01T09:35"), utc("2027-06-01T08:35"));
  EXPECT_EQ(parse_instant("2027-01-12 09:35:07"), utc("2027-01-12T09:35:07"));
  EXPECT_EQ(parse_instant("2027-01-12"), std::nullopt);
  EXPECT_EQ(iso_utc(utc("2027-01-12T09:35:07")), "2027-01-12T09:35:07.000000Z");
  EXPECT_EQ(london_date_time(utc("2027-06-01T08:35")), "2027-06-01 09:35");
}

TEST(Instants, SurviveTheirMicroseconds) {
  const Instant at = instant_of_micros(1'800'000'000'123'456);
  EXPECT_EQ(micros(at), 1'800'000'000'123'456);
}

}  // namespace
}  // namespace firstday::base
