#include "escalation/golden.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/text.h"

namespace firstday::escalation::testing {

namespace fs = std::filesystem;

namespace {

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

bool is_accepted() {
  return std::getenv("FIRSTDAY_ACCEPT") != nullptr;
}

}  // namespace

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

std::string_view front_of(std::string_view text) {
  return text.substr(0, text.find(kLine));
}

std::string_view expected_of(std::string_view text) {
  const size_t cut = text.find(kLine);
  return cut == std::string_view::npos ? std::string_view() : text.substr(cut + kLine.size());
}

void expect_same(const std::string& expected, const std::string& actual) {
  EXPECT_TRUE(actual == expected) << diff(expected, actual);
}

void check_golden(const fs::path& file, const std::function<std::string(const std::string&)>& answer) {
  SCOPED_TRACE(file.filename().string());
  const std::string text = contents(file);
  const std::string front(front_of(text));
  const std::string actual = answer(front);
  const std::string expected(expected_of(text));
  if (is_accepted() && actual != expected) std::ofstream(file, std::ios::binary) << front << kLine << actual;
  EXPECT_NE(text.find(kLine), std::string::npos) << "no line of dashes";
  expect_same(expected, actual);
}

void check_written(const fs::path& file, const std::string& actual) {
  const std::string expected = contents(file);
  if (is_accepted() && actual != expected) std::ofstream(file, std::ios::binary) << actual;
  expect_same(expected, actual);
}

}  // namespace firstday::escalation::testing
