// Files on disk, for the providers that leave their messages there. Shared by them, and no provider itself.
#pragma once

#include <string>
#include <string_view>

namespace firstday::provider_disk {

/// An open file or folder; closed with the object. What it makes is for the owner only (0600).
class File {
 public:
  /// `flags` as of open(2).
  File(const std::string& path, int flags);
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();

  bool is_open() const { return fd_ >= 0; }
  /// True when everything written so far has reached the disk.
  bool sync() const;
  /// All of the bytes, or false.
  bool write(std::string_view bytes) const;

 private:
  int fd_;
};

bool is_folder(const std::string& path);

/// "a/b" of "a/b/c"; "." where there is no folder in front, "/" of "/c".
std::string folder_of(const std::string& path);

/// The file with these bytes on the disk; what was there under the name is replaced.
bool write_file(const std::string& path, std::string_view bytes);

}  // namespace firstday::provider_disk
