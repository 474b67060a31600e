// The sandbox's folder on disk: files that are there whole or not at all.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace firstday::provider_sandbox {

enum class Kept {
  kYes,         ///< on disk, and in processed.log
  kNo,          ///< nothing is there: it may be tried again
  kCannotTell,  ///< the disk failed so late that the file may be there
};

/// Everything it makes is for the owner only (folders 0700, files 0600). `top` is made when missing.
class Folder {
 public:
  static base::Result<Folder> open(std::string top);

  bool has(const std::string& path) const;
  /// Writes the file under `path` (below the top) and then the reference into processed.log.
  Kept keep(const std::string& path, std::string_view bytes, std::string_view reference) const;
  /// A file that goes with another, not counted in processed.log. False: nothing is there.
  bool put(const std::string& path, std::string_view bytes) const;
  void remove(const std::string& path) const;

 private:
  explicit Folder(std::string top) : top_(std::move(top)) {}

  bool log_processed(std::string_view reference) const;

  std::string top_;
};

}  // namespace firstday::provider_sandbox
