#include "app/places.h"

#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>

namespace firstday::app {

namespace fs = std::filesystem;

namespace {

constexpr const char* kInstalledConfig = "/etc/firstday";
constexpr const char* kInstalledData = "/var/lib/firstday";
constexpr const char* kInstalledProgram = "/usr/bin/firstday";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string login_name() {
  std::array<char, 4096> room{};
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(getuid(), &entry, room.data(), room.size(), &found) == 0 && found != nullptr)
    return found->pw_name;
  return "uid " + std::to_string(getuid());
}

fs::path own_program() {
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  return failed ? fs::path() : program;
}

bool is_configured_here() {
  std::error_code ignored;
  return fs::exists(fs::path(kInstalledConfig) / "firstday.yaml", ignored);
}

/// The package's own program: `firstday init` then begins the configuration where the service looks for it.
bool is_installed_here() {
  std::error_code ignored;
  return own_program() == kInstalledProgram && fs::is_directory(kInstalledConfig, ignored);
}

}  // namespace

cli::Globals with_defaults(cli::Globals globals) {
  const bool installed = is_configured_here() || is_installed_here();
  if (globals.data_dir.empty())
    globals.data_dir = globals.config_dir.empty() && installed ? kInstalledData : "data";
  if (globals.config_dir.empty()) globals.config_dir = installed ? kInstalledConfig : "config";
  if (globals.by.empty()) globals.by = login_name();
  return globals;
}

std::string shared_dir() {
  if (std::string named = environment("FIRSTDAY_SHARE"); !named.empty()) return named;
  const fs::path installed = own_program().parent_path().parent_path() / "share" / "firstday";
  return fs::exists(installed / "templates") ? installed.string() : std::string(FIRSTDAY_SOURCE_DIR);
}

}  // namespace firstday::app
