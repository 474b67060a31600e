#include "e2e/served_school.h"

#include <nlohmann/json.hpp>
#include <regex>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {

namespace fs = std::filesystem;

void ServedSchool::set_up(const std::string& name, const std::string& firstday_yaml, const ConfigFiles& more,
                          const fs::path& data) {
  folder_ = fresh_folder(name);
  data_ = data.empty() ? folder_ / "data" : data;
  const fs::path config = folder_ / "config";
  for (const char* below : {"schools", "providers", "secrets"}) fs::create_directories(config / below);
  const std::regex hold("hold_minutes: [0-9]+");
  write_file(config / "schools/900001.yaml",
             std::regex_replace(sample_school_with_texts_only(), hold, "hold_minutes: 0"));
  write_file(config / "firstday.yaml", firstday_yaml);
  for (const auto& [path, text] : more) {
    write_file(config / path, text);
    if (path.rfind("secrets/", 0) == 0)
      fs::permissions(config / path, fs::perms::owner_read | fs::perms::owner_write);
  }
  prepare(Prepared::kEarlierDays, data_);
  write_file(folder_ / "marks.csv", read_sample_days().file_of_week("2027-03-02", false));
  ASSERT_LE(run("", {"import", "marks", "--from", (folder_ / "marks.csv").string()}).exit_code, 1);
}

std::vector<std::string> ServedSchool::words(const std::string& now,
                                             const std::vector<std::string>& more) const {
  std::vector<std::string> all = {"--config", (folder_ / "config").string(), "--data", data_.string(), "--by",
                                  "tester"};
  if (!now.empty()) all.insert(all.end(), {"--now", now});
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

Ran ServedSchool::run(const std::string& now, const std::vector<std::string>& more,
                      const std::map<std::string, std::string>& environment) const {
  return run_program(FIRSTDAY_PROGRAM, words(now, more), environment);
}

std::vector<std::string> ServedSchool::serving(const std::string& now) const {
  return words(now, {"serve", "--listen", "127.0.0.1:0"});
}

size_t ServedSchool::rows_of_log(const std::string& state) const {
  return json_lines(run("", {"--json", "log", "--state", state, "--channel", "text"}).out).size();
}

}  // namespace firstday::e2e
