#include "workflow/import_source.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"

namespace firstday::workflow {

namespace fs = std::filesystem;

namespace {

std::vector<std::string> profile_names(const House& house) {
  std::set<std::string> names = {"canonical"};
  std::error_code ignored;
  for (const std::string& folder : house.settings.profile_folders)
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().extension() == ".csv" && entry.is_regular_file(ignored))
        names.insert(entry.path().stem().string());
  return {names.begin(), names.end()};
}

/// Empty when no folder has it. A school's own profile comes before a shipped one.
std::string profile_file(const House& house, const std::string& name) {
  std::error_code ignored;
  for (const std::string& folder : house.settings.profile_folders) {
    const fs::path file = fs::path(folder) / (name + ".csv");
    if (fs::is_regular_file(file, ignored)) return file.string();
  }
  return {};
}

base::Result<intake::Profile> read_profile_file(const std::string& path) {
  const auto file = intake::read_file(path);
  if (!file) return base::bad_input(file.error().what);
  auto profile = intake::read_profile(file.value());
  if (!profile.has_errors()) return std::move(profile.value);
  std::vector<std::string> wrong;
  for (const base::Problem& p : profile.problems) wrong.push_back(base::describe(p));
  return base::bad_input(base::join(wrong, "\n"));
}

base::Status take(const fs::path& folder, const char* name, std::optional<intake::InputFile>& into) {
  const fs::path path = folder / name;
  if (!fs::exists(path)) return {};
  auto file = intake::read_file(path.string());
  if (!file) return file.error();
  into = std::move(file).value();
  into->name = name;
  return {};
}

}  // namespace

base::Result<intake::Profile> profile_of(const House& house, const ImportSource& source) {
  if (!source.map.empty()) return read_profile_file(source.map);
  if (source.profile.empty() || source.profile == "canonical") return intake::canonical_profile();
  const std::string path = profile_file(house, source.profile);
  if (path.empty())
    return base::usage("There is no profile '" + source.profile +
                       "'. There are: " + base::join(profile_names(house), ", ") + ".");
  return read_profile_file(path);
}

base::Result<intake::RollFiles> roll_files(const std::string& folder) {
  if (!fs::is_directory(folder))
    return base::bad_input("'" + folder + "' is no folder. Name the folder with pupils.csv.");
  intake::RollFiles files;
  for (const auto& [name, into] :
       {std::pair{"pupils.csv", &files.pupils}, std::pair{"contacts.csv", &files.contacts},
        std::pair{"professionals.csv", &files.professionals},
        std::pair{"siblings_elsewhere.csv", &files.siblings}})
    if (base::Status s = take(folder, name, *into); !s) return s.error();
  if (!files.pupils && !files.contacts && !files.professionals && !files.siblings)
    return base::bad_input("In '" + folder +
                           "' there is no pupils.csv, contacts.csv, professionals.csv or "
                           "siblings_elsewhere.csv.");
  return files;
}

}  // namespace firstday::workflow
