#include "intake/upn.h"

#include <gtest/gtest.h>

namespace firstday::intake {
namespace {

TEST(Upn, TheCheckLetterMustFit) {
  EXPECT_EQ(upn_problem("A123456789012"), "") << "the sum of this one is 368, 16 times 23";
  for (char c = 'A'; c <= 'Z'; ++c) {
    const std::string upn = std::string(1, c) + "123456789012";
    EXPECT_EQ(upn_problem(upn).empty(), c == 'A') << upn;
  }
}

TEST(Upn, OneWrongDigitShows) {
  const std::string good = "A123456789012";
  for (std::size_t i = 1; i < good.size(); ++i) {
    std::string bad = good;
    bad[i] = bad[i] == '9' ? '0' : static_cast<char>(bad[i] + 1);
    EXPECT_NE(upn_problem(bad), "") << bad;
  }
}

TEST(Upn, ATemporaryOneEndsInALetter) {
  // 368 - 2 * 13 + 0 * 13 = 342, remainder 20: the twenty-first letter, X.
  EXPECT_EQ(upn_problem("X12345678901A"), "");
  EXPECT_NE(upn_problem("A12345678901A"), "");
  EXPECT_NE(upn_problem("A1234567890AB"), "") << "only the last place may be a letter";
  EXPECT_NE(upn_problem("A12345678901I"), "") << "I, O and S are never used";
}

TEST(Upn, LengthAndShapeAreSaid) {
  EXPECT_NE(upn_problem("A12345678901").find("13"), std::string::npos);
  EXPECT_NE(upn_problem(""), "");
  EXPECT_NE(upn_problem("1123456789012"), "");
  EXPECT_NE(upn_problem("a123456789012"), "") << "normalise first";
  EXPECT_EQ(normalise_upn(" a1234 56789012 "), "A123456789012");
}

}  // namespace
}  // namespace firstday::intake
