#include "roll/year_group.h"

#include <gtest/gtest.h>

namespace firstday::roll {
namespace {

TEST(YearGroup, OneYearInEveryWriting) {
  for (const char* written :
       {"6", "Y6", "y6", " Y6 ", "Year 6", "YEAR 06", "Yr6", "Yr. 6", "Year Group 6", "06"})
    EXPECT_EQ(year_key(written), "6") << written;
  for (const char* written : {"R", "r", "YR", "Year R", "Reception"})
    EXPECT_EQ(year_key(written), "r") << written;
  EXPECT_EQ(year_key("Nursery 2"), year_key("N2"));
  EXPECT_EQ(year_key("0"), "0");
}

TEST(YearGroup, DifferentYearsStayDifferent) {
  EXPECT_NE(year_key("Y1"), year_key("Y10"));
  EXPECT_NE(year_key("Y10"), year_key("Y01"));
  EXPECT_NE(year_key("N1"), year_key("Y1"));
  EXPECT_NE(year_key("R"), year_key("0"));
  EXPECT_NE(year_key(""), year_key("0"));
  EXPECT_EQ(year_key("Yellow"), "yellow");
  EXPECT_EQ(year_key("Y"), "y");
}

TEST(YearGroup, FormsAreComparedWithoutCase) {
  EXPECT_EQ(form_key(" 5h"), form_key("5H"));
  EXPECT_NE(form_key("5H"), form_key("5 H"));
}

}  // namespace
}  // namespace firstday::roll
