#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "cli/invocation.h"

namespace firstday::cli {
namespace {

using testing::HasSubstr;

std::variant<Invocation, int> read(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "firstday");
  return read_command_line(static_cast<int>(arguments.size()), arguments.data());
}

Invocation invocation(std::vector<const char*> arguments) {
  auto result = read(std::move(arguments));
  EXPECT_TRUE(std::holds_alternative<Invocation>(result));
  return std::holds_alternative<Invocation>(result) ? std::get<Invocation>(result) : Invocation{};
}

int exit_code(std::vector<const char*> arguments) {
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  const auto result = read(std::move(arguments));
  testing::internal::GetCapturedStdout();
  testing::internal::GetCapturedStderr();
  return std::holds_alternative<int>(result) ? std::get<int>(result) : -1;
}

TEST(CommandLine, ReadsGlobalsBeforeAndAfterTheCommand) {
  const Invocation before = invocation({"--config", "c", "--data", "d", "--json", "plan"});
  EXPECT_EQ(before.command, Command::kPlan);
  EXPECT_EQ(before.globals.config_dir, "c");
  EXPECT_TRUE(before.globals.json);
  const Invocation after = invocation({"plan", "--data", "d", "--school", "900001"});
  EXPECT_EQ(after.globals.data_dir, "d");
  EXPECT_EQ(after.globals.school, roll::Urn("900001"));
}

TEST(CommandLine, NowIsLondonTime) {
  const Invocation in = invocation({"--now", "2027-06-01 09:35", "run"});
  EXPECT_EQ(in.globals.now, base::parse_instant("2027-06-01T08:35Z"));
}

TEST(CommandLine, ReadsAnImport) {
  const Invocation in =
      invocation({"import", "roll", "--from", "x", "--profile", "sims", "--yes", "--readmit"});
  EXPECT_EQ(in.command, Command::kImportRoll);
  EXPECT_EQ(in.import.from, "x");
  EXPECT_EQ(in.import.profile, "sims");
  EXPECT_TRUE(in.import.yes);
  EXPECT_TRUE(in.import.readmit);
  EXPECT_FALSE(in.import.allow_partial);
}

TEST(CommandLine, ReadsAHoldAndALogFilter) {
  EXPECT_EQ(invocation({"run", "--hold", "0"}).run.hold, std::chrono::minutes{0});
  const Invocation in = invocation({"log", "--from", "2027-01-12", "--state", "unknown", "--csv"});
  EXPECT_EQ(in.log.from, base::make_date(2027, 1, 12));
  EXPECT_EQ(in.log.state, "unknown");
  EXPECT_TRUE(in.log.csv);
}

TEST(CommandLine, ReadsForWhomAChronologyIs) {
  const Invocation parent = invocation({"chronology", "P1", "--for", "parent", "C1", "--format", "markdown"});
  EXPECT_EQ(parent.chronology.reader, "parent");
  EXPECT_EQ(parent.chronology.contact, "C1");
  EXPECT_EQ(parent.chronology.format, "markdown");
  const Invocation before = invocation({"chronology", "--for", "authority", "P1"});
  EXPECT_EQ(before.chronology.reader, "authority");
  EXPECT_EQ(before.subject, "P1");
  EXPECT_EQ(exit_code({"chronology", "P1", "--for", "parent"}), 64);
  EXPECT_EQ(exit_code({"chronology", "P1", "--for", "authority", "C1"}), 64);
  EXPECT_EQ(exit_code({"chronology", "P1", "--for", "the-press"}), 64);
}

TEST(CommandLine, ReadsARecordBlock) {
  const Invocation in =
      invocation({"record-block", "P1", "2027-01-12", "--format", "csv", "--system", "cpoms"});
  EXPECT_EQ(in.command, Command::kRecordBlock);
  EXPECT_EQ(in.record_block.day, base::make_date(2027, 1, 12));
  EXPECT_EQ(in.record_block.system, "cpoms");
  EXPECT_FALSE(invocation({"record-block", "P1"}).record_block.day);
  EXPECT_EQ(exit_code({"record-block", "P1", "12/01/2027"}), 64);
  EXPECT_EQ(exit_code({"record-block", "P1", "--system", "word"}), 64);
}

TEST(CommandLine, ReadsADecision) {
  const Invocation in = invocation({"decide", "P1", "--about", "welfare_police", "--role", "dsl", "--answer",
                                    "yes", "--rationale", "not seen", "--confirm",
                                    "concerned,believe_not_on_holiday", "--by", "D. Lead"});
  EXPECT_EQ(in.command, Command::kDecide);
  EXPECT_EQ(in.subject, "P1");
  EXPECT_EQ(in.record.about, "welfare_police");
  EXPECT_EQ(in.record.confirmed, (std::vector<std::string>{"concerned", "believe_not_on_holiday"}));
  EXPECT_EQ(exit_code({"decide", "P1", "--about", "triage", "--answer", "yes"}), 64);
}

TEST(CommandLine, ReadsAVisitAndStaffWhoAreOut) {
  const Invocation visit = invocation(
      {"record", "visit", "P1", "--outcome", "no_answer", "--staff", "A. One,B. Two", "--by", "A. One"});
  EXPECT_EQ(visit.command, Command::kRecordVisit);
  EXPECT_EQ(visit.record.staff, (std::vector<std::string>{"A. One", "B. Two"}));
  const Invocation out =
      invocation({"record", "out", "P1", "--event", "left", "--return-by", "12:15", "--by", "A. One"});
  EXPECT_EQ(out.record.return_by, base::TimeOfDay{12 * 60 + 15});
  EXPECT_FALSE(out.record.check_in);
  EXPECT_EQ(exit_code({"record", "out", "P1", "--event", "left", "--return-by", "noon"}), 64);
}

TEST(CommandLine, WhoeverRecordsOrDecidesIsNamed) {
  const std::vector<std::vector<const char*>> signed_commands = {
      {"record", "call", "P1", "--contact", "C1", "--outcome", "no_answer"},
      {"record", "reply", "P1", "--channel", "text", "--text", "t"},
      {"record", "reason", "P1", "--reason", "ill"},
      {"record", "visit", "P1", "--outcome", "no_answer"},
      {"record", "out", "P1", "--event", "returned"},
      {"record", "task", "P1", "--kind", "record"},
      {"record", "flag", "P1", "--about", "risk_of_harm"},
      {"record", "fact", "P1", "--about", "destination"},
      {"record", "referral", "P1", "--about", "cme_referral"},
      {"record", "note", "P1", "--text", "t"},
      {"record", "unknown", "P1", "--outcome", "arrived"},
      {"decide", "P1", "--about", "triage", "--answer", "yes", "--role", "dsl"},
      {"close", "P1", "--how", "located"},
      {"hold", "--reason", "r"},
      {"release"},
      {"withdraw", "--reason", "r"}};
  for (std::vector<const char*> command : signed_commands) {
    EXPECT_EQ(exit_code(command), 64) << command[0] << " " << command[1 % command.size()];
    for (const char* nobody : {"", "  ", "Firstday"}) {
      std::vector<const char*> with = command;
      with.insert(with.end(), {"--by", nobody});
      EXPECT_EQ(exit_code(with), 64) << command[0] << " by '" << nobody << "'";
    }
    command.insert(command.end(), {"--by", "A. Office", "--json"});
    const Invocation in = invocation(command);
    EXPECT_EQ(in.globals.by, "A. Office");
    EXPECT_TRUE(in.globals.json);
  }
  EXPECT_EQ(invocation({"tasks"}).globals.by, "");
}

TEST(CommandLine, ReadsWhichTasksAndWhichSimulation) {
  const Invocation tasks = invocation({"tasks", "--kind", "decide", "--role", "dsl", "--due"});
  EXPECT_EQ(tasks.tasks.kind, "decide");
  EXPECT_TRUE(tasks.tasks.now);
  EXPECT_FALSE(tasks.tasks.overdue);
  const Invocation more = invocation({"tasks", "--tier", "social_care", "--form", "5H", "--overdue"});
  EXPECT_EQ(more.tasks.tier, "social_care");
  EXPECT_EQ(more.tasks.form, "5H");
  EXPECT_TRUE(more.tasks.overdue);
  const Invocation play = invocation({"simulate", "--policy", "p", "--outcome", "text=none", "--outcome",
                                      "call=no_answer", "--format", "markdown"});
  EXPECT_EQ(play.simulate.outcomes, (std::vector<std::string>{"text=none", "call=no_answer"}));
  EXPECT_EQ(play.simulate.days, "1-20");
  EXPECT_EQ(exit_code({"simulate", "--policy", "p", "--format", "poem"}), 64);
  EXPECT_EQ(exit_code({"simulate", "--scenario", "f", "--until", "soon"}), 64);
}

TEST(CommandLine, WhatIsWrongIsUsage) {
  for (const std::vector<const char*>& wrong : {std::vector<const char*>{},
                                                {"fly"},
                                                {"import"},
                                                {"import", "roll"},
                                                {"chronology"},
                                                {"run", "--hold", "-3"},
                                                {"run", "--hold", "soon"},
                                                {"--now", "yesterday", "plan"},
                                                {"plan", "extra"},
                                                {"log", "--from", "12/01/2027"},
                                                {"init", "--urn", "900001"}})
    EXPECT_EQ(exit_code(wrong), 64) << (wrong.empty() ? "nothing" : wrong[0]);
}

TEST(CommandLine, HelpAndVersionAreNoFailure) {
  EXPECT_EQ(exit_code({"--help"}), 0);
  EXPECT_EQ(exit_code({"--version"}), 0);
  EXPECT_EQ(exit_code({"run", "--help"}), 0);
}

/// The lines of a manual from the heading to the next empty line, without the heading.
std::string section(const std::string& manual, const std::string& heading) {
  const size_t at = manual.find("\n" + heading + "\n");
  if (at == std::string::npos) return "";
  const size_t from = at + heading.size() + 2;
  return manual.substr(from, manual.find("\n\n", from) - from);
}

TEST(Manual, EachCommandSaysWhatItIsForItsOptionsAnExampleAndItsExitStatus) {
  for (const std::string& name : command_names()) {
    SCOPED_TRACE(name);
    const std::string manual = manual_of(name);
    EXPECT_GT(section(manual, "DESCRIPTION").size(), 40u);
    EXPECT_THAT(section(manual, "Options:"), HasSubstr("--help"));
    EXPECT_THAT(section(manual, "EXIT STATUS"), testing::StartsWith("  0 "));
    const std::string examples = section(manual, "EXAMPLE") + section(manual, "EXAMPLES");
    EXPECT_THAT(examples, testing::StartsWith("  firstday "));
    EXPECT_THAT(examples, HasSubstr(name));
  }
  EXPECT_THAT(manual_of("run"), HasSubstr("--hold"));
  EXPECT_THAT(manual_of("import roll"), HasSubstr("--readmit"));
}

/// The words of a line as a shell would hand them over; quotes understood.
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c != ' ' || quoted)
      words.back() += c;
    else if (!words.back().empty())
      words.emplace_back();
  }
  return words;
}

TEST(Manual, ItsExamplesAreCommandLines) {
  for (const std::string& name : command_names()) {
    std::string examples = section(manual_of(name), "EXAMPLE") + section(manual_of(name), "EXAMPLES");
    for (size_t at; (at = examples.find("\\\n")) != std::string::npos;) examples.erase(at, 2);
    for (const std::string& line : base::split(examples, '\n')) {
      if (line.empty()) continue;
      const std::vector<std::string> words = words_of(line);
      ASSERT_EQ(words[0], "firstday") << line;
      std::vector<const char*> arguments;
      for (size_t i = 1; i < words.size(); ++i) arguments.push_back(words[i].c_str());
      testing::internal::CaptureStderr();
      const bool reads = std::holds_alternative<Invocation>(read(arguments));
      const std::string said = testing::internal::GetCapturedStderr();
      EXPECT_TRUE(reads) << line << '\n' << said;
    }
  }
}

}  // namespace
}  // namespace firstday::cli
