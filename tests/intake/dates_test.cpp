#include "intake/dates.h"

#include <gtest/gtest.h>

namespace firstday::intake {
namespace {

using base::make_date;

TEST(Dates, ReadsWhatSchoolsWrite) {
  const base::Date day = make_date(2027, 1, 12);
  for (const char* text : {"2027-01-12", "20270112", "12/01/2027", "12/1/27", "12/01/27", "12-01-2027",
                           "12.01.2027", "12-Jan-2027", "12-jan-27", "12 January 2027", " 12/01/2027 ",
                           "2027-01-12T00:00:00", "2027-01-12T09:00:00.000Z", "2027-01-12 00:00:00",
                           "12/01/2027 00:00", "12/01/2027 9:30 AM", "2027/01/12"}) {
    const DateReading reading = read_date(text);
    EXPECT_EQ(reading.date, day) << text;
    EXPECT_EQ(reading.problem, "") << text;
  }
}

TEST(Dates, DayComesBeforeMonth) {
  EXPECT_EQ(read_date("02/03/2027").date, make_date(2027, 3, 2));
  const DateReading american = read_date("01/25/2027");
  EXPECT_EQ(american.date, std::nullopt);
  EXPECT_NE(american.problem.find("day first"), std::string::npos);
}

TEST(Dates, RefusesWhatIsNoDay) {
  for (const char* text : {"",
                           "tomorrow",
                           "31/02/2027",
                           "2027-02-29",
                           "32/01/2027",
                           "12/13/2027",
                           "12/01",
                           "12/01/2",
                           "12/01/202",
                           "1/1/1",
                           "0/0/0",
                           "--",
                           "2027-1",
                           "99999999",
                           "12345",
                           "70000",
                           "12 Juneuary 2027",
                           "Ja-12-2027",
                           "12/01/2027/3",
                           "-12/01/2027",
                           "12:30",
                           "T12:30"}) {
    const DateReading reading = read_date(text);
    EXPECT_EQ(reading.date, std::nullopt) << text;
    EXPECT_NE(reading.problem, "") << text;
  }
}

TEST(Dates, LeapDaysExistInLeapYears) {
  EXPECT_EQ(read_date("29/02/2028").date, make_date(2028, 2, 29));
  EXPECT_EQ(read_date("29/02/2027").date, std::nullopt);
}

TEST(Dates, TwoDigitYearsAreOfThisCenturyOrTheLast) {
  EXPECT_EQ(read_date("1/9/69").date, make_date(2069, 9, 1));
  EXPECT_EQ(read_date("1/9/70").date, make_date(1970, 9, 1));
}

TEST(Dates, ExcelsNumbersAreReadAndSaid) {
  for (const char* text : {"46034", "46034.0"}) {
    const DateReading reading = read_date(text);
    EXPECT_EQ(reading.date, make_date(2026, 1, 12)) << text;
    EXPECT_NE(reading.problem.find("Excel"), std::string::npos);
  }
  EXPECT_EQ(read_date("45000").date, make_date(2023, 3, 15));
}

TEST(Dates, WhatIsWrittenIsReadBack) {
  for (base::Date day = make_date(2019, 12, 25); day < make_date(2021, 1, 8); day += std::chrono::days{1}) {
    EXPECT_EQ(read_date(base::iso_date(day)).date, day);
    EXPECT_EQ(read_date(base::uk_date(day)).date, day);
  }
}

}  // namespace
}  // namespace firstday::intake
