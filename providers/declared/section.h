// One map of a definition file, read key by key; whatever is wrong becomes a problem with its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "providers/declared/definition.h"
#include "providers/declared/yaml_tree.h"

namespace firstday::provider_declared {

/// Where the mistakes of one file are put down. Borrows the list.
struct Findings {
  std::string file;
  std::vector<base::Problem>& problems;

  void error(const Node& at, std::string_view field, std::string what, std::string mend);
  void warning(const Node& at, std::string_view field, std::string what, std::string mend);
};

/// A key that is missing gives the fallback; one that is wrong is reported and gives the fallback too.
/// Borrows node and findings.
class Section {
 public:
  /// Reports every key that is not in `known`. `name` is the section's own key, for messages.
  Section(const Node& node, std::string name, std::vector<std::string> known, Findings& findings);

  bool has(std::string_view key) const { return at(key).kind != Node::Kind::kNone; }
  const Node& at(std::string_view key) const { return node_.member(key); }
  const Node& node() const { return node_; }
  FilePlace place() const { return {node_.line, node_.column}; }

  std::string text(std::string_view key, std::string fallback = {}) const;
  std::string required_text(std::string_view key) const;
  bool flag(std::string_view key, bool fallback) const;
  int number(std::string_view key, int fallback, int least, int most) const;
  /// The word's place in `words`; `fallback` where there is none.
  std::size_t one_of(std::string_view key, const std::vector<std::string>& words, std::size_t fallback) const;
  /// The items of a list; reports anything else.
  const std::vector<Node>& list(std::string_view key) const;
  /// Reports that the key must be given. The place is the key's, or the section's where it is missing.
  void missing(std::string_view key) const;
  void wrong(std::string_view key, std::string what, std::string mend) const;

 private:
  const Node& node_;
  std::string name_;
  Findings& findings_;
};

/// Each member of a map as name and text; reports what is no map or no plain value.
std::vector<std::pair<std::string, std::string>> read_texts(const Node& map, std::string_view name,
                                                            Findings& findings);
/// Digits only, within bounds; nothing otherwise.
std::optional<int> int_of(std::string_view text, int least, int most);

}  // namespace firstday::provider_declared
