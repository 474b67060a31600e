#include "faults/real_run.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

namespace firstday::faults {

namespace fs = std::filesystem;

int count_doubled(const Tally& tally) {
  int n = 0;
  for (const auto& [number, times] : tally.processed) n += times > 1 ? 1 : 0;
  return n;
}

namespace {

std::string number_of(int i) {
  char text[16];
  std::snprintf(text, sizeof text, "07700900%03d", i);
  return text;
}

}  // namespace

RealRun::RealRun(const std::string& name, int pupils) : folder_(e2e::fresh_folder(name)), pupils_(pupils) {
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

Tally RealRun::kill(int kills, unsigned seed) {
  begin_again("http://127.0.0.1:9");
  return kill_rounds(kills, seed, 4, [&](const std::string& url) {
    write_config(url);
    return start({"run", "--hold", "0"});
  });
}

Verdict RealRun::verdict(const Tally& tally, const std::set<int>& withdrawable) {
  Verdict v;
  v.kills = tally.kills;
  v.while_held = tally.while_held;
  v.in_flight = tally.in_flight;
  v.most_in_flight = tally.most_in_flight;
  v.messages = pupils_;
  v.doubled = count_doubled(tally);
  std::set<int> missing;
  for (int i = 0; i < pupils_; ++i)
    if (withdrawable.count(i) == 0) missing.insert(i);
  std::istringstream rows(firstday({"--json", "log", "--channel", "text"}).out);
  for (std::string line; std::getline(rows, line);) {
    const auto row = nlohmann::json::parse(line);
    const int n = std::stoi(row["to"].get<std::string>().substr(1));
    missing.erase(n);
    const bool processed = tally.processed.count("447700900" + number_of(n).substr(8)) != 0;
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

int RealRun::start(const std::vector<std::string>& words) const {
  return start_program(FIRSTDAY_PROGRAM, arguments(words));
}

std::vector<std::string> RealRun::arguments(std::vector<std::string> words) const {
  const std::vector<std::string> globals = {"--config", (folder_ / "config").string(),
                                            "--data",   (folder_ / "data").string(),
                                            "--now",    "2027-01-12 09:45",
                                            "--by",     "tester"};
  words.insert(words.begin(), globals.begin(), globals.end());
  return words;
}

void RealRun::write_config(const std::string& url) const {
  const fs::path config = folder_ / "config";
  fs::create_directories(config / "schools");
  fs::create_directories(config / "providers");
  fs::create_directories(config / "secrets");
  e2e::write_file(config / "firstday.yaml",
                  "accounts:\n  - name: gateway\n    provider: kannel\n    kinds: [text]\n    parameters:\n"
                  "      url: \"" +
                      url +
                      "/cgi-bin/sendsms\"\n      username: school\n"
                      "      password: \"secret:kannel\"\n      sandbox: \"true\"\n");
  e2e::write_file(config / "secrets/kannel", "open sesame\n");
  fs::permissions(config / "secrets/kannel", fs::perms::owner_read | fs::perms::owner_write);
  // Everybody is absent, which a real school's brake would stop.
  e2e::write_file(config / "schools/900001.yaml",
                  e2e::sample_school_with_texts_only() + "\nbrake: {times_usual: 0}\n");
  // The shipped definition, with room for four at a time, and the counting server's answer taken for
  // Kannel's.
  std::string definition = e2e::read_file(e2e::source_path("providers/kannel.yaml"));
  definition.insert(definition.find("response:"), "limits: {max_in_flight: 4, timeout_seconds: 20}\n\n");
  definition.insert(definition.find("outcomes:\n") + 10,
                    "  - {when: {status: 200, body: {text: {matches: '^\\{\"id\"'}}}, is: accepted, why: "
                    "\"Counted.\"}\n");
  e2e::write_file(config / "providers/kannel.yaml", definition);
}

}  // namespace firstday::faults
