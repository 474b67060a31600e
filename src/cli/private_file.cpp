#include "cli/private_file.h"

#include <filesystem>
#include <fstream>

namespace firstday::cli {

namespace fs = std::filesystem;

namespace {

base::Status refused(const std::string& path) {
  return base::unavailable("'" + path + "' cannot be written. Name a file in a folder of your own.");
}

bool write_all(const std::string& path, const std::string& bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::app);
  file << bytes;
  file.close();
  return file.good();
}

/// Closed to others before its first byte.
bool make_private(const std::string& path) {
  const std::ofstream made(path, std::ios::binary | std::ios::trunc);
  std::error_code failed;
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, failed);
  return made.good() && !failed;
}

}  // namespace

base::Status write_private_file(const std::string& path, const std::string& bytes) {
  std::error_code failed;
  const fs::file_status there = fs::status(path, failed);
  if (fs::exists(there) && !fs::is_regular_file(there))
    return write_all(path, bytes) ? base::Status{} : refused(path);
  const std::string part = path + ".part";
  if (!make_private(part) || !write_all(part, bytes)) {
    fs::remove(part, failed);
    return refused(path);
  }
  fs::rename(part, path, failed);
  return failed ? refused(path) : base::Status{};
}

}  // namespace firstday::cli
