#include "workflow/drop_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "workflow/import_marks.h"

namespace firstday::workflow {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kQuiet{10};

bool is_whole(const fs::directory_entry& entry) {
  std::error_code ignored;
  if (!entry.is_regular_file(ignored) || entry.path().extension() != ".csv") return false;
  if (entry.path().filename().string().front() == '.') return false;
  const auto written = entry.last_write_time(ignored);
  return !ignored && fs::file_time_type::clock::now() - written >= kQuiet;
}

base::Result<std::vector<fs::path>> whole_files(const fs::path& folder) {
  std::error_code error;
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error))
    if (is_whole(entry)) found.emplace_back(entry.last_write_time(), entry.path());
  if (error)
    return base::unavailable("The drop folder '" + folder.string() + "' cannot be read (" + error.message() +
                             "). Look whether the share is there, or mend marks.drop_folder.");
  std::sort(found.begin(), found.end());
  std::vector<fs::path> out;
  out.reserve(found.size());
  for (auto& [written, path] : found) out.push_back(std::move(path));
  return out;
}

/// A name that is free: a school that drops marks.csv each morning keeps every one of them.
fs::path free_name(const fs::path& folder, const fs::path& file) {
  fs::path out = folder / file.filename();
  for (int n = 2; fs::exists(out); ++n)
    out = folder / (file.stem().string() + "." + std::to_string(n) + file.extension().string());
  return out;
}

/// Why it could not be moved; empty: it was.
std::string move_to(const fs::path& file, const char* where, const std::string& why) {
  const fs::path folder = file.parent_path() / where;
  std::error_code error;
  fs::create_directories(folder, error);
  const fs::path to = free_name(folder, file);
  if (!error) fs::rename(file, to, error);
  if (error)
    return "It was read but cannot be moved to '" + folder.string() + "' (" + error.message() +
           "), so it will be read again each time. Let the program write there.";
  if (!why.empty()) std::ofstream(to.string() + ".why.txt") << why << '\n';
  return {};
}

size_t errors_in(const std::vector<base::Problem>& problems) {
  return static_cast<size_t>(std::count_if(problems.begin(), problems.end(), [](const base::Problem& p) {
    return p.severity == base::Severity::kError;
  }));
}

std::string listed(const std::vector<base::Problem>& problems) {
  std::string out;
  for (const base::Problem& p : problems)
    if (p.severity == base::Severity::kError) out += base::describe(p) + "\n";
  return out;
}

base::Result<DroppedFile> take(House& house, const config::SchoolSettings& school, const fs::path& file) {
  DroppedFile out{file.filename().string(), 0, 0, 0, {}};
  std::string left_out;
  const auto imported =
      import_marks(house, {file.string(), school.marks.profile, {}}, school.school.urn, MarksFor::kMorning);
  if (!imported && imported.error().kind != base::ErrorKind::kBadInput) return imported.error();
  if (!imported) {
    out.refused = imported.error().what;
  } else {
    out.read = imported.value().read;
    out.changed = imported.value().changed;
    out.left_out = errors_in(imported.value().problems);
    left_out = listed(imported.value().problems);
    if (out.read == 0) out.refused = "No mark could be read from it.\n" + left_out;
  }
  const bool read = out.refused.empty();
  const std::string stuck = move_to(file, read ? "done" : "refused", read ? left_out : out.refused);
  if (!stuck.empty()) out.refused = stuck;
  house.log.info("a dropped file was taken", {{"school", school.school.urn},
                                              {"read", out.read},
                                              {"changed", out.changed},
                                              {"left_out", out.left_out},
                                              {"refused", out.refused.empty() ? "no" : "yes"}});
  return out;
}

}  // namespace

std::string in_words(const DroppedFile& file) {
  if (!file.refused.empty()) return file.refused;
  return base::count_of(file.left_out, "line") + " left out; done/" + file.name +
         ".why.txt says which and why.";
}

base::Result<std::vector<DroppedFile>> take_dropped(House& house, const config::SchoolSettings& school) {
  std::vector<DroppedFile> out;
  if (!school.marks.used()) return out;
  const auto files = whole_files(school.marks.folder);
  if (!files) {
    out.push_back({school.marks.folder, 0, 0, 0, files.error().what});
    return out;
  }
  for (const fs::path& file : files.value()) {
    auto taken = take(house, school, file);
    if (!taken) return taken.error();
    out.push_back(std::move(taken).value());
  }
  return out;
}

}  // namespace firstday::workflow
