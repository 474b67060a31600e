#include "intake/postal_address.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/text.h"
#include "intake/country.h"

namespace firstday::intake {
namespace {

struct Seen {
  std::vector<std::string> lines;
  std::string postcode;
  std::size_t problems = 0;

  friend bool operator==(const Seen&, const Seen&) = default;
};

void PrintTo(const Seen& s, std::ostream* out) {
  *out << base::join(s.lines, " / ") << " [" << s.postcode << "] " << s.problems;
}

Seen read(const std::vector<std::string_view>& lines, std::string_view postcode = "") {
  const AddressReading reading = read_address(lines, postcode);
  Seen out;
  for (const base::Personal& line : reading.address.lines) out.lines.push_back(line.reveal());
  out.postcode = reading.address.postcode.reveal();
  out.problems = reading.problems.size();
  return out;
}

TEST(PostalAddress, LinesAreTidiedAndThePostcodeNormalised) {
  EXPECT_EQ(read({" 1  High St ,", "", "London ,"}, "sw1a1aa"),
            (Seen{{"1 High St", "London"}, "SW1A 1AA", 0}));
  EXPECT_EQ(read({}, ""), Seen{});
}

TEST(PostalAddress, ThePostcodeMayStandInTheLastLine) {
  EXPECT_EQ(read({"1 High St", "SW1A 1AA"}), (Seen{{"1 High St"}, "SW1A 1AA", 0}));
  EXPECT_EQ(read({"4 Example Row", "Ely CB7 1ZZ"}), (Seen{{"4 Example Row", "Ely"}, "CB7 1ZZ", 0}));
  EXPECT_EQ(read({"4 Example Row", "Ely CB71ZZ"}), (Seen{{"4 Example Row", "Ely"}, "CB7 1ZZ", 0}));
  EXPECT_EQ(read({"4 Example Row", "CB7 1ZZ"}, "CB7 1ZZ"), (Seen{{"4 Example Row"}, "CB7 1ZZ", 0}));
}

TEST(PostalAddress, OneCellIsTakenApart) {
  EXPECT_EQ(read({"4 Example Row, Ely, CB7 1ZZ"}), (Seen{{"4 Example Row", "Ely"}, "CB7 1ZZ", 0}));
  EXPECT_EQ(read({"4 Example Row\r\nEly\nCB7 1ZZ"}), (Seen{{"4 Example Row", "Ely"}, "CB7 1ZZ", 0}));
  EXPECT_EQ(read({"Flat 2, The Maltings", "Ely"}, "CB7 1ZZ"),
            (Seen{{"Flat 2, The Maltings", "Ely"}, "CB7 1ZZ", 0}));
}

TEST(PostalAddress, AHouseNumberJoinsItsStreet) {
  EXPECT_EQ(read({"Rose House", "89", "Windmill Hill"}, "CB7 1ZZ"),
            (Seen{{"Rose House", "89 Windmill Hill"}, "CB7 1ZZ", 0}));
  EXPECT_EQ(read({"12A", "High St"}, "CB7 1ZZ"), (Seen{{"12A High St"}, "CB7 1ZZ", 0}));
}

TEST(PostalAddress, AWrongPostcodeLeavesTheLines) {
  EXPECT_EQ(read({"1 High St", "Ely"}, "ZZ1 1AA"), (Seen{{"1 High St", "Ely"}, "", 1}));
  EXPECT_EQ(read({"1 High St", "Ely"}), (Seen{{"1 High St", "Ely"}, "", 1}));
  EXPECT_EQ(read({"1 High St", "CB7 1ZZ"}, "wrong"), (Seen{{"1 High St"}, "CB7 1ZZ", 0}))
      << "the good one counts";
}

TEST(PostalAddress, APostcodeAloneIsNoAddress) {
  EXPECT_EQ(read({}, "CB7 1ZZ"), (Seen{{}, "", 1}));
  EXPECT_EQ(read({"CB7 1ZZ"}), (Seen{{}, "", 1}));
  EXPECT_EQ(read({}, "wrong"), (Seen{{}, "", 1}));
}

TEST(PostalAddress, NoFixedAbodeIsRefusedForLetters) {
  for (const char* line : {"NFA", "n.f.a.", "No fixed abode", "Of No Fixed Address"})
    EXPECT_EQ(read({line}, "SW1A 1AA"), (Seen{{}, "", 1})) << line;
  EXPECT_EQ(read({"NFA Row"}, "CB7 1ZZ").lines.size(), 1u);
}

TEST(PostalAddress, TheHomeCountryIsNotWritten) {
  for (const char* country : {"England", "UNITED KINGDOM", "Cymru", "uk", "Northern Ireland"})
    EXPECT_EQ(read({"1 High St", "Ely", country}, "CB7 1ZZ"), (Seen{{"1 High St", "Ely"}, "CB7 1ZZ", 0}))
        << country;
  EXPECT_EQ(read({"1 High St", "CB7 1ZZ", "England"}), (Seen{{"1 High St"}, "CB7 1ZZ", 0}));
}

TEST(PostalAddress, ACountryAbroadStaysLastAndNeedsNoPostcode) {
  EXPECT_EQ(read({"1 Rue", "Paris", "FRANCE"}), (Seen{{"1 Rue", "Paris", "France"}, "", 0}));
  EXPECT_EQ(read({"1 St", "Dublin", "republic of ireland"}), (Seen{{"1 St", "Dublin", "Ireland"}, "", 0}));
  EXPECT_EQ(read({"1 St", "St Helier", "Jersey"}, "JE2 3XP"),
            (Seen{{"1 St", "St Helier", "Jersey"}, "JE2 3XP", 0}));
  EXPECT_EQ(read({"1 St", "St Helier", "Jersey"}), (Seen{{"1 St", "St Helier", "Jersey"}, "", 1}))
      << "not abroad";
}

TEST(PostalAddress, ForcesAddressesNeedNeitherPostcodeNorCountry) {
  EXPECT_EQ(read({"Unit 1", "BFPO 58"}), (Seen{{"Unit 1", "BFPO 58"}, "", 0}));
  EXPECT_EQ(read({"bfpo c/o 58", "Unit 1"}, "BF1 2AT"), (Seen{{"Unit 1", "BFPO 58"}, "BF1 2AT", 0}));
  EXPECT_EQ(read({"Unit", "BFPO 58", "Germany"}), (Seen{{"Unit", "BFPO 58"}, "", 1}));
  EXPECT_EQ(read({"BFPO 58"}), (Seen{{"BFPO 58"}, "", 0}));
}

TEST(PostalAddress, SevenLinesWithNameAndPostcode) {
  EXPECT_EQ(read({"a", "b", "c", "d", "e"}, "CB7 1ZZ").problems, 0u);
  EXPECT_EQ(read({"a", "b", "c", "d", "e", "f"}, "CB7 1ZZ"),
            (Seen{{"a, b", "c", "d", "e", "f"}, "CB7 1ZZ", 1}));
  EXPECT_EQ(read({"a", "b", "c", "d", "e", "France"}), (Seen{{"a", "b", "c", "d", "e", "France"}, "", 0}));
}

TEST(PostalAddress, OddCharactersAreReported) {
  for (const char* line : {"@home", "(Flat 1)", "=1+1", "[x]", "\"x\"", "\\x", "/x", ",x", "<x>", "~x"})
    EXPECT_EQ(read({line, "Ely"}, "CB7 1ZZ").problems, 1u) << line;
  EXPECT_EQ(read({"---", "1 High St"}, "CB7 1ZZ"), (Seen{{"1 High St"}, "CB7 1ZZ", 1}));
}

TEST(PostalAddress, ReadTwiceIsReadOnce) {
  const std::vector<std::vector<std::string_view>> cases = {{"Rose House", "89", "Windmill Hill", "CB7 1ZZ"},
                                                            {"1 Rue", "Paris", "FRANCE"},
                                                            {"bfpo 58", "Unit 1"},
                                                            {"4 Row, Ely, CB7 1ZZ"}};
  for (const auto& lines : cases) {
    const Seen once = read(lines);
    const std::vector<std::string_view> again(once.lines.begin(), once.lines.end());
    EXPECT_EQ(read(again, once.postcode), once);
  }
}

TEST(PostalAddress, ProblemsRepeatNoWordOfIt) {
  for (const auto& lines : std::vector<std::vector<std::string_view>>{
           {"Secretville", "---"}, {"Secretville NFA", "NFA"}, {"(Secretville", "BFPO 1", "France"}})
    for (const std::string& what : read_address(lines, "bad").problems)
      EXPECT_EQ(what.find("Secretville"), std::string::npos);
}

TEST(PostalAddress, AgreesWithTheReferenceCases) {
  const auto path = std::filesystem::path(FIRSTDAY_SOURCE_DIR) / "tests/vectors/addresses.json";
  ASSERT_TRUE(std::filesystem::exists(path)) << path;
  const auto json = nlohmann::json::parse(std::ifstream(path));
  for (const auto& one : json["addresses"]) {
    const std::string input = one["input"];
    const std::size_t name = std::min(input.find('\n'), input.size());  // the first line is the recipient
    if (one["invalid_first_chars"] == true) continue;                   // there it is the recipient's line
    const AddressReading reading = read_address({std::string_view(input).substr(name)}, "");
    const bool good = reading.problems.empty() && !reading.address.lines.empty();
    EXPECT_EQ(good, one["valid"].get<bool>()) << input;
    if (good && !one["postcode"].is_null()) {
      EXPECT_EQ(reading.address.postcode.reveal(), one["postcode"].get<std::string>());
    }
  }
}

TEST(Country, NamesAreTheEnglishOnes) {
  EXPECT_EQ(foreign_country("poland"), "Poland");
  EXPECT_EQ(foreign_country("U.S.A."), "United States");
  EXPECT_EQ(foreign_country("C\xC3\xB4te d'Ivoire"), foreign_country("Ivory Coast"));
  EXPECT_EQ(foreign_country("Ely"), std::nullopt);
  EXPECT_EQ(foreign_country("United Kingdom"), std::nullopt);
  EXPECT_EQ(foreign_country("Guernsey"), std::nullopt);
  EXPECT_TRUE(is_home_country("WALES"));
  EXPECT_FALSE(is_home_country("New South Wales"));
}

}  // namespace
}  // namespace firstday::intake
