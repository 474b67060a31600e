// No name, number, address or text of the sample stands in any log of a full run (invariant 9).
#include <gtest/gtest.h>

#include <sstream>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

/// The personal values of one export file, long enough that a chance hit means something.
void collect(const Sample& sample, const std::string& file, const std::vector<std::string>& columns,
             std::set<std::string>& into) {
  const auto rows = csv_rows(read_file(sample.export_path(file)));
  ASSERT_GT(rows.size(), 1u) << file;
  for (const std::string& name : columns) {
    const std::size_t at = column(rows[0], name);
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (at < rows[i].size() && rows[i][at].size() >= 4) into.insert(rows[i][at]);
  }
}

std::string digits_only(const std::string& text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

/// What staff type in the day below.
const std::vector<std::string> kTyped = {"the trip of the choir", "Auntie Zofia has her",
                                         "the boiler is broken",  "rang from the ferry",
                                         "slept at her uncle's",  "grandad said measles"};

std::set<std::string> personal_values(const Sample& sample) {
  std::set<std::string> personal(kTyped.begin(), kTyped.end());
  const std::vector<std::string> address = {"address_1", "address_2", "postcode"};
  collect(sample, "pupils.csv", {"forename", "surname"}, personal);
  collect(sample, "pupils.csv", address, personal);
  collect(sample, "contacts.csv", {"forename", "surname", "mobile", "landline", "work_phone", "email"},
          personal);
  collect(sample, "contacts.csv", address, personal);
  collect(sample, "professionals.csv", {"name", "phone", "out_of_hours", "email"}, personal);
  collect(sample, "siblings_elsewhere.csv", {"name"}, personal);
  return personal;
}

/// Each line of every message, with a beginning long enough to be nobody else's.
void expect_no_message(const Sample& sample, const std::string& said) {
  ASSERT_FALSE(sample.sent().empty());
  for (const auto& file : sample.sent()) {
    const std::string message = read_file(file);
    std::istringstream body(message.substr(message.find("\n\n") + 2));
    for (std::string line; std::getline(body, line);)
      if (line.size() >= 20) {
        EXPECT_EQ(said.find(line.substr(0, 25)), std::string::npos) << "a message text is in a log";
      }
  }
}

void expect_nobody_in(const std::string& said, const Sample& sample) {
  const std::set<std::string> personal = personal_values(sample);
  ASSERT_GT(personal.size(), 500u);
  for (const std::string& value : personal) {
    EXPECT_EQ(said.find(value), std::string::npos)
        << "a personal value of " << value.size() << " characters is in a log";
    const std::string number = digits_only(value);
    if (number.size() >= 10) {
      EXPECT_EQ(said.find(number.substr(1)), std::string::npos) << "a telephone number is in a log";
    }
  }
  expect_no_message(sample, said);
}

/// A day with every command that has to do with people, the log at its most talkative.
class LoggedDay {
 public:
  LoggedDay() : folder_(fresh_folder("privacy-day")), sample_("privacy", Prepared::kNothing) {
    std::filesystem::create_directories(folder_ / "config/schools");
    write_file(folder_ / "config/firstday.yaml", "log: {level: debug}\n");
    write_file(folder_ / "config/schools/900001.yaml",
               read_file(source_path("config/sample/schools/900001.yaml")));
  }

  /// Standard error is the log too, by --verbose.
  std::string run(const std::string& time, std::vector<std::string> words) {
    std::vector<std::string> all = {
        "--verbose", "--config", (folder_ / "config").string(), "--data", data().string(), "--by", "tester"};
    if (!time.empty()) all.insert(all.end(), {"--now", read_sample_days().dates.back() + time});
    all.insert(all.end(), words.begin(), words.end());
    Ran ran = run_program(FIRSTDAY_PROGRAM, all);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << words[0] << ran.exit_code << ran.err;
    said += ran.err;
    return std::move(ran.out);
  }

  void records(const std::string& pupil, const std::string& contact) {
    run(" 10:06",
        {"record", "call", pupil, "--contact", contact, "--outcome", "no_answer", "--note", kTyped[3]});
    run(" 10:07", {"record", "reply", pupil, "--channel", "text", "--text", kTyped[1], "--contact", contact});
    run(" 10:08",
        {"record", "reason", pupil, "--reason", kTyped[5], "--not-acceptable", "--rationale", kTyped[2]});
    run(" 10:09", {"record", "note", pupil, "--text", kTyped[4]});
    run(" 10:10", {"record", "flag", pupil, "--about", "risk_of_harm", "--text", kTyped[4]});
  }

  std::filesystem::path data() const { return sample_.data(); }
  const Sample& sample() const { return sample_; }

  std::string said;

 private:
  std::filesystem::path folder_;
  Sample sample_;
};

TEST(Privacy, NoLogOfADayOfAllCommandsHoldsAnythingAboutAPerson) {
  LoggedDay day;
  const std::string exports = source_path("config/sample/exports/canonical");
  day.run("", {"check"});
  day.run("", {"import", "roll", "--from", exports, "--yes"});
  day.run("", {"import", "marks", "--from", exports + "/marks.csv"});
  day.run("", {"import", "roll", "--from", exports, "--yes"});
  day.run(" 09:33", {"hold", "--reason", kTyped[0]});
  day.run(" 09:34", {"plan"});
  day.run(" 09:35", {"run"});
  day.run(" 09:50", {"release"});
  day.run(" 09:51", {"tick"});
  const json call = json_lines(day.run(" 10:05", {"--json", "calls"})).at(0);
  day.records(call["pupil"], call["contact"]);
  for (const char* shown : {"explain", "chronology"})
    day.run(" 10:20", {shown, call["pupil"].get<std::string>()});
  for (const char* shown : {"tasks", "calls", "log", "verify", "run"}) day.run(" 10:21", {shown});
  day.run("", {"preview", "absence"});
  day.run("", {"simulate", "--policy", "five-day-plan", "--days", "1-2"});

  for (const auto& file : files_below(day.data() / "logs")) day.said += read_file(file);
  for (const char* written : {"roll imported", "marks imported", "planned", " warning [", " info ["})
    EXPECT_NE(day.said.find(written), std::string::npos) << "the log does not say '" << written << "'";
  expect_nobody_in(day.said, day.sample());
}

TEST(Privacy, TheDataFolderIsItsOwnersAlone) {
  const Sample sample("private-folder", Prepared::kNothing);
  sample.import_roll();
  namespace fs = std::filesystem;
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  EXPECT_EQ(fs::status(sample.data()).permissions() & others, fs::perms::none);
  for (const auto& file : files_below(sample.data() / "keys"))
    EXPECT_EQ(fs::status(file).permissions() & others, fs::perms::none);
}

}  // namespace
}  // namespace firstday::e2e
