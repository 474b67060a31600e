// Addresses that a letter can be posted to, and those that only a person can sort out.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

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

/// GOV.UK Notify's own answers. Whether a postcode's area exists has been asked at import already.
TEST(Envelope, AgreesWithNotifyAboutAddressesInTheUnitedKingdom) {
  const auto vectors = nlohmann::json::parse(
      std::ifstream(std::string(FIRSTDAY_SOURCE_DIR) + "/tests/vectors/addresses.json"));
  int compared = 0;
  for (const auto& v : vectors["addresses"]) {
    auto lines = v["lines"].get<std::vector<std::string>>();
    if (v["international_allowed"] || lines.empty()) continue;
    const std::string postcode = v["postcode"].is_string() ? v["postcode"].get<std::string>() : "";
    const std::string name = lines.front();
    lines.erase(lines.begin());
    if (!postcode.empty() && !lines.empty()) lines.pop_back();
    EXPECT_EQ(rule(lines, postcode, name).empty(), v["valid"].get<bool>()) << v["input"];
    ++compared;
  }
  EXPECT_GE(compared, 8);
}

TEST(Envelope, BritishForcesNeedNoPostcode) {
  EXPECT_EQ(rule({"Unit 1", "BFPO 58"}, ""), "");
}

}  // namespace
}  // namespace firstday::letters
