#include "intake/language.h"

#include <gtest/gtest.h>

namespace firstday::intake {
namespace {

TEST(Language, NamesAndCodesGiveTheTag) {
  const std::vector<std::pair<const char*, const char*>> cases = {
      {"en", "en"},
      {"English", "en"},
      {"ENG", "en"},
      {"en-GB", "en"},
      {"Polish", "pl"},
      {"pl", "pl"},
      {"POL", "pl"},
      {"welsh", "cy"},
      {"Welsh/Cymraeg", "cy"},
      {"Arabic", "ar"},
      {"Urdu", "ur"},
      {"Panjabi", "pa"},
      {"Punjabi", "pa"},
      {"Farsi", "fa"},
      {"Persian", "fa"},
      {"Persian/Farsi", "fa"},
      {"Portuguese (Brazil)", "pt"},
      {"Chinese (Cantonese)", "yue"},
      {"Romanian", "ro"},
      {"Bengali (Sylheti)", "syl"},
      {"Ukrainian", "uk"},
      {"zh_Hant", "zh"},
      {"Somali", "so"},
      {" Tamil ", "ta"},
  };
  for (const auto& [text, tag] : cases) EXPECT_EQ(language_of(text), tag) << text;
}

TEST(Language, OtherWordsAreNone) {
  for (const char* text :
       {"", "Other than English", "Refused", "Not known", "??", "english please", "xx-yy-zz"})
    EXPECT_EQ(language_of(text), std::nullopt) << text;
}

TEST(Language, TheTagReadsToItself) {
  for (const char* tag : {"en", "cy", "pl", "ar", "yue", "syl", "ro", "fa"}) EXPECT_EQ(language_of(tag), tag);
}

}  // namespace
}  // namespace firstday::intake
