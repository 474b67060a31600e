#include "faults/letter_run.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "faults/child_process.h"
#include "seal/hash.h"

namespace firstday::faults {

namespace fs = std::filesystem;

namespace {

constexpr const char* kAfternoon = "2027-01-14 15:00";

int broken_files(const fs::path& batch, std::map<std::string, int>& seen) {
  if (!fs::exists(batch / "manifest.json") || !fs::exists(batch / "manifest.csv")) return 1;
  const auto manifest = nlohmann::json::parse(e2e::read_file(batch / "manifest.json"), nullptr, false);
  if (manifest.is_discarded()) return 1;
  const auto agrees = [&](const nlohmann::json& of) {
    const fs::path file = batch / of["file"].get<std::string>();
    return fs::exists(file) && seal::sha256_hex(e2e::read_file(file)) == of["sha256"].get<std::string>();
  };
  int broken = agrees(manifest) ? 0 : 1;
  for (const auto& letter : manifest["letters"]) {
    broken += agrees(letter) ? 0 : 1;
    ++seen[letter["reference"].get<std::string>()];
  }
  return broken;
}

int files_in(const fs::path& folder, const std::string& ending) {
  int n = 0;
  if (!fs::exists(folder)) return 0;
  for (const auto& entry : fs::directory_iterator(folder))
    n += entry.path().string().ends_with(ending) ? 1 : 0;
  return n;
}

}  // namespace

LetterRun::LetterRun(const std::string& name, int pupils)
    : folder_(e2e::fresh_folder(name)), pupils_(pupils) {
  write_school();
  const std::string in = (folder_ / "in").string();
  const auto run = [&](const std::string& now, const std::vector<std::string>& words) {
    const e2e::Ran ran = e2e::run_program(FIRSTDAY_PROGRAM, arguments(now, words));
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.err;
  };
  run("2027-01-12 09:00", {"import", "roll", "--from", in, "--yes"});
  for (const char* day : {"2027-01-12", "2027-01-13", "2027-01-14"}) {
    run(std::string(day) + " 09:31", {"import", "marks", "--from", in + "/" + day + ".csv"});
    run(std::string(day) + " 09:35", {"run", "--hold", "0"});
  }
  fs::copy(folder_ / "data", folder_ / "pristine", fs::copy_options::recursive);
}

void LetterRun::write_school() const {
  std::string roll = "school,pupil,forename,surname,year,form\n";
  std::string contacts =
      "school,pupil,contact,priority,relationship,title,forename,surname,parental_responsibility,mobile,"
      "address_1,"
      "address_2,postcode\n";
  std::string marks;
  for (int i = 0; i < pupils_; ++i) {
    const std::string n = std::to_string(i);
    roll += "900001,P" + n + ",Kit,Number" + n + ",Y5,5H\n";
    contacts += "900001,P" + n + ",M" + n + ",1,mother,Ms,Sam,Number" + n + ",yes,," + n +
                " High Street,Town,CM1 1AA\n";
    contacts += "900001,P" + n + ",F" + n + ",2,father,Mr,Alex,Number" + n + ",yes,," + n +
                " Low Road,Town,CM2 2BB\n";
  }
  fs::create_directories(folder_ / "in");
  e2e::write_file(folder_ / "in/pupils.csv", roll);
  e2e::write_file(folder_ / "in/contacts.csv", contacts);
  for (const char* day : {"2027-01-12", "2027-01-13", "2027-01-14"}) {
    std::string lines = "school,pupil,date,session,code\n";
    for (int i = 0; i < pupils_; ++i) lines += "900001,P" + std::to_string(i) + "," + day + ",AM,N\n";
    e2e::write_file(folder_ / "in" / (std::string(day) + ".csv"), lines);
  }
  fs::create_directories(folder_ / "config/schools");
  e2e::write_file(folder_ / "config/firstday.yaml", "log: {level: info}\n");
  // Everybody is absent, which a real school's brake would stop.
  e2e::write_file(folder_ / "config/schools/900001.yaml",
                  e2e::sample_school_with_texts_only() + "\nbrake: {times_usual: 0}\n");
}

void LetterRun::begin_again() const {
  fs::remove_all(folder_ / "data");
  fs::copy(folder_ / "pristine", folder_ / "data", fs::copy_options::recursive);
  firstday({"--by", "tester", "release", "--quarantine", "--reason", "the only copy that is at work"});
}

std::vector<std::string> LetterRun::arguments(const std::string& now,
                                              const std::vector<std::string>& words) const {
  std::vector<std::string> all = {
      "--config", (folder_ / "config").string(), "--data", (folder_ / "data").string(), "--now", now};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

e2e::Ran LetterRun::firstday(const std::vector<std::string>& words) const {
  const e2e::Ran ran = e2e::run_program(FIRSTDAY_PROGRAM, arguments(kAfternoon, words));
  EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
  return ran;
}

int LetterRun::start_printing(const std::string& preload, int kill_at) const {
  const std::vector<std::string> words = arguments(kAfternoon, {"letters", "--print"});
  if (preload.empty()) return start_program(FIRSTDAY_PROGRAM, words);
  return start_program(FIRSTDAY_PROGRAM, words,
                       {{"LD_PRELOAD", preload},
                        {"FIRSTDAY_KILL_AT", std::to_string(kill_at)},
                        {"ASAN_OPTIONS", "verify_asan_link_order=0"}});
}

Pile LetterRun::pile() const {
  const fs::path school = folder_ / "data/print/900001";
  Pile p;
  std::map<std::string, int> seen;
  if (fs::exists(school))
    for (const auto& entry : fs::directory_iterator(school)) {
      if (entry.path().filename().string().front() == '.') continue;
      ++p.batches;
      p.broken += broken_files(entry.path(), seen);
    }
  p.letters = static_cast<int>(seen.size());
  for (const auto& [reference, times] : seen) p.doubled += times > 1 ? 1 : 0;
  p.leftovers = files_in(school / ".draft", "") + files_in(school / ".handed-over", ".tmp");
  const std::string due = firstday({"--json", "letters"}).out;
  p.open = static_cast<int>(std::count(due.begin(), due.end(), '\n'));
  return p;
}

}  // namespace firstday::faults
