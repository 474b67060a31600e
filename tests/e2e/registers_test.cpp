// Registers that look wrong, files that are dropped, and a child who has gone since the morning: by the built
// program, as an office meets them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

/// The sample school with settings of its own.
class School {
 public:
  School(const std::string& name, const std::string& more_settings, Prepared what = Prepared::kEarlierDays)
      : folder_(fresh_folder(name)) {
    fs::create_directories(folder_ / "config/schools");
    fs::copy(source_path("config/sample/firstday.yaml"), folder_ / "config/firstday.yaml");
    write_file(folder_ / "config/schools/900001.yaml",
               read_file(source_path("config/sample/schools/900001.yaml")) + "\n" + more_settings);
    prepare(what, data());
  }

  Ran run(const std::string& now, std::vector<std::string> words) const {
    std::vector<std::string> all = {
        "--config", (folder_ / "config").string(), "--data", data().string(), "--by", "tester"};
    if (!now.empty()) all.insert(all.end(), {"--now", now});
    all.insert(all.end(), words.begin(), words.end());
    Ran ran = run_program(FIRSTDAY_PROGRAM, all);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
    return ran;
  }

  void import_marks(const std::string& text) const {
    write_file(folder_ / "marks.csv", text);
    run("", {"import", "marks", "--from", (folder_ / "marks.csv").string()});
  }

  fs::path data() const { return folder_ / "data"; }
  size_t sent() const {
    size_t n = 0;
    for (const fs::path& file : files_below(data() / "sandbox")) n += file.extension() == ".txt" ? 1 : 0;
    return n;
  }

 private:
  fs::path folder_;
};

json first_line(const std::string& text) {
  return json::parse(text.substr(0, text.find('\n')));
}

size_t lines_in(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// The register of that one day, as the sample has it but for some pupils' codes.
std::string register_with(const SampleDays& days, const std::string& date, const std::string& session,
                          const std::string& code, size_t pupils) {
  std::string out = days.header;
  for (const SampleMark& m : days.marks) {
    if (m.date != date) continue;
    std::string line = m.line;
    if (m.date == date && m.session == session && m.code != "N" && m.code != "-" && pupils > 0) {
      line.replace(line.rfind(',') + 1, m.code.size(), code);
      --pupils;
    }
    out += line;
  }
  return out;
}

TEST(Registers, ARegisterThatLooksWrongHoldsTheMessagesUntilAPersonLetsThemGo) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("brake", "");
  school.import_marks(register_with(days, day, "AM", "N", 60));
  const Ran held = school.run(day + " 09:35", {"run"});
  EXPECT_EQ(held.exit_code, 1);
  EXPECT_THAT(held.out,
              HasSubstr("  MESSAGES ARE HELD: 68 pupils would be absent without a reason; usual are"));
  EXPECT_THAT(held.out, HasSubstr("or `firstday release`, or `firstday withdraw`"));
  EXPECT_GT(first_line(school.run(day + " 09:36", {"--json", "tick"}).out)["held"], 60);
  EXPECT_EQ(school.sent(), 0u);
  EXPECT_GT(lines_in(school.run(day + " 09:36", {"--json", "calls"}).out), 60u);
  EXPECT_THAT(school.run(day + " 09:50", {"release"}).out, HasSubstr("released"));
  school.run(day + " 09:51", {"tick"});
  EXPECT_GT(school.sent(), 50u);
}

TEST(Registers, YesterdaysFileHoldsThemAndTodaysLetsThemGo) {
  const SampleDays days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("stale", "");
  const std::string file = (school.data().parent_path() / "given.csv").string();
  school.import_marks(register_with(days, day, "AM", "N", 0));
  write_file(file, register_with(days, days.dates[days.dates.size() - 2], "AM", "N", 0));
  const Ran held = school.run(day + " 09:35", {"run", "--marks", file});
  EXPECT_EQ(held.exit_code, 1);
  EXPECT_THAT(held.out, HasSubstr("MESSAGES ARE HELD: The marks file 'given.csv' has no mark of today"));
  EXPECT_EQ(school.sent(), 0u);
  write_file(file, register_with(days, day, "AM", "N", 0));
  school.run(day + " 09:40", {"run", "--marks", file});
  EXPECT_GT(school.sent(), 5u);
}

