// The README's commands work as they stand there.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "e2e/program.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;

/// The commands of the README: lines indented by four spaces, without the words that explain them.
std::vector<std::string> readme_commands() {
  std::istringstream in(read_file(source_path("README.md")));
  std::vector<std::string> commands;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("    ", 0) != 0 || line.size() < 6 || line[4] == ' ') continue;
    std::string command = line.substr(4);
    if (command.rfind("scripts/", 0) == 0) command = command.substr(0, command.find("  "));
    commands.push_back(command);
  }
  return commands;
}

/// Runs a line as a shell would, in that folder, with `firstday` being the built program.
Ran in_shell(const std::string& line, const fs::path& folder,
             const std::map<std::string, std::string>& more = {}) {
  std::map<std::string, std::string> environment = more;
  environment["PATH"] = fs::path(FIRSTDAY_PROGRAM).parent_path().string() + ":/usr/local/bin:/usr/bin:/bin";
  environment["FIRSTDAY_SHARE"] = source_path("");
  return run_program("/bin/sh", {"-c", "cd '" + folder.string() + "' && " + line}, environment);
}

TEST(Readme, ItsTwoCommandsAreThereAndCanBeRun) {
  const std::vector<std::string> commands = readme_commands();
  ASSERT_GE(commands.size(), 4u);
  EXPECT_EQ(commands[0], "scripts/try");
  EXPECT_EQ(commands[1], "scripts/test");
  for (const char* script : {"scripts/try", "scripts/test"})
    EXPECT_NE(fs::status(source_path(script)).permissions() & fs::perms::owner_exec, fs::perms::none)
        << script;
}

TEST(Readme, TheOtherCommandsWorkInTheirOrder) {
  const fs::path folder = fresh_folder("readme");
  for (const std::string& command : readme_commands()) {
    if (command.rfind("firstday ", 0) != 0) continue;
    const Ran ran = in_shell(command, folder);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << command << ": " << ran.exit_code << "\n"
                                                          << ran.out << ran.err;
  }
  EXPECT_TRUE(fs::exists(folder / "our-school/firstday.yaml"));
}

}  // namespace
}  // namespace firstday::e2e
