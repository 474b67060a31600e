// Whole mornings of the sample school, word for word as the office reads them. A change of wording or of what
// is planned shows here as a difference; look at it, and when it is meant, write the files anew:
//   FIRSTDAY_WRITE_GOLDEN=1 build/dev/tests/firstday_e2e_test --gtest_filter='Golden*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>

#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

/// References of this run only: the seal of the record, which its key makes, and where the data lies.
std::string without_chance(std::string text, const std::string& data) {
  for (std::size_t at = 0; (at = text.find(data, at)) != std::string::npos;)
    text.replace(at, data.size(), "DATA");
  text = std::regex_replace(text, std::regex("seal is [0-9a-f]{64}"), "seal is SEAL");
  return std::regex_replace(text, std::regex("-text-[0-9a-f]{8}"), "-text-ID");
}

/// Each command with what it printed.
std::string morning_of(const Sample& sample, const std::string& day) {
  std::string out;
  const auto show = [&](const std::string& clock, const std::vector<std::string>& words) {
    const Ran ran = sample.firstday(day + " " + clock, words);
    std::string line = "$ firstday --now \"" + day + " " + clock + "\"";
    for (const std::string& word : words) line += " " + word;
    out += line + "\n" + ran.out + "(exit " + std::to_string(ran.exit_code) + ")\n\n";
  };
  show("09:35", {"plan"});
  show("09:35", {"run"});
  show("10:05", {"calls"});
  show("10:05", {"tasks"});
  show("14:30", {"run"});
  show("16:00", {"tick"});
  return without_chance(out, sample.data().string());
}

void expect_as_written(const std::string& name, const std::string& seen) {
  const std::string file = source_path("tests/e2e/golden/" + name + ".txt");
  if (std::getenv("FIRSTDAY_WRITE_GOLDEN") != nullptr) write_file(file, seen);
  EXPECT_EQ(read_file(file), seen) << name;
}

TEST(GoldenMorning, OfTheSamplesLastDay) {
  const Sample sample("golden-last", Prepared::kEarlierDays);
  sample.import_last_morning();
  expect_as_written("last-day", morning_of(sample, read_sample_days().dates.back()));
}

TEST(GoldenMorning, OfItsFirstDayWithoutAnythingBefore) {
  const SampleDays& days = read_sample_days();
  const Sample sample("golden-first", Prepared::kRoll);
  const auto file = sample.data().parent_path() / "marks.csv";
  write_file(file, days.file_between(days.dates.front(), days.dates.front(), true));
  sample.import_marks(file);
  expect_as_written("first-day", morning_of(sample, days.dates.front()));
}

TEST(GoldenMorning, OnWhichNoMarksHaveCome) {
  const Sample sample("golden-none", Prepared::kEarlierDays);
  expect_as_written("no-marks", morning_of(sample, read_sample_days().dates.back()));
}

}  // namespace
}  // namespace firstday::e2e
