#include "intake/text_encoding.h"

#include <gtest/gtest.h>

#include <random>

namespace firstday::intake {
namespace {

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string out;
  for (char16_t c : text) {
    const char high = static_cast<char>(c >> 8U);
    const char low = static_cast<char>(c & 0xFFU);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

std::string read(const std::string& bytes) {
  const auto text = to_utf8(bytes);
  return text.ok() ? text.value() : "refused: " + text.error().what;
}

TEST(TextEncoding, Utf8StaysAsItIs) {
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read("forename\nZo\xC3\xAB\n"), "forename\nZo\xC3\xAB\n");
}

TEST(TextEncoding, MarksAreObeyedAndTakenOff) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n"),
            "a,b\n");
  EXPECT_EQ(read("\xFF\xFE" + utf16(u"a,\u0142\n", false)), "a,\xC5\x82\n");
  EXPECT_EQ(read("\xFE\xFF" + utf16(u"a,\u0142\n", true)), "a,\xC5\x82\n");
  EXPECT_EQ(read(std::string("\xFF\xFE\0\0a\0\0\0", 8)), "a");
}

TEST(TextEncoding, Utf16WithoutAMarkIsSeen) {
  const std::u16string text = u"school,pupil,forename\n900001,P1,Zo\u00EB\n";
  EXPECT_EQ(read(utf16(text, false)), "school,pupil,forename\n900001,P1,Zo\xC3\xAB\n");
  EXPECT_EQ(read(utf16(text, true)), "school,pupil,forename\n900001,P1,Zo\xC3\xAB\n");
}

TEST(TextEncoding, OtherBytesAreWindows1252) {
  EXPECT_EQ(read("Zo\xEB,caf\xE9,\x80 5,\x93quoted\x94\n"),
            "Zo\xC3\xAB,caf\xC3\xA9,\xE2\x82\xAC 5,\xE2\x80\x9Cquoted\xE2\x80\x9D\n");
}

TEST(TextEncoding, EachLineIsJudgedByItself) {
  EXPECT_EQ(read("Zo\xC3\xAB\nZo\xEB\nZoe"), "Zo\xC3\xAB\nZo\xC3\xAB\nZoe");
}

TEST(TextEncoding, CutUtf16KeepsWhatIsWhole) {
  const std::string cut = "\xFF\xFE" + utf16(u"a,b\nc", false) + "d";
  EXPECT_EQ(read(cut).substr(0, 5), "a,b\nc");
}

TEST(TextEncoding, WorkbooksAndPicturesAreNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {std::string("PK\x03\x04\x14\0\x06", 7), "Excel workbook"},
      {"\xD0\xCF\x11\xE0\xA1\xB1", "old Excel workbook"},
      {"%PDF-1.7\n", "PDF"},
      {"\x89PNG\r\n", "picture"},
      {"\xFF\xD8\xFF\xE0", "picture"},
      {"\x1F\x8B\x08", "zipped"},
      {std::string(500, '\x01'), "program's own file"},
  };
  for (const auto& [bytes, what] : cases) {
    const auto text = to_utf8(bytes);
    ASSERT_FALSE(text.ok()) << what;
    EXPECT_EQ(text.error().kind, base::ErrorKind::kBadInput);
    EXPECT_NE(text.error().what.find(what), std::string::npos) << text.error().what;
    EXPECT_NE(text.error().what.find("CSV UTF-8"), std::string::npos);
  }
}

TEST(TextEncoding, ASingleStrayByteDoesNotRefuseTheFile) {
  std::string text(2000, 'a');
  text[700] = '\0';
  EXPECT_EQ(read(text), text);
}

TEST(TextEncoding, AnyBytesGiveValidUtf8OrARefusal) {
  std::mt19937 dice(4);
  for (int round = 0; round < 500; ++round) {
    std::string bytes(dice() % 300, ' ');
    for (char& c : bytes) c = static_cast<char>(round % 2 == 0 ? dice() % 256 : 32 + dice() % 224);
    const auto text = to_utf8(bytes);
    if (text.ok()) {
      EXPECT_EQ(valid_utf8_prefix(text.value()), text.value().size());
      EXPECT_EQ(read(text.value()), text.value()) << "reading twice changes nothing";
    }
  }
}

TEST(TextEncoding, FindsTheFirstBadByte) {
  EXPECT_EQ(valid_utf8_prefix("plain text, longer than eight"), 29u);
  EXPECT_EQ(valid_utf8_prefix("12345678\xC3\xAB\xEB!"), 10u);
  EXPECT_EQ(valid_utf8_prefix("\xED\xA0\x80"), 0u) << "half a surrogate pair";
  EXPECT_EQ(valid_utf8_prefix("\xC0\xAF"), 0u) << "longer than it need be";
}

}  // namespace
}  // namespace firstday::intake
