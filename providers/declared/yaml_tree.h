// A YAML text as plain nodes that know their place, so that yaml-cpp stays in one source file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace firstday::provider_declared {

struct Member;

struct Node {
  enum class Kind { kNone, kText, kList, kMap };

  Kind kind = Kind::kNone;  ///< kNone: nothing there, or written as ~ or null
  std::string text;         ///< of a kText
  bool quoted = false;      ///< of a kText: written in quotes or as a block, so a text and no number
  int line = 0;             ///< 1-based
  int column = 0;           ///< 1-based
  std::vector<Node> items;
  std::vector<Member> members;  ///< in the order of the file; keys are kText

  /// The value of a key; an empty node without a place when there is none.
  const Node& member(std::string_view key) const;
};

struct Member {
  Node key;
  Node value;
};

/// A text that is no YAML gives an empty node and one error; a key that stands twice in a map is an
/// error, and its first value counts. So is a text that unfolds, by aliases, to more than 20,000 nodes or
/// 50 levels.
base::Parsed<Node> read_tree(std::string_view yaml, std::string_view file);

}  // namespace firstday::provider_declared
