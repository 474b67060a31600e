// England's bank holidays against the dates that gov.uk published for 2019 to 2028.
#include "roll/bank_holidays.h"

#include <gtest/gtest.h>

#include <map>

namespace firstday::roll {
namespace {

using base::make_date;

std::string listed(int year) {
  std::string out;
  for (const base::Date d : england_bank_holidays(year)) out += base::iso_date(d).substr(5) + " ";
  return out;
}

TEST(BankHolidays, AreThoseThatWerePublished) {
  const std::map<int, std::string> published = {
      {2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26 "},
      {2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28 "},
      {2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28 "},
      {2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27 "},
      {2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26 "},
      {2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26 "},
      {2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26 "},
      {2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28 "},
      {2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28 "},
      {2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26 "}};
  for (const auto& [year, days] : published) EXPECT_EQ(listed(year), days) << year;
}

TEST(BankHolidays, AreNeverAtAWeekendAndNeverTwoOnOneDay) {
  for (int year = 2019; year < 2119; ++year) {
    const auto days = england_bank_holidays(year);
    EXPECT_GE(days.size(), 8u) << year;
    for (size_t i = 0; i < days.size(); ++i) {
      EXPECT_LE(base::iso_weekday(days[i]), 5) << base::iso_date(days[i]);
      if (i > 0) {
        EXPECT_LT(days[i - 1], days[i]) << year;
      }
    }
  }
}

TEST(BankHolidays, EasterIsWhereTheTablesPutIt) {
  EXPECT_EQ(easter(2024), make_date(2024, 3, 31));
  EXPECT_EQ(easter(2025), make_date(2025, 4, 20));
  EXPECT_EQ(easter(2026), make_date(2026, 4, 5));
  EXPECT_EQ(easter(2027), make_date(2027, 3, 28));
  EXPECT_EQ(easter(2035), make_date(2035, 3, 25));
  EXPECT_EQ(easter(2038), make_date(2038, 4, 25));
  EXPECT_EQ(easter(2049), make_date(2049, 4, 18));
}

}  // namespace
}  // namespace firstday::roll
