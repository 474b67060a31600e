#include "render/sensitive_words.h"

#include <gtest/gtest.h>

namespace firstday::render {
namespace {

using Words = std::vector<std::string>;

TEST(SensitiveWords, AreFoundInAnyCaseAndBesideAnyMark) {
  EXPECT_EQ(sensitive_words("The POLICE, (missing)!"), (Words{"police", "missing"}));
  EXPECT_EQ(sensitive_words("Social\n  workers"), (Words{"social worker"}));
  EXPECT_EQ(sensitive_words("SÂL"), (Words{"sâl"}));
}

TEST(SensitiveWords, StemsFindTheirWholeFamily) {
  for (const char* text : {"concern", "concerns", "concerned", "Concerning"})
    EXPECT_EQ(sensitive_words(text), (Words{"concern"}));
  EXPECT_EQ(sensitive_words("prosecution and truancy"), (Words{"truanc", "prosecut"}));
}

TEST(SensitiveWords, WelshIsFoundMutatedToo) {
  EXPECT_EQ(sensitive_words("Mae bryder am ei les"), (Words{"bryder"}));
  EXPECT_EQ(sensitive_words("gyda phryder; mae ar goll"), (Words{"ar goll", "phryder"}));
  EXPECT_EQ(sensitive_words("y gwasanaethau cymdeithasol neu'r heddlu"),
            (Words{"heddlu", "gwasanaethau cymdeithasol"}));
  EXPECT_EQ(sensitive_words("cam-drin"), (Words{"cam drin"}));
}

TEST(SensitiveWords, WholeWordsOnly) {
  for (const char* harmless : {"I'll ring; he will still call", "Please ring the school", "councillor",
                               "pills", "gofalwr", "brysio", "rhiant neu ofalwr", ""})
    EXPECT_EQ(sensitive_words(harmless), Words{}) << harmless;
}

}  // namespace
}  // namespace firstday::render
