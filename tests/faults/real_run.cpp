#include "faults/real_run.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "faults/child_process.h"

namespace firstday::faults {

namespace fs = std::filesystem;

namespace {

std::string number_of(int i) {
  char text[16];
  std::snprintf(text, sizeof text, "07700900%03d", i);
  return text;
}

}  // namespace

RealRun::RealRun(const std::string& name, int pupils, int timeout)
    : folder_(e2e::fresh_folder(name)), pupils_(pupils), timeout_(timeout) {
  write_config("http://127.0.0.1:9");
  std::string roll = "school,pupil,forename,surname,year,form\n";
  std::string contacts =
      "school,pupil,contact,priority,relationship,forename,surname,parental_responsibility,mobile\n";
  std::string marks = "school,pupil,date,session,code\n";
  for (int i = 0; i < pupils; ++i) {
    const std::string n = std::to_string(i);
    roll += "900001,P" + n + ",Kit,Number" + n + ",Y5,5H\n";
    contacts += "900001,P" + n + ",C" + n + ",1,mother,Sam,Number" + n + ",yes," + number_of(i) + "\n";
    marks += "900001,P" + n + ",2027-01-12,AM,N\n";
  }
  fs::create_directories(folder_ / "in");
  e2e::write_file(folder_ / "in/pupils.csv", roll);
  e2e::write_file(folder_ / "in/contacts.csv", contacts);
  e2e::write_file(folder_ / "in/marks.csv", marks);
  firstday({"import", "roll", "--from", (folder_ / "in").string(), "--yes"});
  firstday({"import", "marks", "--from", (folder_ / "in/marks.csv").string()});
  fs::copy(folder_ / "data", folder_ / "pristine", fs::copy_options::recursive);
}

void RealRun::begin_again(const std::string& url) {
  fs::remove_all(folder_ / "data");
  fs::copy(folder_ / "pristine", folder_ / "data", fs::copy_options::recursive);
  fs::remove(folder_ / "data/high-water");  // a copy is in quarantine; nothing was sent from this one yet
  write_config(url);
}

Sender RealRun::sender() {
  return {folder_ / "data", pupils_,
          [this](const std::string& url, const std::map<std::string, std::string>& environment) {
            write_config(url);
            return start({"run", "--hold", "0"}, environment);
          }};
}

Verdict RealRun::verdict(const std::vector<Asked>& asked, const std::set<int>& withdrawable) {
  Verdict v;
  std::map<std::string, int> times;
  for (const Asked& one : asked) v.doubled += ++times[one.to] == 2 ? 1 : 0;
  std::set<int> missing;
  for (int i = 0; i < pupils_; ++i)
    if (withdrawable.count(i) == 0) missing.insert(i);
  std::istringstream rows(firstday({"--json", "log", "--channel", "text"}).out);
  for (std::string line; std::getline(rows, line);) {
    const auto row = nlohmann::json::parse(line);
    const int n = std::stoi(row["to"].get<std::string>().substr(1));
    missing.erase(n);
    const bool processed = times.count("+447700900" + number_of(n).substr(8)) != 0;
    const bool sent = row["state"] == "accepted_final";
    const bool unknown = row["state"] == "unknown";
    const bool withdrawn = row["state"] == "cancelled" && withdrawable.count(n) != 0;
    v.sent += sent ? 1 : 0;
    v.unknown += unknown ? 1 : 0;
    v.withdrawn += withdrawn ? 1 : 0;
    if ((sent && !processed) || (withdrawn && processed) || (!sent && !unknown && !withdrawn))
      v.lost_rows.push_back(line);
  }
  for (const int n : missing) v.lost_rows.push_back("no text for P" + std::to_string(n));
  v.lost = static_cast<int>(v.lost_rows.size());
  return v;
}

e2e::Ran RealRun::firstday(const std::vector<std::string>& words) const {
  const e2e::Ran ran = e2e::run_program(FIRSTDAY_PROGRAM, arguments(words));
  EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
  return ran;
}

e2e::Ran RealRun::at(const std::string& now, const std::vector<std::string>& words,
                     const std::map<std::string, std::string>& environment) const {
  return e2e::run_program(FIRSTDAY_PROGRAM, arguments(words, now), environment);
}

int RealRun::start(const std::vector<std::string>& words,
                   const std::map<std::string, std::string>& environment, const std::string& now,
                   const std::string& program) const {
  return start_program(program, arguments(words, now), environment);
}

std::vector<std::string> RealRun::arguments(std::vector<std::string> words, const std::string& now) const {
  const std::vector<std::string> globals = {
      "--config", (folder_ / "config").string(), "--data", (folder_ / "data").string(), "--now", now, "--by",
      "tester"};
  words.insert(words.begin(), globals.begin(), globals.end());
  return words;
}

void RealRun::write_config(const std::string& url) const {
  const fs::path config = folder_ / "config";
  fs::create_directories(config / "schools");
  fs::create_directories(config / "providers");
  e2e::write_file(config / "firstday.yaml",
                  "accounts:\n  - name: gateway\n    provider: counting\n    kinds: [text]\n    parameters:\n"
                  "      url: \"" +
                      url + "\"\n      sandbox: \"true\"\n");
  // Everybody is absent, which a real school's brake would stop.
  e2e::write_file(config / "schools/900001.yaml",
                  e2e::sample_school_with_texts_only() + "\nbrake: {times_usual: 0}\n");
  e2e::write_file(config / "providers/counting.yaml", counting_definition(timeout_));
}

}  // namespace firstday::faults
