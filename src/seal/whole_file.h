// A new file that is there whole and on the disk, or not at all, and that only its owner reads.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace firstday::seal {

/// Written as PATH.part beside its place and put there by finish(); without that it goes with the object.
/// Movable; used by one thread at a time.
class WholeFile {
 public:
  /// kUsage where there is something under the name already: nothing is ever overwritten. kUnavailable where
  /// the folder cannot be written, or is on a disk that cannot keep a file from others.
  /// `advice` ends what is said when the file cannot be written: what helps depends on who chose its name.
  static base::Result<WholeFile> begin(const std::filesystem::path& path,
                                       std::string_view advice = kNameAnother);
  static constexpr std::string_view kNameAnother =
      "Name a file in a folder of your own, with room on its disk.";
  /// For a file of the program's own, beside its database.
  static constexpr std::string_view kMakeRoom =
      "Make room on its disk, or have the disk looked at, and try again.";
  ~WholeFile();
  WholeFile(WholeFile&& other) noexcept;
  WholeFile& operator=(WholeFile&&) = delete;

  /// Where it stands until finish(), for whoever writes it by another way than append().
  const std::filesystem::path& part() const { return part_; }
  base::Status append(std::string_view bytes);
  /// Syncs the file and its folder. The name appears with the whole file behind it.
  base::Status finish();

 private:
  WholeFile(std::filesystem::path path, int descriptor, std::string_view advice);
  base::Error failed() const;

  std::filesystem::path path_;
  std::filesystem::path part_;
  int descriptor_;
  std::string advice_;
};

}  // namespace firstday::seal
