// Every file of scenarios/ through plan(), and of timelines/ over its days; formats in scenario.h,
// timeline.h.
//
// A new answer that is right: FIRSTDAY_ACCEPT=1 writes it into the file, for the diff to be read.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "base/text.h"
#include "escalation/scenario.h"
#include "escalation/timeline.h"

namespace firstday::escalation::testing {
namespace {

namespace fs = std::filesystem;

const std::string kLine = "----------\n";

std::vector<fs::path> files_of(const std::string& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(FIRSTDAY_SOURCE_DIR "/tests/escalation/" + folder))
    if (entry.path().extension() == ".txt") out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string contents(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Lines only one side has: '-' expected and missing, '+' there and not expected.
std::string diff(const std::string& expected, const std::string& actual) {
  const auto want = base::split(expected, '\n');
  const auto got = base::split(actual, '\n');
  std::string out;
  for (const std::string& line : want)
    if (std::find(got.begin(), got.end(), line) == got.end()) out += "- " + line + "\n";
  for (const std::string& line : got)
    if (std::find(want.begin(), want.end(), line) == want.end()) out += "+ " + line + "\n";
  return out.empty() ? "the same lines in another order:\n" + actual : out;
}

/// What is above the line, answered; and what is below it.
template <typename Answer>
void check(const fs::path& file, Answer answer) {
  SCOPED_TRACE(file.filename().string());
  const std::string text = contents(file);
  const size_t cut = text.find(kLine);
  ASSERT_NE(cut, std::string::npos) << "no line of dashes";
  const std::string actual = answer(text.substr(0, cut));
  const std::string expected = text.substr(cut + kLine.size());
  if (std::getenv("FIRSTDAY_ACCEPT") != nullptr && actual != expected)
    std::ofstream(file, std::ios::binary) << text.substr(0, cut) << kLine << actual;
  EXPECT_TRUE(actual == expected) << diff(expected, actual);
}

TEST(Scenarios, EachIsPlannedAsItsFileSays) {
  const auto files = files_of("scenarios");
  EXPECT_GE(files.size(), 25u);
  for (const fs::path& file : files)
    check(file, [](const std::string& text) { return print(read_scenario(text).plan()); });
}

TEST(Timelines, EachCaseGoesAsItsFileSays) {
  const auto files = files_of("timelines");
  EXPECT_GE(files.size(), 15u);
  for (const fs::path& file : files) check(file, [](const std::string& text) { return play(text); });
}

/// Without any one step of a policy some case that is told here goes otherwise.
TEST(Timelines, MissEveryStepThatIsTakenAway) {
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> told;
  for (const fs::path& file : files_of("timelines")) {
    const std::string text = contents(file);
    const size_t cut = text.find(kLine);
    const std::string front = text.substr(0, cut);
    told[policy_named(front)].push_back({front, text.substr(cut + kLine.size())});
  }
  ASSERT_EQ(told.size(), 5u);
  for (const auto& [name, cases] : told)
    for (const Step& step : shipped_policy(name).steps) {
      const bool missed = std::any_of(cases.begin(), cases.end(), [&](const auto& c) {
        return play_without(c.first, step.id) != c.second;
      });
      EXPECT_TRUE(missed) << name << ": nothing here shows the step " << step.id;
    }
}

}  // namespace
}  // namespace firstday::escalation::testing
