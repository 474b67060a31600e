#include "e2e/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <sstream>

extern char** environ;

namespace firstday::e2e {

namespace fs = std::filesystem;

namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (std::string& t : texts) out.push_back(t.data());
  out.push_back(nullptr);
  return out;
}

std::vector<std::string> own_environment(const std::map<std::string, std::string>& more) {
  std::vector<std::string> out;
  for (char** e = environ; *e != nullptr; ++e) {
    const std::string entry(*e);
    if (more.count(entry.substr(0, entry.find('='))) == 0) out.push_back(entry);
  }
  for (const auto& [name, value] : more) out.push_back(name + "=" + value);
  return out;
}

int spawn_and_wait(const std::string& program, std::vector<std::string> arguments,
                   const std::map<std::string, std::string>& environment, const fs::path& out,
                   const fs::path& err) {
  arguments.insert(arguments.begin(), program);
  std::vector<std::string> variables = own_environment(environment);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  pid_t pid = 0;
  const int failed = posix_spawn(&pid, program.c_str(), &actions, nullptr, pointers(arguments).data(),
                                 pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return -1;
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Ran run_program(const std::string& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment) {
  static std::atomic<int> serial{0};
  const fs::path base =
      fs::temp_directory_path() / ("firstday-" + std::to_string(getpid()) + "-" + std::to_string(++serial));
  const fs::path out = base.string() + ".out";
  const fs::path err = base.string() + ".err";
  Ran ran;
  ran.exit_code = spawn_and_wait(program, arguments, environment, out, err);
  ran.out = read_file(out);
  ran.err = read_file(err);
  fs::remove(out);
  fs::remove(err);
  return ran;
}

std::string source_path(const std::string& relative) {
  return std::string(FIRSTDAY_SOURCE_DIR) + "/" + relative;
}

fs::path fresh_folder(const std::string& name) {
  const fs::path folder = fs::path(FIRSTDAY_SCRATCH_DIR) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

std::string sample_school_with_texts_only() {
  std::string settings = read_file(source_path("config/sample/schools/900001.yaml"));
  const std::string on = "  email: true\n";
  const std::size_t at = settings.find(on);
  if (at != std::string::npos) settings.replace(at, on.size(), "  email: false\n");
  return settings;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

void write_file(const fs::path& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> out;
  if (!fs::exists(folder)) return out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::vector<std::string>> csv_rows(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    std::string& cell = rows.back().back();
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      cell += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.emplace_back(1);
    } else if (quoted || c != '\r') {
      cell += c;
    }
  }
  if (rows.back().size() == 1 && rows.back()[0].empty()) rows.pop_back();
  return rows;
}

std::size_t column(const std::vector<std::string>& header, const std::string& name) {
  const auto at = std::find(header.begin(), header.end(), name);
  if (at == header.end()) ADD_FAILURE() << "no column " << name;
  return static_cast<std::size_t>(at - header.begin());
}

}  // namespace firstday::e2e
