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

/// What stands in the folder: files to take, oldest first, and others by name with the reason.
struct Found {
  std::vector<std::pair<fs::file_time_type, fs::path>> files;
  std::vector<DroppedFile> passed_over;
};

bool has_csv_name(const fs::path& file) {
  return base::lower(file.extension().string()) == ".csv";
}

/// Empty for a file that may be taken when it is quiet.
std::string why_not(const fs::directory_entry& entry) {
  std::error_code ignored;
  if (entry.is_symlink(ignored))
    return "It was not taken: it is a link, and what it leads to may be anything. Put the file itself here.";
  if (entry.is_directory(ignored)) return "It was not looked into: it is a folder. Put the files beside it.";
  if (!entry.is_regular_file(ignored)) return "It was not taken: it is no plain file.";
  if (!has_csv_name(entry.path()))
    return "It was not taken: its name does not end in .csv. Export the marks as CSV, or take it away.";
  return {};
}

/// Ours, or a file that another program hides while it is not whole.
bool is_nobodys_business(const fs::directory_entry& entry) {
  const std::string name = entry.path().filename().string();
  return name.front() == '.' || (entry.is_directory() && (name == "done" || name == "refused"));
}

/// Not changed for so long that whoever wrote it has finished. A link's own time cannot be asked for; it
/// needs none.
bool is_quiet(const fs::directory_entry& entry) {
  std::error_code failed;
  if (entry.is_symlink(failed)) return true;
  const auto written = entry.last_write_time(failed);
  return !failed && fs::file_time_type::clock::now() - written >= kQuiet;
}

void look_at(const fs::directory_entry& entry, Found& out) {
  if (is_nobodys_business(entry) || !is_quiet(entry)) return;
  const std::string why = why_not(entry);
  if (why.empty())
    out.files.emplace_back(entry.last_write_time(), entry.path());
  else
    out.passed_over.push_back({entry.path().filename().string(), 0, 0, 0, why});
}

base::Result<Found> whole_files(const fs::path& folder) {
  std::error_code error;
  Found out;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) look_at(entry, out);
  if (error)
    return base::unavailable("The drop folder '" + folder.string() + "' cannot be read (" + error.message() +
                             "). Look whether the share is there, or mend marks.drop_folder.");
  std::sort(out.files.begin(), out.files.end());
  std::sort(out.passed_over.begin(), out.passed_over.end(),
            [](const DroppedFile& a, const DroppedFile& b) { return a.name < b.name; });
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

/// Why nothing of it counts. A file of another school is the likeliest mistake of all: a wrong folder.
std::string why_nothing(const ImportMarksReport& report, const roll::Urn& school) {
  std::string out = "No mark of school " + school.text() + " could be read from it.";
  for (const base::Problem& p : report.problems) out += "\n" + base::describe(p);
  return out;
}

void count(const ImportMarksReport& report, const roll::Urn& school, DroppedFile& out,
           std::string& left_out) {
  out.read = report.read;
  out.changed = report.changed;
  out.left_out = errors_in(report.problems);
  left_out = listed(report.problems);
  if (out.read == 0) out.refused = why_nothing(report, school);
}

base::Result<DroppedFile> take(House& house, const config::SchoolSettings& school, const fs::path& file) {
  DroppedFile out{file.filename().string(), 0, 0, 0, {}};
  std::string left_out;
  const auto imported =
      import_marks(house, {file.string(), school.marks.profile, {}}, school.school.urn, MarksFor::kMorning);
  if (!imported && imported.error().kind != base::ErrorKind::kBadInput) return imported.error();
  if (!imported)
    out.refused = imported.error().what;
  else
    count(imported.value(), school.school.urn, out, left_out);
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
  auto found = whole_files(school.marks.folder);
  if (!found) {
    out.push_back({school.marks.folder, 0, 0, 0, found.error().what});
    return out;
  }
  for (const auto& [written, path] : found.value().files) {
    auto taken = take(house, school, path);
    if (!taken) return taken.error();
    out.push_back(std::move(taken).value());
  }
  for (DroppedFile& other : found.value().passed_over) out.push_back(std::move(other));
  return out;
}

}  // namespace firstday::workflow
