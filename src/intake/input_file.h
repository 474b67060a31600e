// A file as somebody handed it over: its name and its bytes, nothing read into it yet.
#pragma once

#include <cstddef>
#include <string>

#include "base/result.h"

namespace firstday::intake {

struct InputFile {
  std::string name;   ///< as the user named it; every problem repeats it
  std::string bytes;  ///< as they lie on the disk
};

/// Far more than the largest trust exports in one piece; a file beyond it is not a school's list.
inline constexpr std::size_t kLargestFile = std::size_t{512} * 1024 * 1024;

/// Reads a whole file. Fails with kUnavailable when it is not there or may not be read, with
/// kBadInput when it is a folder, is empty, or is larger than kLargestFile.
base::Result<InputFile> read_file(const std::string& path);

}  // namespace firstday::intake
