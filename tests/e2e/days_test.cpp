// Every day of the sample, one after the other, in one data folder: the morning's export, plan, run, run
// again, and the whole day's export.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

TEST(Days, AllTwentyFiveHoldTheirInvariants) {
  const SampleDays& days = read_sample_days();
  ASSERT_EQ(days.dates.size(), 25u);
  const Sample sample("all-days", Prepared::kRoll);
  const auto names = sample_first_names();
  const std::filesystem::path marks = sample.data().parent_path() / "marks.csv";
  std::set<std::filesystem::path> seen;
  for (const std::string& date : days.dates) {
    SCOPED_TRACE(date);
    write_file(marks, days.file_of_week(date, false));
    sample.import_marks(marks);
    const auto plan = json_lines(sample.firstday(at_0935(date), {"--json", "plan"}).out);
    const std::set<std::string> spoken = spoken_of(plan);
    for (const std::string& pupil : days.absent_in_the_morning(date))
      EXPECT_EQ(spoken.count(pupil), 1u) << pupil;
    const Ran run = sample.firstday(at_0935(date), {"--json", "run"});
    ASSERT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.exit_code << run.err;
    const std::size_t sent = json_lines(run.out).at(0)["sent"].get<std::size_t>();
    std::size_t fresh = 0;
    for (const auto& file : sample.sent()) fresh += seen.insert(file).second ? 1 : 0;
    EXPECT_EQ(fresh, sent);
    const Ran again = sample.firstday(date + " 10:30", {"--json", "run"});
    EXPECT_EQ(json_lines(again.out).at(0)["sent"], 0);
    EXPECT_EQ(sample.sent().size(), seen.size());
    write_file(marks, days.file_of_week(date, true));
    sample.import_marks(marks);
  }
  const auto log = json_lines(sample.firstday("", {"--json", "log", "--channel", "text", "--text"}).out);
  EXPECT_GT(log.size(), 100u);
  expect_right_texts(log, names);
  EXPECT_EQ(sample.firstday("", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace firstday::e2e
