#include "providers/print_folder/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace firstday::provider_print_folder {

namespace {

class Handle {
 public:
  Handle(const std::string& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (fd_ >= 0) ::close(fd_);
  }

  bool is_open() const { return fd_ >= 0; }
  bool sync() const { return ::fsync(fd_) == 0; }

  bool write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
  }

 private:
  int fd_;
};

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

bool is_folder(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

}  // namespace

bool is_there(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

bool sync_folder(const std::string& path) {
  const Handle folder(path, O_RDONLY | O_DIRECTORY);
  return folder.is_open() && folder.sync();
}

bool make_folder(const std::string& path) {
  if (is_folder(path)) return true;
  const std::string above = folder_of(path);
  if (above != path && !make_folder(above)) return false;
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return false;
  return sync_folder(above);
}

bool write_file(const std::string& path, std::string_view bytes) {
  const Handle file(path, O_WRONLY | O_CREAT | O_TRUNC);
  return file.is_open() && file.write(bytes) && file.sync();
}

bool move_to(const std::string& from, const std::string& to) {
  return ::rename(from.c_str(), to.c_str()) == 0 && sync_folder(folder_of(to)) &&
         sync_folder(folder_of(from));
}

FolderLock::FolderLock(const std::string& file)
    : fd_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0 && errno == EINTR) {
  }
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace firstday::provider_print_folder
