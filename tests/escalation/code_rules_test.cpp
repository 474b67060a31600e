#include "escalation/code_rules.h"

#include <gtest/gtest.h>

#include "escalation/world.h"

namespace firstday::escalation {
namespace {

CodeEffect effect(const CodeRules& rules, const char* code) {
  return rules.effect(roll::Code(code));
}

TEST(CodeRules, KnowEveryCodeAndNothingElse) {
  const CodeRules rules(testing::shipped_policy());
  EXPECT_EQ(effect(rules, "N"), CodeEffect::kCounts);
  EXPECT_EQ(effect(rules, "/"), CodeEffect::kReturned);
  EXPECT_EQ(effect(rules, "\\"), CodeEffect::kReturned);
  EXPECT_EQ(effect(rules, "c1"), CodeEffect::kExplained);
  EXPECT_EQ(effect(rules, "#"), CodeEffect::kNeutral);
  for (const char* none : {"", "-", "?", "N1", "1N", "NN", "\xc3\xa9", "N\xa9", "~", "N~"})
    EXPECT_EQ(effect(rules, none), CodeEffect::kNone) << none;
}

/// A word that is no code cannot make an unreadable mark count.
TEST(CodeRules, ReadNothingIntoWhatIsNoCode) {
  Policy policy;
  policy.trigger_codes = {"N", "n", "\xc3\xa9"};
  const CodeRules rules(policy);
  EXPECT_EQ(effect(rules, "n"), CodeEffect::kCounts) << "codes are upper case";
  for (const char* none : {"\xc3\xa9", "\xc3\xa8", "~", "N~"})
    EXPECT_EQ(effect(rules, none), CodeEffect::kNone);
}

}  // namespace
}  // namespace firstday::escalation
