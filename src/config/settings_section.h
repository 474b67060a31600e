// One map of a settings file, read key by key; whatever is wrong becomes a problem with its place.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "config/settings_keys.h"
#include "config/yaml_tree.h"

namespace firstday::config {

/// Where the mistakes of one file are put down. Borrows the list.
struct Findings {
  SettingsFile kind = SettingsFile::kFirstday;
  std::string file;
  std::vector<base::Problem>& problems;

  void error(const YamlNode& at, std::string_view field, std::string what, std::string mend = {});
  void warning(const YamlNode& at, std::string_view field, std::string what, std::string mend = {});
};

/// A word for each value that a key may have is left to the caller; the section knows only shapes. A
/// key that is missing gives the fallback; one that is wrong is reported and gives the fallback too.
class Section {
 public:
  /// Reports keys that nobody knows under `path` (see settings_keys.h). Borrows `findings`.
  Section(YamlNode node, std::string path, Findings& findings);

  bool has(std::string_view key) const { return at(key).kind != YamlNode::Kind::kNull; }
  /// The value of a key; an empty node at this map's place when there is none.
  YamlNode at(std::string_view key) const;
  Section section(std::string_view key) const;

  std::string text(std::string_view key, std::string fallback) const;
  std::string required_text(std::string_view key) const;
  bool flag(std::string_view key, bool fallback) const;
  long long number(std::string_view key, long long fallback, long long least, long long most) const;
  base::TimeOfDay time(std::string_view key, base::TimeOfDay fallback) const;
  std::optional<base::Date> date(std::string_view key) const;  ///< must be given
  std::string one_of(std::string_view key, std::string fallback, const std::vector<std::string>& words) const;
  /// The entries of a list; a single value counts as a list of one.
  std::vector<YamlNode> list(std::string_view key) const;
  /// The entries of a list of plain words.
  std::vector<YamlNode> words(std::string_view key) const;

 private:
  std::string name_of(std::string_view key) const;
  void wrong(std::string_view key, std::string what, std::string mend) const;

  YamlNode node_;
  std::string path_;
  Findings& findings_;
};

}  // namespace firstday::config
