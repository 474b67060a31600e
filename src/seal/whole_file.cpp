#include "seal/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace firstday::seal {

namespace fs = std::filesystem;

namespace {

base::Error cannot_write(const fs::path& path, std::string_view advice) {
  return base::unavailable("'" + path.string() + "' cannot be written: " + std::strerror(errno) +
                           ". Nothing was left there. " + std::string(advice));
}

bool is_for_its_owner_only(int descriptor) {
  struct stat info {};
  return ::fstat(descriptor, &info) == 0 && (info.st_mode & 077) == 0;
}

bool sync_folder_of(const fs::path& path) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool synced = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return synced;
}

}  // namespace

WholeFile::WholeFile(fs::path path, int descriptor, std::string_view advice)
    : path_(std::move(path)), part_(path_.string() + ".part"), descriptor_(descriptor), advice_(advice) {}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : path_(std::move(other.path_)),
      part_(std::move(other.part_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      advice_(std::move(other.advice_)) {}

WholeFile::~WholeFile() {
  if (descriptor_ < 0) return;
  ::close(descriptor_);
  ::unlink(part_.c_str());
}

base::Result<WholeFile> WholeFile::begin(const fs::path& path, std::string_view advice) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(path, ignored)))
    return base::usage("'" + path.string() + "' is there already, and is left as it is. Name another file.");
  const fs::path part = path.string() + ".part";
  ::unlink(part.c_str());  // of one that was stopped
  const int descriptor = ::open(part.c_str(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
  if (descriptor < 0) return cannot_write(path, advice);
  WholeFile file(path, descriptor, advice);
  if (!is_for_its_owner_only(descriptor))
    return base::unavailable(
        "'" + path.string() +
        "' would be readable by others: its disk cannot keep a file to its owner. Name a "
        "file on another disk, and copy it from there encrypted.");
  return file;
}

base::Error WholeFile::failed() const {
  return cannot_write(path_, advice_);
}

base::Status WholeFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return failed();
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

base::Status WholeFile::finish() {
  if (::fsync(descriptor_) != 0) return failed();
  if (::rename(part_.c_str(), path_.c_str()) != 0) return failed();
  ::close(std::exchange(descriptor_, -1));
  return sync_folder_of(path_) ? base::Status{} : base::Status{failed()};
}

}  // namespace firstday::seal
