// Files and folders that are on the disk when a function says so. Private to print_folder.
#pragma once

#include <string>
#include <string_view>

#include "providers/disk/file.h"

namespace firstday::provider_print_folder {

bool is_there(const std::string& path);

/// Makes the folder (0700) and those above it, and brings their names to the disk.
bool make_folder(const std::string& path);

/// Brings the names in a folder to the disk.
bool sync_folder(const std::string& path);

using provider_disk::write_file;

/// Renames, and brings both folders' names to the disk.
bool move_to(const std::string& from, const std::string& to);

/// A lock among processes, held while it lives. Waits until it is free.
class FolderLock {
 public:
  explicit FolderLock(const std::string& file);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

  bool is_held() const { return fd_ >= 0; }

 private:
  int fd_;
};

}  // namespace firstday::provider_print_folder
