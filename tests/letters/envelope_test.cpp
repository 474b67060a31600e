// Addresses that a letter can be posted to, and those that only a person can sort out.
#include <gtest/gtest.h>

#include "letters/envelope.h"

namespace firstday::letters {
namespace {

std::vector<base::Personal> personal(const std::vector<std::string>& lines) {
  return {lines.begin(), lines.end()};
}

std::string rule(const std::vector<std::string>& lines, const std::string& postcode,
                 const std::string& name = "Jo Marsh") {
  return envelope_for(base::Personal(name), personal(lines), base::Personal(postcode)).rule;
}

TEST(Envelope, NameFirstAndPostcodeLast) {
  const Envelope e =
      envelope_for(base::Personal("Jo Marsh"), personal({"1 High St", "Town"}), base::Personal("CM1 1AA"));
  EXPECT_EQ(e.rule, "");
  ASSERT_EQ(e.lines.size(), 4u);
  EXPECT_EQ(e.lines.front().reveal(), "Jo Marsh");
  EXPECT_EQ(e.lines.back().reveal(), "CM1 1AA");
}

TEST(Envelope, SaysWhyALetterCannotBePosted) {
  EXPECT_EQ(rule({}, ""), "no_address");
  EXPECT_EQ(rule({}, "CM1 1AA"), "no_address");
  EXPECT_EQ(rule({"1 High St", "Town"}, ""), "no_postcode");
  EXPECT_EQ(rule({"1 Rue", "Paris", "France"}, ""), "no_postcode");
  EXPECT_EQ(rule({"a", "b", "c", "d", "e", "f"}, "CM1 1AA"), "address_lines");
  EXPECT_EQ(rule({"(1 High St)", "Town"}, "CM1 1AA"), "address_line");
  EXPECT_EQ(rule({"---", "Town"}, "CM1 1AA"), "address_line");
  EXPECT_EQ(rule({"1 High St"}, "CM1 1AA", ""), "address_line");
  EXPECT_EQ(rule({"NFA", "Town"}, "CM1 1AA"), "no_fixed_abode");
  EXPECT_EQ(rule({"No fixed abode", "Town"}, "CM1 1AA"), "no_fixed_abode");
  for (const char* each : {"no_address", "no_postcode", "address_lines", "address_line", "no_fixed_abode"})
    EXPECT_NE(why(each), each);
}

TEST(Envelope, BritishForcesNeedNoPostcode) {
  EXPECT_EQ(rule({"Unit 1", "BFPO 58"}, ""), "");
}

}  // namespace
}  // namespace firstday::letters
