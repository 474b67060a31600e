#include "app/secrets.h"

#include <filesystem>
#include <fstream>

#include "base/text.h"

namespace firstday::app {

namespace fs = std::filesystem;

namespace {

bool is_plain_name(const std::string& name) {
  static constexpr const char* kAllowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
  return !name.empty() && name.find_first_not_of(kAllowed) == std::string::npos;
}

bool is_its_owners_alone(const fs::path& file) {
  std::error_code failed;
  const fs::perms perms = fs::status(file, failed).permissions();
  return !failed && (perms & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none;
}

}  // namespace

std::string read_secret(const std::string& folder, const std::string& name) {
  if (!is_plain_name(name)) return {};
  const fs::path file = fs::path(folder) / name;
  if (!is_its_owners_alone(file)) return {};
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return std::string(base::trim(line));
}

}  // namespace firstday::app
