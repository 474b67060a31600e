#include "render/dates.h"

#include <gtest/gtest.h>
#include <unicode/dtfmtsym.h>

#include <cstdlib>

#include "base/text.h"
#include "render/list_text.h"

namespace firstday::render {
namespace {

using base::make_date;

TEST(LongDate, InEnglishAndWelsh) {
  EXPECT_EQ(long_date(make_date(2027, 1, 12), "en"), "Tuesday 12 January");
  EXPECT_EQ(long_date(make_date(2027, 1, 12), "cy"), "dydd Mawrth 12 Ionawr");
  EXPECT_EQ(long_date(make_date(2027, 9, 1), "en"), "Wednesday 1 September");
  EXPECT_EQ(long_date(make_date(2027, 12, 31), "cy-GB"), "dydd Gwener 31 Rhagfyr");
}

TEST(ShortDate, InEnglishAndWelsh) {
  EXPECT_EQ(short_date(make_date(2027, 1, 12), "en"), "Tue 12 Jan");
  EXPECT_EQ(short_date(make_date(2027, 7, 5), "cy"), "Llun 5 Gorff");
}

std::string icu_name(const icu::UnicodeString& name) {
  std::string out;
  name.toUTF8String(out);
  return out;
}

TEST(LongDate, OurNamesAreIcusNames) {
  for (const char* language : {"en", "cy"}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(language), status);
    ASSERT_TRUE(U_SUCCESS(status));
    int count = 0;
    const icu::UnicodeString* months = symbols.getMonths(count);
    for (unsigned m = 1; m <= 12; ++m) {
      const std::string text = long_date(make_date(2027, m, 1), language);
      EXPECT_TRUE(text.ends_with(" " + icu_name(months[m - 1]))) << text;
    }
    const icu::UnicodeString* days = symbols.getWeekdays(count);
    for (unsigned d = 0; d < 7; ++d) {
      const std::string text = long_date(make_date(2027, 8, 1 + d), language);  // the 1st is a Sunday
      EXPECT_TRUE(base::lower(text).starts_with(base::lower(icu_name(days[d + 1])))) << text;
    }
  }
}

TEST(LongDate, OtherLanguagesComeFromIcu) {
  const std::string polish = long_date(make_date(2027, 1, 12), "pl");
  EXPECT_NE(polish.find("wtorek"), std::string::npos) << polish;
  EXPECT_NE(polish.find("12 stycznia"), std::string::npos) << polish;
  EXPECT_EQ(long_date(make_date(2027, 1, 12), "pl-PL"), polish);
  EXPECT_NE(long_date(make_date(2027, 1, 13), "pl").find("13 stycznia"), std::string::npos);
  EXPECT_NE(long_date(make_date(2027, 1, 12), "ur").find("جنوری"), std::string::npos);
}

TEST(LongDate, KeepsTheSchoolsCalendarInPersianAndThai) {
  EXPECT_NE(long_date(make_date(2027, 1, 12), "fa").find("ژانویه"), std::string::npos);
  EXPECT_NE(long_date(make_date(2027, 1, 12), "th").find("12 มกราคม"), std::string::npos);
}

TEST(LongDate, AnUnknownLanguageReadsEnglish) {
  EXPECT_FALSE(is_known_language("xx"));
  EXPECT_EQ(long_date(make_date(2027, 1, 12), "xx"), "Tuesday 12 January");
  EXPECT_EQ(long_date(make_date(2027, 1, 12), ""), "Tuesday 12 January");
}

TEST(SessionWord, SaysTheHalfOfTheDay) {
  EXPECT_EQ(session_word("am", "en"), "morning");
  EXPECT_EQ(session_word("PM", "en"), "afternoon");
  EXPECT_EQ(session_word("am", "cy"), "bore");
  EXPECT_EQ(session_word("pm", "cy"), "prynhawn");
  EXPECT_EQ(session_word("pm", "pl"), "po południu");
  EXPECT_EQ(session_word("am", "zh-Hans"), "上午");
  EXPECT_EQ(session_word("pm", "so"), "afternoon") << "nobody has given us its own";
  EXPECT_EQ(session_word("noon", "en"), "");
}

std::string listed(std::vector<std::string_view> items, std::string_view language) {
  std::string out;
  append_list(out, items, language);
  return out;
}

TEST(AppendList, JoinsAsTheLanguageDoes) {
  EXPECT_EQ(listed({}, "en"), "");
  EXPECT_EQ(listed({"a"}, "pl"), "a");
  EXPECT_EQ(listed({"a", "b", "c"}, "en"), "a, b and c");
  EXPECT_EQ(listed({"a", "b", "c"}, "en-GB"), "a, b and c");
  EXPECT_EQ(listed({"Ala", "Ola", "Ewa"}, "pl"), "Ala, Ola i Ewa");
  EXPECT_EQ(listed({"Ana", "Inés"}, "es"), "Ana e Inés");
  EXPECT_EQ(listed({"a", "b"}, "xx"), "a and b");
}

TEST(AppendList, WelshSaysAcBeforeAVowel) {
  EXPECT_EQ(listed({"Gwen", "Nia"}, "cy"), "Gwen a Nia");
  EXPECT_EQ(listed({"Gwen", "Nia", "Ioan"}, "cy"), "Gwen, Nia ac Ioan");
  for (const char* vowel : {"Ann", "Élan", "Ôn", "Urien", "Wmffre", "Ynyr", "Ŷl", "Y"})
    EXPECT_TRUE(opens_with_welsh_vowel(vowel)) << vowel;
  for (const char* consonant : {"Huw", "Wyn", "Ŵyn", "Yasmin", "Llŷr", "Żak", "", "1"})
    EXPECT_FALSE(opens_with_welsh_vowel(consonant)) << consonant;
}

}  // namespace
}  // namespace firstday::render