TEST(Registers, AFileThatIsNotThereHoldsThemAndTheRunGoesOn) {
  const SampleDays days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("missing", "");
  const std::string file = (school.data().parent_path() / "given.csv").string();
  school.import_marks(register_with(days, day, "AM", "N", 0));
  const Ran held = school.run(day + " 09:35", {"run", "--marks", file});
  EXPECT_EQ(held.exit_code, 1);
  EXPECT_THAT(held.err, HasSubstr("given.csv"));
  EXPECT_THAT(held.out, HasSubstr("MESSAGES ARE HELD: The marks file 'given.csv' could not be read"));
  EXPECT_EQ(school.sent(), 0u);
  EXPECT_GT(lines_in(school.run(day + " 09:36", {"--json", "calls"}).out), 5u);
  write_file(file, "no,register\n");
  EXPECT_THAT(school.run(day + " 09:37", {"run", "--marks", file}).out, HasSubstr("could not be read"));
  write_file(file, register_with(days, day, "AM", "N", 0));
  school.run(day + " 09:40", {"run", "--marks", file});
  EXPECT_GT(school.sent(), 5u);
}

TEST(Accounts, OneThatCannotBeOpenedLeavesStaffTheirCallListAndTheMessagesWait) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("broken-account", "");
  school.import_marks(register_with(days, day, "AM", "N", 0));
  fs::remove_all(school.data() / "sandbox");
  write_file(school.data() / "sandbox", "no folder\n");
  const Ran ran = school.run(day + " 09:35", {"run"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.out, HasSubstr("ACCOUNT sandbox STOPPED: "));
  EXPECT_GT(lines_in(school.run(day + " 10:30", {"--json", "calls"}).out), 5u);
  EXPECT_THAT(school.run(day + " 10:30", {"tasks"}).out, HasSubstr("task"));
  EXPECT_EQ(school.run(day + " 10:30", {"verify"}).exit_code, 0);
  for (const char* clock : {" 10:31", " 10:32", " 10:33"})
    EXPECT_THAT(school.run(day + clock, {"tick"}).out, HasSubstr("ACCOUNT sandbox STOPPED: "));
  EXPECT_EQ(school.run("", {"--json", "log", "--state", "failed"}).out, "") << "no message is used up";
  const size_t waiting = lines_in(school.run("", {"--json", "log", "--state", "queued"}).out);
  fs::remove(school.data() / "sandbox");
  school.run(day + " 10:34", {"run"});
  EXPECT_EQ(school.sent(), waiting);
}

/// The configuration of every school with one more account.
void add_account(const School& school, const std::string& account) {
  write_file(school.data().parent_path() / "config/firstday.yaml",
             read_file(source_path("config/sample/firstday.yaml")) + account);
}

TEST(Accounts, OneThatIsWrongTakesNoWorkFromStaff) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("wrong-account", "");
  school.import_marks(register_with(days, day, "AM", "N", 0));
  fs::copy(source_path("config/sample/firstday.yaml"), school.data().parent_path() / "whole.yaml");
  write_file(school.data().parent_path() / "config/firstday.yaml",
             "accounts:\n  - {name: texts, provider: sandbox, kinds: [text, email], parameters: {folda: x}}\n"
             "  - {name: rest, provider: sandbox, kinds: [voice]}\n");
  const std::string said =
      "ACCOUNT texts IS OUT OF ORDER, and carries nothing until it is mended: Account 'texts': ";
  const Ran ran = school.run(day + " 09:35", {"run"});
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_THAT(ran.out, HasSubstr("ACCOUNT texts STOPPED: "));
  EXPECT_THAT(ran.err, HasSubstr(said));
  EXPECT_EQ(school.sent(), 0u);
  const Ran calls = school.run(day + " 10:30", {"--json", "calls"});
  EXPECT_GT(lines_in(calls.out), 5u);
  EXPECT_EQ(lines_in(calls.err), 1u) << calls.err;
  EXPECT_THAT(calls.err, HasSubstr(said));
  const std::string pupil = first_line(calls.out)["pupil"];
  EXPECT_EQ(school.run(day + " 10:31", {"record", "note", pupil, "--text", "rung"}).exit_code, 0);
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"tasks"}, {"log"}, {"chronology", pupil}, {"explain", pupil}, {"plan"}})
    EXPECT_THAT(school.run(day + " 10:32", words).err, HasSubstr(said)) << words[0];
  EXPECT_THAT(school.run(day + " 10:33", {"tick"}).out, HasSubstr("ACCOUNT texts STOPPED: "));
  fs::copy(school.data().parent_path() / "whole.yaml", school.data().parent_path() / "config/firstday.yaml",
           fs::copy_options::overwrite_existing);
  EXPECT_EQ(school.run(day + " 10:34", {"calls"}).err, "");
  school.run(day + " 10:34", {"tick"});
  EXPECT_GT(school.sent(), 5u) << "what waited leaves over the mended account";
}

