#include "config/settings.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>

#include "config/settings_school.h"

namespace firstday::config {

namespace fs = std::filesystem;

namespace {

using base::Problem;
using base::Severity;

/// The folder's own files first, then what ships.
std::vector<std::string> folders(const fs::path& config_dir, const char* own, const fs::path& shipped) {
  std::vector<std::string> out;
  std::error_code ignored;
  if (fs::is_directory(config_dir / own, ignored)) out.push_back((config_dir / own).string());
  if (!fs::equivalent(config_dir / own, shipped, ignored)) out.push_back(shipped.string());
  return out;
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class Loader {
 public:
  Loader(const std::string& config_dir, const std::string& shared_dir) : config_dir_(config_dir) {
    Settings& s = out_.value;
    s.policy_folders = folders(config_dir_, "policies", fs::path(shared_dir) / "config" / "policies");
    s.template_folders = folders(config_dir_, "templates", fs::path(shared_dir) / "templates");
    s.profile_folders = folders(config_dir_, "profiles", fs::path(shared_dir) / "config" / "profiles");
  }

  base::Parsed<Settings> load() {
    load_shared();
    for (const fs::path& file : files_in(config_dir_ / "schools")) load_school(file);
    if (out_.value.schools.empty() && !out_.has_errors())
      report(config_dir_ / "schools", "There is no school in this configuration folder.",
             "Run: firstday --config " + config_dir_.string() +
                 " init --urn URN --name \"School's name\" --phone \"Absence line\"");
    forbid_shared_drop_folders();
    return std::move(out_);
  }

 private:
  /// Whoever looks first would move the file away, and the other school's marks with it.
  void forbid_shared_drop_folders() {
    std::map<std::string, roll::Urn> taken;
    for (const SchoolSettings& s : out_.value.schools) {
      if (!s.marks.used()) continue;
      const auto [at, fresh] = taken.emplace(s.marks.folder, s.school.urn);
      if (!fresh)
        report(config_dir_ / "schools" / (s.school.urn.text() + ".yaml"),
               "marks.drop_folder is that of school " + at->second.text() + " too.",
               "Give each school a folder of its own.");
    }
  }

  void report(const fs::path& file, std::string what, std::string mend) {
    out_.problems.push_back({Severity::kError, file.string(), 0, 0, "", std::move(what), std::move(mend)});
  }

  /// Nothing where the file gives no tree to read from; it has been reported then.
  std::optional<YamlNode> tree_of(const fs::path& file) {
    std::error_code ignored;
    if (fs::exists(file) && !fs::is_regular_file(file, ignored)) {
      report(file,
             fs::is_directory(file, ignored) ? "This is a folder, and not a file." : "This is no plain file.",
             "Put a file of this name in its place, or rename it.");
      return std::nullopt;
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (!in.is_open() || in.bad()) {
      report(file, "The file cannot be read.", "Mend its owner or its mode.");
      return std::nullopt;
    }
    auto tree = read_yaml(text, file.string());
    const bool readable = tree.value.kind != YamlNode::Kind::kNull;
    out_.problems.insert(out_.problems.end(), tree.problems.begin(), tree.problems.end());
    if (!readable && !tree.has_errors()) report(file, "The file is empty.", "Fill it, or remove it.");
    return readable ? std::optional<YamlNode>(std::move(tree.value)) : std::nullopt;
  }

  void load_shared() {
    const fs::path file = config_dir_ / "firstday.yaml";
    shared_.accounts = sandbox_accounts();
    if (!fs::exists(file)) {
      // Going on with the sandbox would look like sending while nobody is told.
      if (fs::is_directory(config_dir_ / "schools"))
        report(file, "The file is missing; it says through which accounts messages leave.",
               "Put it back, or let firstday init write a new one.");
      return;
    }
    const auto tree = tree_of(file);
    if (!tree) return;
    Findings findings{SettingsFile::kFirstday, file.string(), out_.problems};
    shared_ = read_shared(*tree, findings);
    out_.value.log = shared_.log;
    out_.value.serve = shared_.serve;
    out_.value.store = shared_.store;
  }

  void load_school(const fs::path& file) {
    if (file.extension() == ".yml")
      report(file, "Files that end in .yml are not read.", "Rename it to end in .yaml.");
    if (file.extension() != ".yaml" || file.filename().string().front() == '.') return;
    const auto tree = tree_of(file);
    if (!tree) return;
    Findings findings{SettingsFile::kSchool, file.string(), out_.problems};
    out_.value.schools.push_back(read_school(*tree, file.stem().string(), shared_,
                                             {out_.value.policy_folders, out_.value.profile_folders},
                                             findings));
  }

  fs::path config_dir_;
  SharedSettings shared_;
  base::Parsed<Settings> out_;
};

}  // namespace

const SchoolSettings* Settings::find(const roll::Urn& urn) const {
  const auto at = std::find_if(schools.begin(), schools.end(),
                               [&](const SchoolSettings& s) { return s.school.urn == urn; });
  return at == schools.end() ? nullptr : &*at;
}

base::Parsed<Settings> load_settings(const std::string& config_dir, const std::string& shared_dir) {
  return Loader(config_dir, shared_dir).load();
}

}  // namespace firstday::config
