// The sample school's days, run by the built program: what the issue calls the main job.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// The text itself, without the headers that the sandbox puts above it.
std::string body_of(const std::string& file) {
  const std::size_t blank = file.find("\n\n");
  return blank == std::string::npos ? file : file.substr(blank + 2);
}

class Morning : public testing::Test {
 protected:
  const SampleDays& days_ = read_sample_days();
  std::string last_ = days_.dates.back();
};

TEST_F(Morning, TheSampleHasItsTwentyFiveDays) {
  EXPECT_EQ(days_.dates.size(), 25u);
}

TEST_F(Morning, EveryAbsentPupilIsPlannedForOrWithheldWithARule) {
  const Sample sample("plan", Prepared::kEarlierDays);
  sample.import_last_morning();
  const Ran plan = sample.firstday(at_0935(last_), {"--json", "plan"});
  const std::set<std::string> spoken = spoken_of(json_lines(plan.out));
  const std::set<std::string> absent = days_.absent_in_the_morning(last_);
  ASSERT_FALSE(absent.empty());
  for (const std::string& pupil : absent) EXPECT_EQ(spoken.count(pupil), 1u) << pupil;
  for (const std::string& pupil : spoken) EXPECT_EQ(absent.count(pupil), 1u) << pupil;
}

TEST_F(Morning, PlanningSendsAndRecordsNothing) {
  const Sample sample("plan-nothing", Prepared::kEarlierDays);
  sample.import_last_morning();
  const Ran before = sample.firstday("", {"--json", "verify"});
  const Ran once = sample.firstday(at_0935(last_), {"--json", "plan"});
  const Ran twice = sample.firstday(at_0935(last_), {"--json", "plan"});
  EXPECT_EQ(once.out, twice.out);
  EXPECT_EQ(before.out, sample.firstday("", {"--json", "verify"}).out);
  EXPECT_TRUE(sample.sent().empty());
}

TEST_F(Morning, RunningTwiceSendsNothingTwice) {
  const Sample sample("run-twice", Prepared::kEarlierDays);
  sample.import_last_morning();
  const Ran first = sample.firstday(at_0935(last_), {"--json", "run"});
  ASSERT_TRUE(first.exit_code == 0 || first.exit_code == 1) << first.err;
  const std::vector<std::filesystem::path> sent = sample.sent();
  ASSERT_FALSE(sent.empty());
  const json summary = json_lines(first.out).at(0);
  EXPECT_EQ(summary["sent"].get<std::size_t>(), sent.size());
  const Ran second = sample.firstday(last_ + " 10:30", {"--json", "run"});
  EXPECT_EQ(json_lines(second.out).at(0)["sent"], 0) << second.out;
  EXPECT_EQ(sample.sent(), sent);
}

TEST_F(Morning, ATextHoldsFirstNameDateAndSessionAndNothingSensitive) {
  const Sample sample("texts", Prepared::kEarlierDays);
  sample.import_last_morning();
  sample.firstday(at_0935(last_), {"run"});
  const auto names = sample_first_names();
  EXPECT_EQ(sample.firstday("", {"--json", "log"}).out.find("\"text\":"), std::string::npos)
      << "the words are shown to whoever asks for them";
  const Ran log = sample.firstday("", {"--json", "log", "--channel", "text", "--text"});
  const auto rows = json_lines(log.out);
  expect_right_texts(rows, names);
  const auto texts =
      std::count_if(rows.begin(), rows.end(), [](const json& row) { return row.contains("text"); });
  const Ran mails = sample.firstday("", {"--json", "log", "--channel", "email"});
  EXPECT_EQ(static_cast<std::size_t>(texts) + json_lines(mails.out).size(), sample.sent().size());
}

