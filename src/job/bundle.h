// Several files as one text: how a batch of letters travels as the body of one message.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::job {

struct File {
  std::string name;  ///< relative, with / between; no line breaks
  std::string bytes;

  friend bool operator==(const File&, const File&) = default;
};

/// "<name>\n<size>\n<bytes>\n" for each file, in their order.
std::string pack(const std::vector<File>& files);

/// Nothing where the text is no such bundle, or is cut short.
std::optional<std::vector<File>> unpack(std::string_view bundle);

}  // namespace firstday::job
