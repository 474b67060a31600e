#include "render/sms_parts.h"

#include <gtest/gtest.h>

namespace firstday::render {
namespace {

std::string times(std::string_view what, int n) {
  std::string out;
  for (int i = 0; i < n; ++i) out += what;
  return out;
}

int parts(const std::string& text) {
  return count_parts(text).parts;
}

/// What dividing gives, as GOV.UK Notify counts (notify.md 2.3).
int divided(const SmsParts& p) {
  const int single = p.unicode ? 70 : 160;
  const int joined = p.unicode ? 67 : 153;
  return p.units <= single ? 1 : (p.units + joined - 1) / joined;
}

TEST(CountParts, AnEmptyTextHasNone) {
  const SmsParts p = count_parts("");
  EXPECT_EQ(p.parts, 0);
  EXPECT_EQ(p.units, 0);
  EXPECT_FALSE(p.unicode);
}

TEST(CountParts, GsmBoundaries) {
  EXPECT_EQ(parts(times("a", 1)), 1);
  EXPECT_EQ(parts(times("a", 160)), 1);
  EXPECT_EQ(parts(times("a", 161)), 2);
  EXPECT_EQ(parts(times("a", 306)), 2);
  EXPECT_EQ(parts(times("a", 307)), 3);
  EXPECT_EQ(parts(times("a", 459)), 3);
  EXPECT_EQ(parts(times("a", 460)), 4);
}

TEST(CountParts, UnicodeBoundaries) {
  EXPECT_EQ(parts(times("ŵ", 70)), 1);
  EXPECT_EQ(parts(times("ŵ", 71)), 2);
  EXPECT_EQ(parts(times("ŵ", 134)), 2);
  EXPECT_EQ(parts(times("ŵ", 135)), 3);
}

TEST(CountParts, TheWholeGsmAlphabetIsGsm) {
  const std::string basic =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  EXPECT_EQ(count_parts(basic).units, 127) << "128 places, of which one is the escape";
  EXPECT_FALSE(count_parts(basic).unicode);
  const std::string extension = "^{}\\[~]|€";
  EXPECT_EQ(count_parts(extension).units, 18);
  EXPECT_FALSE(count_parts(extension).unicode);
}

TEST(CountParts, NamesWhatIsNotGsmOnceByCodePoint) {
  const SmsParts p = count_parts("Zoë Ŵyn Ó Zoë `x` 👦 \x1b");
  EXPECT_TRUE(p.unicode);
  EXPECT_EQ(p.not_gsm, (std::vector<std::string>{"\x1b", "`", "Ó", "ë", "Ŵ", "👦"}));
}

TEST(CountParts, UnicodeCountsInUtf16) {
  EXPECT_EQ(count_parts("👨‍👩‍👧‍👦").units, 11);
  EXPECT_EQ(count_parts("ŵ{€").units, 3) << "an extension character is one unit of UCS-2";
}

TEST(CountParts, NoExtensionPairIsCutAtTheEndOfAPart) {
  // 306 units: divided by 153 that is 2, as Notify counts. But the pair would lie on units 153 and 154,
  // so the first part ends after 152 and a third part begins.
  const SmsParts cut = count_parts(times("a", 152) + "[" + times("a", 152));
  EXPECT_EQ(cut.units, 306);
  EXPECT_EQ(divided(cut), 2);
  EXPECT_EQ(cut.parts, 3);
  // One letter fewer in front, and the pair ends the part exactly.
  EXPECT_EQ(parts(times("a", 151) + "[" + times("a", 153)), 2);
}

TEST(CountParts, NoSurrogatePairIsCutAtTheEndOfAPart) {
  // 134 units: divided by 67 that is 2, as Notify counts; the emoji would lie on units 67 and 68.
  const SmsParts cut = count_parts(times("ŵ", 66) + "👦" + times("ŵ", 66));
  EXPECT_EQ(cut.units, 134);
  EXPECT_EQ(divided(cut), 2);
  EXPECT_EQ(cut.parts, 3);
  EXPECT_EQ(parts(times("ŵ", 65) + "👦" + times("ŵ", 67)), 2);
}

TEST(CountParts, ASinglePartNeedsNoCutting) {
  EXPECT_EQ(parts(times("^", 80)), 1);
  EXPECT_EQ(parts(times("a", 159) + "["), 2);
  EXPECT_EQ(parts(times("👦", 35)), 1);
  EXPECT_EQ(parts(times("👦", 36)), 2);
}

TEST(CountParts, TooLongIsMoreThan918Units) {
  EXPECT_FALSE(count_parts(times("a", 918)).too_long());
  EXPECT_EQ(parts(times("a", 918)), 6);
  EXPECT_TRUE(count_parts(times("a", 919)).too_long());
  EXPECT_FALSE(count_parts(times("ŵ", 918)).too_long());
  EXPECT_EQ(parts(times("ŵ", 918)), 14);
  EXPECT_TRUE(count_parts(times("[", 460)).too_long());
}

TEST(CountParts, BytesThatAreNotUtf8CountAsOneCharacter) {
  const SmsParts p = count_parts("a\xFF");
  EXPECT_EQ(p.units, 2);
  EXPECT_EQ(p.not_gsm, (std::vector<std::string>{"\uFFFD"}));
}

}  // namespace
}  // namespace firstday::render
