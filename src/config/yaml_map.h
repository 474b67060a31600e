// Reads one YAML map strictly: every key is known, every value is of its kind, and everything that is
// wrong is said at once, each at its place.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "config/yaml_tree.h"

namespace firstday::config {

/// Collects problems, and remembers where each key stands, so that a later check can name the place.
class YamlReport {
 public:
  explicit YamlReport(std::string_view file) : file_(file) {}

  void place(const std::string& path, int line, int column);
  void complain(const YamlNode& at, const std::string& path, std::string what, std::string mend);
  /// At the place of `path`, or of the nearest key above it.
  void complain_at(const std::string& path, std::string what, std::string mend);
  /// True when a problem was reported for this very path.
  bool has_problem(const std::string& path) const { return blamed_.count(path) != 0; }
  std::vector<base::Problem> take() { return std::move(problems_); }

 private:
  struct Place {
    int line = 0;
    int column = 0;
  };

  std::string file_;
  std::map<std::string, Place> places_;
  std::set<std::string> blamed_;
  std::vector<base::Problem> problems_;
};

/// One map. Ask for every key it may have, then finish(), which names the keys that nobody asked for.
class YamlMap {
 public:
  /// `path` is "" for the file itself, else as in "steps[3]/audience".
  YamlMap(const YamlNode& node, std::string path, YamlReport& report);

  bool has(std::string_view key);
  const YamlNode* get(std::string_view key);  ///< nullptr when it is not there
  std::string path_of(std::string_view key) const;

  std::string text(std::string_view key);  ///< "" when it is not there or no single word or sentence
  std::optional<int> number(std::string_view key, int least, int most);
  bool flag(std::string_view key);  ///< true, false; false when it is not there
  std::optional<base::TimeOfDay> time(std::string_view key);
  std::optional<base::Date> date(std::string_view key);
  /// A list of scalars; a single scalar stands for a list of one.
  std::vector<std::string> list(std::string_view key);
  /// The children of a list of maps; a complaint when it is something else.
  std::vector<const YamlNode*> maps(std::string_view key);
  /// The map under `key`; nullptr when it is not there or no map.
  const YamlNode* map(std::string_view key);
  /// The index of the word in `words`; a complaint that lists them when it is none.
  std::optional<size_t> one_of(std::string_view key, const std::vector<std::string_view>& words);

  void complain(std::string_view key, std::string what, std::string mend);
  void finish();

 private:
  const YamlNode* scalar(std::string_view key, std::string_view wanted);

  const YamlNode& node_;
  std::string path_;
  YamlReport& report_;
  std::set<std::string, std::less<>> known_;
};

}  // namespace firstday::config
