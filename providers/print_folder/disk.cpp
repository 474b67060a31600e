#include "providers/print_folder/disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace firstday::provider_print_folder {

using provider_disk::File;
using provider_disk::folder_of;
using provider_disk::is_folder;

bool is_there(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

bool sync_folder(const std::string& path) {
  const File folder(path, O_RDONLY | O_DIRECTORY);
  return folder.is_open() && folder.sync();
}

bool make_folder(const std::string& path) {
  if (is_folder(path)) return true;
  const std::string above = folder_of(path);
  if (above != path && !make_folder(above)) return false;
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return false;
  return sync_folder(above);
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
