#include "intake/input_file.h"

#include <filesystem>
#include <fstream>
#include <system_error>

namespace firstday::intake {

namespace fs = std::filesystem;

namespace {

base::Error refuse(const std::string& path, const fs::file_status& status) {
  if (!fs::exists(status))
    return base::unavailable("There is no file " + path + ". Check its name and folder.");
  if (fs::is_directory(status)) return base::bad_input(path + " is a folder. Name the file in it.");
  return base::bad_input(path + " is not a plain file. Copy what it holds into a file first.");
}

}  // namespace

base::Result<InputFile> read_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::is_regular_file(status)) return refuse(path, status);
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return base::unavailable(path + " cannot be read: " + error.message() + ".");
  if (size == 0) return base::bad_input(path + " is empty. Export it again.");
  if (size > kLargestFile)
    return base::bad_input(path + " is too large for a school's list. Export fewer columns or years.");
  InputFile file{path, std::string(static_cast<std::size_t>(size), '\0')};
  std::ifstream in(path, std::ios::binary);
  in.read(file.bytes.data(), static_cast<std::streamsize>(size));
  if (!in)
    return base::unavailable(path + " cannot be read. Close it elsewhere, and check that you may open it.");
  return file;
}

}  // namespace firstday::intake
