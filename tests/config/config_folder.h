// A configuration folder made for one test, with a shipped policy beside it.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "base/problem.h"
#include "config/settings.h"
#include "support/temp_folder.h"

namespace firstday::config {

class ConfigFolder {
 public:
  ConfigFolder() { write_to(shared() / "config" / "policies" / "two-day-plan.yaml", "id: two-day-plan\n"); }

  std::filesystem::path path() const { return folder_.path() / "own"; }
  std::filesystem::path shared() const { return folder_.path() / "shared"; }

  ConfigFolder& write(const std::string& name, const std::string& text) {
    write_to(path() / name, text);
    return *this;
  }

  base::Parsed<Settings> load() const { return load_settings(path().string(), shared().string()); }

  /// Each problem as described, without the folder's own path.
  std::vector<std::string> problems() const {
    std::vector<std::string> out;
    for (base::Problem p : load().problems) {
      p.file = std::filesystem::path(p.file).lexically_relative(path()).string();
      out.push_back(base::describe(p));
    }
    return out;
  }

 private:
  static void write_to(const std::filesystem::path& file, const std::string& text) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
  }

  support::TempFolder folder_;
};

inline const char* const kSharedFile = "accounts: [{provider: sandbox}]\n";

/// The least that a school must say; keys may follow.
inline std::string least_school(
    const std::string& calendar = "  terms: [{from: 2027-01-05, to: 2027-03-25}]\n") {
  return "urn: 900001\nname: Hazel Road\nphone: 01632 960100\npolicy: two-day-plan\ncalendar:\n" + calendar;
}

/// A folder that is right but for this school's file.
inline std::vector<std::string> problems_of_school(const std::string& text) {
  return ConfigFolder().write("firstday.yaml", kSharedFile).write("schools/900001.yaml", text).problems();
}

}  // namespace firstday::config