TEST(Accounts, ASecretThatIsMissingIsSaidWhereItIsLooked) {
  const SampleDays& days = read_sample_days();
  const School school("no-secret", "");
  add_account(school,
              "  - {name: mail, provider: smtp, kinds: [email], parameters: {host: mail.example.org, "
              "from: office@example.org, secret: post}}\n");
  const auto check = [&] {
    return run_program(FIRSTDAY_PROGRAM, {"--config", (school.data().parent_path() / "config").string(),
                                          "--data", school.data().string(), "check"});
  };
  EXPECT_EQ(check().exit_code, 78);
  const Ran log = school.run(days.dates.back() + " 09:35", {"log"});
  EXPECT_EQ(log.exit_code, 0);
  EXPECT_THAT(log.err, HasSubstr("ACCOUNT mail IS OUT OF ORDER"));
}

TEST(Registers, WhatAWrongRegisterMadeIsWithdrawnForGood) {
  const SampleDays days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("withdraw", "");
  school.import_marks(register_with(days, day, "AM", "N", 60));
  school.run(day + " 09:35", {"run"});
  EXPECT_THAT(school.run(day + " 09:40", {"withdraw", "--reason", "last week's file"}).out,
              HasSubstr("withdrawn"));
  const Ran again = school.run(day + " 09:40", {"run"});
  EXPECT_THAT(again.out, HasSubstr("  NEW MESSAGES WILL BE HELD: 68 pupils"));
  EXPECT_THAT(again.out, HasSubstr("\n    None waits now. Mend the register.\n"));
  EXPECT_THAT(again.out, Not(HasSubstr("firstday release")));
  EXPECT_EQ(first_line(school.run(day + " 09:41", {"--json", "tick"}).out)["held"], 0);
  school.run(day + " 09:41", {"release"});
  school.run(day + " 09:50", {"tick"});
  EXPECT_EQ(school.sent(), 0u);
}

TEST(Registers, ASchoolWithoutARollSaysSoFirst) {
  const fs::path folder = fresh_folder("blind");
  const Ran ran = run_program(FIRSTDAY_PROGRAM,
                              {"--config", source_path("config/sample"), "--data", (folder / "data").string(),
                               "--now", read_sample_days().dates.back() + " 09:35", "run"});
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("\n  NOBODY IS LOOKED FOR: There is nobody on the roll of this school."));
}

TEST(Registers, PupilsWithoutAMarkAreNamed) {
  const SampleDays days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("unmarked_pupils", "");
  school.import_marks(register_with(days, day, "AM", "", 2));
  const Ran ran = school.run(day + " 09:45", {"run"});
  EXPECT_THAT(ran.out, HasSubstr("NO MARK, not looked for: "));
  EXPECT_THAT(school.run(day + " 09:46", {"tasks"}).out, HasSubstr("without a mark"));
}

TEST(Registers, AHoldByAPersonNamesItsReasonFirst) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("hold", "");
  school.import_marks(register_with(days, day, "AM", "N", 0));
  school.run(day + " 09:30", {"hold", "--reason", "the trip is not in the register yet"});
  const json said = first_line(school.run(day + " 09:35", {"--json", "run"}).out);
  EXPECT_EQ(said["held_because"].at(0), "the trip is not in the register yet");
  EXPECT_EQ(said["sent"], 0);
  EXPECT_GT(said["held"], 5);
  EXPECT_EQ(school.sent(), 0u);
  school.run(day + " 09:50", {"withdraw", "--reason", "rung already"});
  EXPECT_THAT(school.run(day + " 09:51", {"tick"}).out,
              HasSubstr("  NEW MESSAGES WILL BE HELD: the trip is not in the register yet\n"
                        "    None waits now. `firstday release` lets new ones go.\n"));
}

TEST(Registers, MarksComeFromTheDropFolderAndAMissingFileIsAnAlarm) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("drop", "marks: {drop_folder: drop, expected_by: \"09:30\"}\n");
  fs::create_directories(school.data() / "drop");
  const Ran without = school.run(day + " 09:35", {"run"});
  EXPECT_EQ(without.exit_code, 1);
  EXPECT_THAT(without.out,
              HasSubstr("MARKS OVERDUE: No marks of today have come, and they were due by 09:30."));
  EXPECT_THAT(school.run(day + " 09:36", {"tasks"}).out,
              HasSubstr("find out why no marks of today have come"));
  const fs::path file = school.data() / "drop/marks.csv";
  write_file(file, register_with(days, day, "AM", "N", 0));
  fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::minutes(1));
  school.run(day + " 09:40", {"run"});
  EXPECT_TRUE(fs::exists(school.data() / "drop/done/marks.csv"));
  EXPECT_GT(school.sent(), 5u);
  EXPECT_EQ(school.run(day + " 10:30", {"tasks"}).out.find("find out why no marks"), std::string::npos);
}

