// A YAML file as plain nodes that know their place, so that yaml-cpp stays in one source file.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/problem.h"

namespace firstday::config {

struct Node {
  enum class Kind { kNone, kText, kList, kMap };

  Kind kind = Kind::kNone;                     ///< kNone: nothing there, or written as ~ or null
  std::string text;                            ///< of a kText, as written; types are the reader's business
  int line = 0;                                ///< 1-based
  int column = 0;                              ///< 1-based
  std::vector<Node> items;                     ///< of a kList
  std::vector<std::pair<Node, Node>> members;  ///< of a kMap, in the order of the file; keys are kText

  /// The value of a key; an empty node at this node's place when there is none.
  Node member(std::string_view key) const;
};

/// Reads one file. A file that cannot be read or is no YAML gives an empty node and one error; a key
/// that stands twice in a map is an error, and its first value counts.
base::Parsed<Node> read_tree(const std::string& path);

}  // namespace firstday::config
