// Every file of scenarios/ through plan(); format in scenario.h.
//
// A new answer that is right: FIRSTDAY_ACCEPT=1 writes it into the file, for the diff to be read.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.h"
#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

namespace fs = std::filesystem;

const std::string kLine = "----------\n";

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(FIRSTDAY_SOURCE_DIR "/tests/escalation/scenarios"))
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

void check(const fs::path& file) {
  SCOPED_TRACE(file.filename().string());
  const std::string text = contents(file);
  const size_t cut = text.find(kLine);
  ASSERT_NE(cut, std::string::npos) << "no line of dashes";
  const std::string actual = print(read_scenario(text.substr(0, cut)).plan());
  const std::string expected = text.substr(cut + kLine.size());
  if (std::getenv("FIRSTDAY_ACCEPT") != nullptr && actual != expected)
    std::ofstream(file, std::ios::binary) << text.substr(0, cut) << kLine << actual;
  EXPECT_TRUE(actual == expected) << diff(expected, actual);
}

TEST(Scenarios, EachIsPlannedAsItsFileSays) {
  const auto files = scenario_files();
  EXPECT_GE(files.size(), 25u);
  for (const fs::path& file : files) check(file);
}

}  // namespace
}  // namespace firstday::escalation::testing
