// scripts/try and scripts/make-sample, run as people run them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "e2e/answers.h"
#include "e2e/program.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

Ran try_it(const std::vector<std::string>& words) {
  return run_program(source_path("scripts/try"), words, {{"FIRSTDAY_PROGRAM", FIRSTDAY_PROGRAM}});
}

Ran make_sample(const fs::path& root, const std::vector<std::string>& words) {
  return run_program((root / "scripts/make-sample").string(), words);
}

/// The lines between one of try's headings and the next that say anything.
std::multiset<std::string> lines_under(const std::string& out, const std::string& heading) {
  std::multiset<std::string> lines;
  const std::size_t at = out.find("\n== " + heading);
  if (at == std::string::npos) return lines;
  const std::size_t from = out.find('\n', at + 1) + 1;
  std::istringstream in(out.substr(from, out.find("\n== ", from) - from));
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) lines.insert(line);
  return lines;
}

void expect_whole_morning(const std::string& out) {
  std::size_t at = 0;
  for (const char* seen :
       {"== 07:30", "$ firstday", "== 09:35  who would be told", "Nothing was queued or sent",
        "== 09:35  the run", "NOBODY WAS REACHED", "== what became of each message",
        "== the texts themselves", "== 10:05", "to be rung", "Recorded for", "The letters lie in",
        "== one pupil", "Chronology of", "is unbroken", "no message has left this machine"}) {
    const std::size_t next = out.find(seen, at);
    EXPECT_NE(next, std::string::npos) << "'" << seen << "' does not come, or not in its turn";
    if (next != std::string::npos) at = next;
  }
}

TEST(Try, ShowsTheMorningAndFromASimsExportTheSameTexts) {
  const fs::path folder = fresh_folder("try");
  const Ran own = try_it({"--data", (folder / "own").string()});
  const Ran sims = try_it({"--sims", "--data", (folder / "sims").string()});
  EXPECT_EQ(own.exit_code, 0) << own.err;
  EXPECT_EQ(sims.exit_code, 0) << sims.err;
  expect_whole_morning(own.out);
  expect_whole_morning(sims.out);
  EXPECT_THAT(own.out, HasSubstr("$ firstday import roll --from config/sample/exports/canonical --yes"));
  EXPECT_THAT(sims.out, HasSubstr("import roll --from config/sample/exports/sims --profile sims --yes"));
  const auto texts = lines_under(own.out, "the texts themselves");
  EXPECT_GT(texts.size(), 5u);
  EXPECT_THAT(texts, testing::Each(HasSubstr(": Hazel Road: ")));
  EXPECT_EQ(lines_under(sims.out, "the texts themselves"), texts);
}

TEST(Try, RefusesAFolderInUseAndAnUnknownOption) {
  const fs::path folder = fresh_folder("try-in-use");
  write_file(folder / "mine.txt", "kept");
  const Ran used = try_it({"--data", folder.string()});
  EXPECT_EQ(used.exit_code, 64);
  EXPECT_THAT(used.err, HasSubstr("is not empty"));
  EXPECT_EQ(files_below(folder).size(), 1u);
  const Ran unknown = try_it({"--fast"});
  EXPECT_EQ(unknown.exit_code, 64);
  EXPECT_THAT(unknown.err, HasSubstr("scripts/try --sims"));
}

TEST(MakeSample, TheCommittedExportsAreWhatItWrites) {
  const Ran ran = make_sample(source_path(""), {"--check"});
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, IsEmpty());
}

TEST(MakeSample, NamesAnExportThatWasChangedByHand) {
  const fs::path copy = fresh_folder("make-sample-changed");
  fs::create_directories(copy / "config");
  fs::copy(source_path("scripts"), copy / "scripts");
  fs::copy(source_path("config/sample"), copy / "config/sample", fs::copy_options::recursive);
  const fs::path changed = copy / "config/sample/exports/canonical/pupils.csv";
  write_file(changed, read_file(changed) + "900001,X\r\n");
  const Ran ran = make_sample(copy, {"--check"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.out, HasSubstr("config/sample/exports/canonical/pupils.csv is not what"));
  EXPECT_THAT(ran.out, testing::Not(HasSubstr("contacts.csv")));
}

TEST(MakeSample, SeveralSchoolsAreImportedAndPlannedTogether) {
  const fs::path folder = fresh_folder("make-sample-schools");
  const Ran made =
      make_sample(source_path(""), {"--schools", "3", "--pupils", "200", "--to", folder.string()});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  EXPECT_EQ(files_below(folder / "config/schools").size(), 3u);
  const auto firstday = [&](std::vector<std::string> words) {
    words.insert(words.begin(),
                 {"--config", (folder / "config").string(), "--data", (folder / "data").string()});
    Ran ran = run_program(FIRSTDAY_PROGRAM, words);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.out << ran.err;
    return ran;
  };
  EXPECT_EQ(firstday({"check"}).exit_code, 0);
  const std::string exports = (folder / "exports").string();
  const Ran roll = firstday({"import", "roll", "--from", exports, "--yes"});
  for (const char* added : {"67 pupils added", "66 pupils added"}) EXPECT_THAT(roll.out, HasSubstr(added));
  firstday({"import", "marks", "--from", exports + "/marks.csv"});
  std::set<std::string> planned;
  for (const json& row : json_lines(firstday({"--now", "2027-03-02 09:35", "--json", "plan"}).out))
    planned.insert(row["school"].get<std::string>());
  EXPECT_EQ(planned, (std::set<std::string>{"900001", "900002", "900003"}));
  firstday({"--now", "2027-03-02 09:35", "run"});
  const std::string log = firstday({"log"}).out;
  EXPECT_EQ(log.rfind("School  Date ", 0), 0u) << log.substr(0, 200);
  for (const std::string& school : planned) EXPECT_THAT(log, HasSubstr("\n" + school + "  2027-03-02  "));
  EXPECT_EQ(firstday({"--school", "900002", "log"}).out.rfind("Date ", 0), 0u)
      << "one school needs no column";
  EXPECT_EQ(firstday({"log", "--csv"}).out.rfind("School,Date,", 0), 0u);
  EXPECT_EQ(firstday({"tasks"}).out.rfind("School  Date ", 0), 0u);
  EXPECT_THAT(firstday({"--now", "2027-03-02 11:35", "calls"}).out, HasSubstr(":\nSchool  Pupil "));
  EXPECT_THAT(firstday({"--now", "2027-03-02 11:35", "calls", "--print"}).out, HasSubstr("), school 900003"));
}

TEST(MakeSample, SaysWhatAnAuthorityNeeds) {
  const Ran ran = make_sample(source_path(""), {"--schools", "3", "--pupils", "20"});
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("50 to 630 for each school"));
}

}  // namespace
}  // namespace firstday::e2e
