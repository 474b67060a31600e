#include "intake/clean_text.h"

#include <gtest/gtest.h>

namespace firstday::intake {
namespace {

TEST(CleanText, EverySpaceBecomesOne) {
  EXPECT_EQ(tidy("  Anna \t Maria\r\n"), "Anna Maria");
  EXPECT_EQ(tidy("Anna\xC2\xA0\xE2\x80\x89Maria"), "Anna Maria") << "no-break and thin space";
  EXPECT_EQ(tidy("\xE2\x80\x8BMar\xC2\xADsh\xEF\xBB\xBF"), "Marsh")
      << "zero width, soft hyphen, byte order mark";
  EXPECT_EQ(tidy(""), "");
  EXPECT_EQ(tidy(" \xC2\xA0 "), "");
}

TEST(CleanText, EqualNamesAreEqualBytes) {
  EXPECT_EQ(tidy("Zoe\xCC\x88"), "Zo\xC3\xAB") << "e and a combining mark";
  EXPECT_EQ(tidy("Zo\xC3\xAB"), "Zo\xC3\xAB");
}

TEST(CleanText, JoinersThatNamesNeedStay) {
  const std::string name = "\xD8\xB9\xD9\x84\xDB\x8C\xE2\x80\x8C\xD8\xB1\xD8\xB6\xD8\xA7";
  EXPECT_EQ(tidy(name), name);
}

TEST(CleanText, TidyTwiceIsTidyOnce) {
  for (const char* text : {" a  b ", "Zoe\xCC\x88 \xC2\xA0 x", "\xE2\x80\x8F\xD7\x90"})
    EXPECT_EQ(tidy(tidy(text)), tidy(text));
}

TEST(CleanText, NamesFoldToWhatTheyShare) {
  EXPECT_EQ(fold_name("Zo\xC3\xAB  O'Hara-Lee"), "zoeoharalee");
  EXPECT_EQ(fold_name("ZOE OHARA LEE"), "zoeoharalee");
  EXPECT_EQ(fold_name("\xC5\x81ucja"), fold_name("\xC5\x82UCJA"));
  EXPECT_EQ(fold_name("Stra\xC3\x9F"
                      "e"),
            "strasse");
  EXPECT_NE(fold_name("\xD0\x90\xD0\xBD\xD0\xBD\xD0\xB0"), "") << "letters of every script count";
  EXPECT_EQ(fold_name("---"), "");
}

TEST(CleanText, SpaceGoesWhereNoneBelongs) {
  EXPECT_EQ(without_space(" SW1A \xC2\xA0 1AA\xE2\x80\x8B"), "SW1A1AA");
}

TEST(CleanText, HeadingsAndTagsAreCompared) {
  EXPECT_EQ(heading_key("Parental Responsibility?"), heading_key("parental_responsibility"));
  EXPECT_EQ(heading_key("AM/PM"), "ampm");
  EXPECT_EQ(snake_case("Child Protection  Plan "), "child_protection_plan");
  EXPECT_EQ(snake_case("young-carer's"), "young_carers");
  EXPECT_EQ(snake_case(" ;"), "");
}

}  // namespace
}  // namespace firstday::intake
