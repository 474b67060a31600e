// Every obligation of the five procedures is a step, a gate or a tail of a policy, or a line that says why
// not.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include "escalation/world.h"

namespace firstday::escalation::testing {
namespace {

/// How many rows each procedure has (domain.md section 1): 000-01 to 000-32 and so on; 85 in all.
const std::map<std::string, int> kRows = {{"000", 32}, {"001", 15}, {"002", 21}, {"003", 8}, {"004", 9}};
const std::map<std::string, std::string> kPolicies = {{"000", "essex-first-day-calling"},
                                                      {"001", "attendance-flow-chart"},
                                                      {"002", "cambridgeshire-cme"},
                                                      {"003", "five-day-plan"},
                                                      {"004", "trust-same-day"}};
/// Nothing asks for these yet, or they are a property of the whole; config/policies/README.md says which.
const std::set<std::string> kWithoutStep = {"002-11"};

std::set<std::string> all_rows() {
  std::set<std::string> out;
  for (const auto& [procedure, count] : kRows)
    for (int n = 1; n <= count; ++n) out.insert(procedure + (n < 10 ? "-0" : "-") + std::to_string(n));
  return out;
}

std::set<std::string> rows_of(const Policy& p) {
  std::set<std::string> out;
  for (const Step& s : p.steps) out.insert(s.rows.begin(), s.rows.end());
  for (const Gate& g : p.gates) out.insert(g.rows.begin(), g.rows.end());
  out.insert(p.tail.rows.begin(), p.tail.rows.end());
  out.insert(p.tail.task.rows.begin(), p.tail.task.rows.end());
  out.erase("rule");
  return out;
}

TEST(Coverage, EveryRowIsInItsPolicyOrSaysWhyNot) {
  ASSERT_EQ(all_rows().size(), 85u);
  std::set<std::string> covered;
  for (const auto& [procedure, name] : kPolicies)
    for (const std::string& row : rows_of(shipped_policy(name))) {
      EXPECT_EQ(row.substr(0, 3), procedure) << row << " stands in " << name;
      EXPECT_EQ(all_rows().count(row), 1u) << row << " is no obligation";
      covered.insert(row);
    }
  for (const std::string& row : all_rows())
    EXPECT_NE(covered.count(row) == 1, kWithoutStep.count(row) == 1) << row;
}

TEST(Coverage, TheReadmeHasALineForEveryRow) {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/policies/README.md");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (const std::string& row : all_rows()) {
    const std::string line = "\n| " + row + " | ";
    const size_t at = text.find(line);
    EXPECT_NE(at, std::string::npos) << row;
    EXPECT_EQ(text.find(line, at + 1), std::string::npos) << row << " is there twice";
  }
}

/// A step that the table does not know is one that nobody has asked for.
TEST(Coverage, EveryStepOfAPolicyIsNamedInTheReadme) {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/policies/README.md");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  for (const auto& [procedure, name] : kPolicies)
    for (const Step& s : shipped_policy(name).steps) {
      const bool outside = s.rows == std::vector<std::string>{"rule"};
      // The chart's days 2 and 3 are alike, and its table speaks of day N.
      std::string alike = s.id;
      if (alike.rfind("day-", 0) == 0 && procedure == "001") alike[4] = 'N';
      const bool said = text.find('`' + s.id + '`') != std::string::npos ||
                        text.find('`' + alike + '`') != std::string::npos;
      EXPECT_TRUE(said || outside || alike.rfind("day-N", 0) == 0) << name << " " << s.id;
    }
}

}  // namespace
}  // namespace firstday::escalation::testing