TEST(Registers, ARunBeforeTheRegisterClosesSaysThatItsMessagesWait) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("early", "");
  school.import_marks(register_with(days, day, "AM", "N", 0));
  const Ran early = school.run(day + " 07:30", {"run"});
  EXPECT_THAT(early.out,
              HasSubstr(" messages wait, the first until 09:30. They leave with a `firstday run` or "
                        "`firstday tick` after that.\n"));
  EXPECT_EQ(early.exit_code, 1);
  EXPECT_EQ(school.sent(), 0u);
  EXPECT_THAT(school.run(day + " 09:31", {"run"}).out, Not(HasSubstr(" wait, the first until")));
  EXPECT_GT(school.sent(), 5u);
}

TEST(Records, ASlipOfTheFingerIsNotReadAsNothing) {
  const School school("slip", "", Prepared::kRoll);
  const auto refused = [&](const std::vector<std::string>& words) {
    std::vector<std::string> all = {"--config", (school.data().parent_path() / "config").string(), "--data",
                                    school.data().string()};
    all.insert(all.end(), words.begin(), words.end());
    const Ran ran = run_program(FIRSTDAY_PROGRAM, all);
    EXPECT_EQ(ran.exit_code, 64) << ran.out;
    return ran.err;
  };
  EXPECT_THAT(refused({"log", "--from", "2027-03-02", "--to", "2027-03-01"}),
              HasSubstr("--from is later than --to"));
  EXPECT_THAT(refused({"tasks", "--pupil", "Nobody Here"}), HasSubstr("No pupil is meant by 'Nobody Here'"));
}

TEST(Registers, WhoIsGoneSinceTheMorningStandsFirst) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates[days.dates.size() - 2];
  const School school("afternoon", "", Prepared::kRoll);
  school.import_marks(register_with(days, day, "PM", "N", 1));
  const Ran ran = school.run(day + " 13:25", {"run"});
  const size_t gone = ran.out.find("IN SCHOOL THIS MORNING, ABSENT NOW:");
  ASSERT_NE(gone, std::string::npos) << ran.out;
  EXPECT_LT(gone, ran.out.find("NOBODY WAS REACHED") == std::string::npos
                      ? ran.out.size()
                      : ran.out.find("NOBODY WAS REACHED"));
  EXPECT_GE(first_line(school.run(day + " 13:26", {"--json", "run"}).out)["gone_since_morning"].size(), 1u);
}

TEST(Map, AnotherExportsHeadingsAreNamedInAFile) {
  const School school("map", "");
  const fs::path in = school.data().parent_path() / "in";
  fs::create_directories(in);
  write_file(in / "pupils.csv", "Adno,First,Last,Group,In Care\n77,Robin,Marsh,5H,Yes\n");
  write_file(in / "contacts.csv", "Adno,Who,Tel\n77,Alex,07700 900301\n");
  write_file(in / "marks.csv", "Adno,Day,Half,Mark\n77,12/01/2027,AM,N\n");
  write_file(
      in / "map.csv",
      "file,column,in_export\npupils,pupil,Number|Adno\npupils,forename,First\npupils,surname,Last\n"
      "pupils,form,Group\npupils,tags.looked_after,In Care\ncontacts,pupil,Adno\ncontacts,contact,Who\n"
      "contacts,forename,Who\ncontacts,mobile,Tel\ncontacts,language,always: cy\nmarks,pupil,Adno\n"
      "marks,date,Day\nmarks,session,Half\nmarks,code,Mark\n");
  const std::string map = (in / "map.csv").string();
  const Ran roll = school.run("", {"--school", "900001", "import", "roll", "--from", in.string(), "--map",
                                   map, "--yes", "--allow-partial"});
  EXPECT_THAT(roll.out, HasSubstr("1 pupil added"));
  EXPECT_THAT(roll.out, HasSubstr("1 contact added"));
  const Ran marks = school.run(
      "", {"--school", "900001", "import", "marks", "--from", (in / "marks.csv").string(), "--map", map});
  EXPECT_THAT(marks.out, HasSubstr("1 mark"));
  EXPECT_THAT(school.run("2027-01-12 09:45", {"explain", "Robin Marsh"}).out, HasSubstr("Robin Marsh"));
}

TEST(Registers, AClassWithoutMarksIsATaskOfTheOffice) {
  const SampleDays& days = read_sample_days();
  const std::string& day = days.dates.back();
  const School school("unmarked", "");
  school.import_marks(register_with(days, day, "AM", "N", 0));
  school.run(day + " 09:40", {"run"});
  EXPECT_THAT(school.run(day + " 09:41", {"tasks"}).out,
              HasSubstr("complete the morning register of 2P: no marks"));
}

}  // namespace
}  // namespace firstday::e2e
