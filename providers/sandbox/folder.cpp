#include "providers/sandbox/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "providers/disk/file.h"

namespace firstday::provider_sandbox {

namespace {

using provider_disk::File;
using provider_disk::folder_of;
using provider_disk::is_folder;
using provider_disk::write_file;

/// Makes the folder and those above it. Folders that are there stay as they are.
bool make_folder(const std::string& path) {
  if (path.empty() || is_folder(path)) return true;
  const std::size_t slash = path.find_last_of('/');
  if (slash != std::string::npos && !make_folder(path.substr(0, slash))) return false;
  return ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST;
}

Kept undo(const std::string& path) {
  return ::unlink(path.c_str()) == 0 || errno == ENOENT ? Kept::kNo : Kept::kCannotTell;
}

}  // namespace

base::Result<Folder> Folder::open(std::string top) {
  while (top.size() > 1 && top.back() == '/') top.pop_back();
  if (make_folder(top) && ::access(top.c_str(), W_OK | X_OK) == 0) return Folder(std::move(top));
  return base::misconfigured("sandbox: the folder " + top + " cannot be made or written to (" +
                             std::strerror(errno) + "). Name another folder, or allow writing there.");
}

bool Folder::has(const std::string& path) const {
  return ::access((top_ + "/" + path).c_str(), F_OK) == 0;
}

Kept Folder::keep(const std::string& path, std::string_view bytes, std::string_view reference) const {
  if (!put(path, bytes)) return Kept::kNo;
  if (!log_processed(reference)) return undo(top_ + "/" + path);
  return Kept::kYes;
}

bool Folder::put(const std::string& path, std::string_view bytes) const {
  const std::string target = top_ + "/" + path;
  const std::string draft = target + ".tmp";
  if (!make_folder(folder_of(target))) return false;
  if (write_file(draft, bytes) && ::rename(draft.c_str(), target.c_str()) == 0) return true;
  ::unlink(draft.c_str());
  return false;
}

void Folder::remove(const std::string& path) const {
  ::unlink((top_ + "/" + path).c_str());
}

bool Folder::log_processed(std::string_view reference) const {
  const File log(top_ + "/processed.log", O_WRONLY | O_CREAT | O_APPEND);
  return log.is_open() && log.write(std::string(reference) + "\n");
}

}  // namespace firstday::provider_sandbox