// The father asked for no texts, and has an e-mail address.
TEST_F(Morning, WhoCannotBeTextedGetsAnEmailWithThePageAndTheSameWordsPlain) {
  const Sample sample("email", Prepared::kEarlierDays);
  sample.import_last_morning();
  sample.firstday(at_0935(last_), {"run"});
  std::map<std::string, std::string> mails;
  for (const auto& file : files_below(sample.data() / "sandbox"))
    if (file.filename().string().find("-email-") != std::string::npos)
      mails[file.extension().string()] += read_file(file);
  ASSERT_EQ(mails.size(), 2u);
  EXPECT_THAT(mails[".txt"], HasSubstr("To: rhodri.gwilym@example.org\n"));
  EXPECT_THAT(mails[".txt"], HasSubstr("Subject: Nid oedd Elin yn yr ysgol, dydd Mawrth 2 Mawrth\n"));
  EXPECT_THAT(mails[".txt"], HasSubstr("\nAnnwyl Mr Gwilym,\n"));
  EXPECT_THAT(mails[".txt"], Not(HasSubstr("Elin Gwilym"))) << "first names only";
  EXPECT_THAT(mails[".html"], HasSubstr("<html lang=\"cy\""));
  EXPECT_THAT(mails[".html"], HasSubstr("Annwyl Mr Gwilym,"));
  const auto rows = json_lines(sample.firstday("", {"--json", "log", "--channel", "email"}).out);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0]["state"], "accepted_final");
}

TEST_F(Morning, ReasonsThatComeDuringTheHoldStopTheirTexts) {
  const Sample sample("hold", Prepared::kEarlierDays);
  sample.import_last_morning();
  const Ran before = sample.firstday(at_0935(last_), {"--json", "plan"});
  const std::string pupil = *days_.absent_in_the_morning(last_).begin();
  // The office has put the reason into the register by the time the run reads it again.
  std::string marks = days_.header;
  for (const SampleMark& m : days_.marks) {
    const bool mended = m.date == last_ && m.pupil == pupil && m.session == "AM";
    std::string line = m.line;
    if (mended) line.replace(line.rfind(",") + 1, 1, "I");
    marks += line;
  }
  const auto file = sample.data().parent_path() / "mended.csv";
  write_file(file, marks);
  const Ran run = sample.firstday(at_0935(last_), {"--json", "run", "--marks", file.string()});
  ASSERT_TRUE(run.exit_code == 0 || run.exit_code == 1) << run.err;
  const Ran log = sample.firstday("", {"--json", "log", "--pupil", pupil, "--channel", "text"});
  for (const json& row : json_lines(log.out)) EXPECT_NE(row["state"], "accepted_final");
}

TEST_F(Morning, TheSimsExportGivesTheSameMorning) {
  const Sample canonical("canonical", Prepared::kEarlierDays);
  canonical.import_last_morning();
  const Sample sims("sims", Prepared::kNothing);
  const std::string folder = source_path("config/sample/exports/sims");
  const Ran roll = sims.firstday(
      "", {"--school", "900001", "import", "roll", "--from", folder, "--profile", "sims", "--yes"});
  ASSERT_TRUE(roll.exit_code == 0 || roll.exit_code == 1) << roll.err;
  const Ran marks = sims.firstday(
      "", {"--school", "900001", "import", "marks", "--from", folder + "/marks.csv", "--profile", "sims"});
  ASSERT_TRUE(marks.exit_code == 0 || marks.exit_code == 1) << marks.err;
  canonical.firstday(at_0935(last_), {"run"});
  sims.firstday(at_0935(last_), {"run"});
  const auto bodies = [](const Sample& s) {
    std::multiset<std::string> out;
    for (const auto& file : s.sent()) out.insert(body_of(read_file(file)));
    return out;
  };
  EXPECT_FALSE(bodies(canonical).empty());
  EXPECT_EQ(bodies(canonical), bodies(sims));
}

TEST_F(Morning, AWeekendIsNoSchoolDay) {
  const Sample sample("weekend", Prepared::kRoll);
  const Ran run = sample.firstday("2027-01-09 09:35", {"run"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(run.out.find("Not a school day"), std::string::npos);
}

}  // namespace
}  // namespace firstday::e2e
