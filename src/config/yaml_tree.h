// A YAML file as a tree of our own, each node with its place. The one file that knows yaml-cpp for
// settings in general is yaml_tree.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace firstday::config {

/// A scalar, a list, or a map. A map's children carry their key; a list's do not.
struct YamlNode {
  enum class Kind { kNull, kScalar, kList, kMap };

  Kind kind = Kind::kNull;
  std::string text;  ///< of a scalar, as written, without quotes
  int line = 0;      ///< 1-based
  int column = 0;    ///< 1-based
  std::string key;
  int key_line = 0;
  int key_column = 0;
  std::vector<YamlNode> children;

  /// Of a map; nullptr when the key is not there.
  const YamlNode* child(std::string_view name) const;
};

/// One document. Not YAML, several documents, a key that stands twice in one map, a key that is no
/// word, and nesting deeper than 40 are problems with file, line and column.
base::Parsed<YamlNode> read_yaml(std::string_view text, std::string_view file);

}  // namespace firstday::config
