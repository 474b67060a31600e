#include "render/sms_text.h"

#include <gtest/gtest.h>

namespace firstday::render {
namespace {

TEST(Replacement, HoldsNotifysTableAndNothingElse) {
  int replaced = 0;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) replaced += replacement(c).has_value() ? 1 : 0;
  EXPECT_EQ(replaced, 21);
  EXPECT_EQ(replacement(0x2013), "-");
  EXPECT_EQ(replacement(0x2019), "'");
  EXPECT_EQ(replacement(0x201C), "\"");
  EXPECT_EQ(replacement(0x2026), "...");
  EXPECT_EQ(replacement(0x00A0), " ");
  EXPECT_EQ(replacement(0x200B), "");
  EXPECT_EQ(replacement(0x200D), std::nullopt) << "an emoji family is joined by it";
  EXPECT_EQ(replacement(U'ł'), std::nullopt);
}

TEST(TextForSms, MakesTypographyPlain) {
  EXPECT_EQ(text_for_sms("“Robin’s” – 1…2"), "\"Robin's\" - 1...2");
  EXPECT_EQ(text_for_sms("T\tab\u200bzero\u00a0nbsp"), "T abzero nbsp");
}

TEST(TextForSms, KeepsEveryLetterOfEveryLanguage) {
  for (const char* name : {"Siân Ŵyn", "Łucja Żak", "Привет, Анна", "ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ", "محمد", "王小明",
                           "👨‍👩‍👧‍👦"})
    EXPECT_EQ(text_for_sms(name), name);
}

TEST(TextForSms, TidiesWhiteSpaceWithinLines) {
  EXPECT_EQ(text_for_sms("  a   b \t c  "), "a b c");
  EXPECT_EQ(text_for_sms("a , b . c ,d"), "a, b. c,d");
  EXPECT_EQ(text_for_sms("a \u200b , b"), "a, b");
  EXPECT_EQ(text_for_sms("a :b"), "a :b");
}

TEST(TextForSms, TidiesLines) {
  EXPECT_EQ(text_for_sms("\n\n a \n b\n\nc \n \n\n\nd\n\n"), "a\nb\n\nc\n\nd");
  EXPECT_EQ(text_for_sms("a\r\nb\rc\n\rd"), "a\nb\nc\n\nd");
  EXPECT_EQ(text_for_sms("a\n, b"), "a\n, b") << "a comma does not pull up to the line before";
  EXPECT_EQ(text_for_sms(" \n\t "), "");
}

TEST(TextForSms, DropsControlsThatWouldChangeTheText) {
  EXPECT_EQ(text_for_sms(std::string("a\x1b"
                                     "e\0b\x7f",
                                     6)),
            "aeb");
  EXPECT_EQ(text_for_sms("a\u0085b"), "ab");
}

TEST(TextForSms, ReplacesBytesThatAreNotUtf8) {
  EXPECT_EQ(text_for_sms("a\xFF"
                         "b"),
            "a\uFFFDb");
  EXPECT_EQ(text_for_sms("a\xE2\x80"), "a\uFFFD");
  EXPECT_EQ(text_for_sms("\xED\xA0\x80"
                         "b")
                .substr(9),
            "b")
      << "a surrogate is not a character";
}

TEST(PlainText, LeavesLayoutButNotControls) {
  EXPECT_EQ(plain_text("\n\n1. Ask  (name)  \r\n\r\n\r\n- “why”\t– so…\x07\n"),
            "1. Ask  (name)\n\n\n- “why”\t– so…");
  EXPECT_EQ(plain_text(" \n "), "");
  EXPECT_EQ(plain_text("a\xC3"), "a\uFFFD");
}

TEST(OneLine, LeavesNoLineEndForAHeader) {
  EXPECT_EQ(one_line(" Robin\r\nBcc: someone \t else\n"), "Robin Bcc: someone else");
  EXPECT_EQ(one_line(""), "");
}

}  // namespace
}  // namespace firstday::render
