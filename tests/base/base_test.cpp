#include <gtest/gtest.h>

#include <sstream>

#include "base/personal.h"
#include "base/problem.h"
#include "base/result.h"
#include "base/text.h"

namespace firstday::base {
namespace {

TEST(Personal, PrintsMaskedEverywhere) {
  const Personal name("Robin Marsh");
  std::ostringstream out;
  out << name;
  PrintTo(name, &out);
  EXPECT_EQ(out.str(), "******");
  EXPECT_EQ(Personal{}.masked(), std::string());
  EXPECT_EQ(name.reveal(), "Robin Marsh");
}

TEST(Result, HoldsAValueOrAnError) {
  const Result<int> good = 7;
  const Result<int> bad = bad_input("no such file");
  EXPECT_EQ(good.value(), 7);
  EXPECT_EQ(bad.error().what, "no such file");
  EXPECT_EQ(bad.error().kind, ErrorKind::kBadInput);
}

TEST(ResultDeathTest, AskingAFailureForItsValueIsOurBug) {
  const Result<int> bad = unavailable("away");
  EXPECT_DEATH((void)bad.value(), "our own bug");
}

TEST(Problem, SaysWhereWhatAndHowToMend) {
  const Problem p{Severity::kError,           "contacts.csv",   12, 7, "mobile",
                  "The number is too short.", "Ask the family."};
  EXPECT_EQ(describe(p), "contacts.csv:12:7 (mobile): error: The number is too short. Ask the family.");
  EXPECT_EQ(describe({Severity::kWarning, "", 0, 0, "", "Odd.", ""}), "warning: Odd.");
}

TEST(Text, TrimsSplitsAndCounts) {
  EXPECT_EQ(trim("  a b\t\r\n"), "a b");
  EXPECT_EQ(trim(" \t"), "");
  EXPECT_EQ(split("a,,b", ','), (std::vector<std::string>{"a", "", "b"}));
  EXPECT_EQ(join({"a", "b"}, "; "), "a; b");
  EXPECT_EQ(count_of(1, "pupil"), "1 pupil");
  EXPECT_EQ(count_of(0, "class", "classes"), "0 classes");
  EXPECT_TRUE(is_digits("0123"));
  EXPECT_FALSE(is_digits(""));
}

}  // namespace
}  // namespace firstday::base
