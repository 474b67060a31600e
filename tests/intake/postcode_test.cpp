#include "intake/postcode.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace firstday::intake {
namespace {

TEST(Postcode, HasOneFormHoweverItIsTyped) {
  for (const char* text : {"sw1a1aa", "SW1A 1AA", "S W1 A1 AA", " sw1a\t1aa ",
                           "SW1A\xC2\xA0"
                           "1AA"})
    EXPECT_EQ(normalise_postcode(text), "SW1A 1AA") << text;
}

TEST(Postcode, EveryShapeOfOutwardCode) {
  for (const char* text : {"M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "EC1A 1BB", "JE2 3XP",
                           "GY1 1AA", "IM1 1AA", "BF1 2AT"})
    EXPECT_EQ(normalise_postcode(text), text);
}

TEST(Postcode, RefusesWhatIsNone) {
  for (const char* text :
       {"", "1", "SW1A", "SW1A 1A", "GIR 0AA", "BFPO 58", "ZZ1 1AA", "O1 1AA", "SW1A 1AA.", "SW1A 1AAA",
        "SWA1 1AA", "SW1A 1AC", "SW1A 1IA", "XM4 5HQ", "QQ12 3AB", "12345", "D04 V2N7", "SW111 1AA",
        "S\xC3\x96"
        "1 1AA"})
    EXPECT_EQ(normalise_postcode(text), std::nullopt) << text;
}

TEST(Postcode, ReadTwiceIsReadOnce) {
  for (const char* text : {"m11ae", "ec1a1bb", "cb71zz"}) {
    const auto once = normalise_postcode(text);
    ASSERT_TRUE(once);
    EXPECT_EQ(normalise_postcode(*once), once);
  }
}

TEST(Postcode, AgreesWithTheReferenceCases) {
  const auto path = std::filesystem::path(FIRSTDAY_SOURCE_DIR) / "tests/vectors/addresses.json";
  ASSERT_TRUE(std::filesystem::exists(path)) << path;
  const auto json = nlohmann::json::parse(std::ifstream(path));
  for (const auto& [text, wanted] : json["postcodes"].items())
    EXPECT_EQ(normalise_postcode(text).value_or("none"),
              wanted.is_null() ? "none" : wanted.get<std::string>())
        << text;
  for (const auto& area : json["uk_postcode_zones"]) {
    const std::string zone = area.get<std::string>();
    EXPECT_EQ(normalise_postcode(zone + "1 1AA").has_value(), zone != "GIR") << zone;
  }
}

}  // namespace
}  // namespace firstday::intake
