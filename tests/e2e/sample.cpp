#include "e2e/sample.h"

#include <gtest/gtest.h>

#include "e2e/sample_days.h"

namespace firstday::e2e {

namespace fs = std::filesystem;

namespace {

fs::path made_once(Prepared what) {
  const std::string suite = testing::UnitTest::GetInstance()->current_test_info()->test_suite_name();
  if (what == Prepared::kRoll) {
    const Sample made("prepared-roll-" + suite, Prepared::kNothing);  // suites run beside each other
    made.import_roll();
    return made.data();
  }
  const Sample made("prepared-days-" + suite, Prepared::kRoll);
  const SampleDays& days = read_sample_days();
  const fs::path file = made.data().parent_path() / "marks.csv";
  write_file(file, days.file_between(days.dates.front(), days.dates.at(days.dates.size() - 2), true));
  made.import_marks(file);
  return made.data();
}

}  // namespace

void prepare(Prepared what, const fs::path& data) {
  if (what == Prepared::kNothing) return;
  static std::map<Prepared, fs::path> made;
  if (made.count(what) == 0) made[what] = made_once(what);
  fs::copy(made[what], data, fs::copy_options::recursive);
  fs::remove(data /
             "high-water");  // a copy is in quarantine; one without this, where nothing was ever sent, is not
}

Sample::Sample(const std::string& name, Prepared what) : data_(fresh_folder(name) / "data") {
  prepare(what, data_);
}

Ran Sample::firstday(const std::string& now, const std::vector<std::string>& arguments) const {
  std::vector<std::string> all = {"--config", source_path("config/sample"), "--data", data_.string(), "--by",
                                  "tester"};
  if (!now.empty()) all.insert(all.end(), {"--now", now});
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run_program(FIRSTDAY_PROGRAM, all);
}

void Sample::import_roll() const {
  const Ran ran =
      firstday("", {"import", "roll", "--from", source_path("config/sample/exports/canonical"), "--yes"});
  ASSERT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
}

void Sample::import_last_morning() const {
  const SampleDays& days = read_sample_days();
  const fs::path file = data_.parent_path() / "marks.csv";
  write_file(file, days.file_between(days.dates.back(), days.dates.back(), false));
  import_marks(file);
}

void Sample::import_marks(const std::string& path) const {
  const Ran ran = firstday("", {"import", "marks", "--from", path});
  ASSERT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
}

std::string Sample::export_path(const std::string& file) const {
  return source_path("config/sample/exports/canonical/" + file);
}

std::vector<fs::path> Sample::sent() const {
  std::vector<fs::path> out;
  for (const fs::path& file : files_below(data_ / "sandbox"))
    if (file.extension() == ".txt") out.push_back(file);
  return out;
}

}  // namespace firstday::e2e
