#include "config/yaml_map.h"

#include <charconv>

#include "base/text.h"

namespace firstday::config {

namespace {

std::string listed(const std::vector<std::string_view>& words) {
  return base::join(std::vector<std::string>(words.begin(), words.end()), ", ");
}

/// "steps[3]/audience/role" -> "steps[3]/audience" -> "steps[3]" -> "steps" -> "".
std::string above(const std::string& path) {
  const size_t slash = path.find_last_of("/[");
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

/// The last key of a path, for Problem::field.
std::string last_key(const std::string& path) {
  const size_t slash = path.rfind('/');
  std::string key = slash == std::string::npos ? path : path.substr(slash + 1);
  return key.substr(0, key.find('['));
}

}  // namespace

void YamlReport::place(const std::string& path, int line, int column) {
  places_[path] = {line, column};
}

void YamlReport::complain(const YamlNode& at, const std::string& path, std::string what, std::string mend) {
  blamed_.insert(path);
  const int line = at.line > 0 ? at.line : at.key_line;
  const int column = at.line > 0 ? at.column : at.key_column;
  problems_.push_back(
      {base::Severity::kError, file_, line, column, last_key(path), std::move(what), std::move(mend)});
}

void YamlReport::complain_at(const std::string& path, std::string what, std::string mend) {
  std::string nearest = path;
  while (!nearest.empty() && places_.count(nearest) == 0) nearest = above(nearest);
  const auto found = places_.find(nearest);
  const Place place = found == places_.end() ? Place{} : found->second;
  blamed_.insert(path);
  problems_.push_back({base::Severity::kError, file_, place.line, place.column, last_key(path),
                       std::move(what), std::move(mend)});
}

YamlMap::YamlMap(const YamlNode& node, std::string path, YamlReport& report)
    : node_(node), path_(std::move(path)), report_(report) {
  if (node.kind != YamlNode::Kind::kMap) {
    report_.complain(node, path_, "here keys with values are expected.",
                     "Write it as key: value, one a line.");
    return;
  }
  for (const YamlNode& c : node.children) report_.place(path_of(c.key), c.key_line, c.key_column);
}

std::string YamlMap::path_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "/" + std::string(key);
}

bool YamlMap::has(std::string_view key) {
  return get(key) != nullptr;
}

const YamlNode* YamlMap::get(std::string_view key) {
  known_.emplace(key);
  return node_.child(key);
}

const YamlNode* YamlMap::scalar(std::string_view key, std::string_view wanted) {
  const YamlNode* value = get(key);
  if (!value) return nullptr;
  if (value->kind == YamlNode::Kind::kScalar && !value->text.empty()) return value;
  report_.complain(*value, path_of(key), "'" + std::string(key) + "' has no value of its kind.",
                   "Give " + std::string(wanted) + ".");
  return nullptr;
}

std::string YamlMap::text(std::string_view key) {
  const YamlNode* value = scalar(key, "a word or a sentence");
  return value ? value->text : std::string();
}

std::optional<int> YamlMap::number(std::string_view key, int least, int most) {
  const YamlNode* value = scalar(key, "a number");
  if (!value) return std::nullopt;
  int n = 0;
  const char* end = value->text.data() + value->text.size();
  const auto [stop, error] = std::from_chars(value->text.data(), end, n);
  if (error == std::errc() && stop == end && n >= least && n <= most) return n;
  complain(key, "'" + value->text + "' is not a number that fits here.",
           "Give one from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return std::nullopt;
}

bool YamlMap::flag(std::string_view key) {
  const YamlNode* value = scalar(key, "true or false");
  if (!value) return false;
  if (value->text != "true" && value->text != "false")
    complain(key, "'" + value->text + "' is neither true nor false.", "Write true or false.");
  return value->text == "true";
}

std::optional<base::TimeOfDay> YamlMap::time(std::string_view key) {
  const YamlNode* value = scalar(key, "a time of day");
  if (!value) return std::nullopt;
  const auto time = base::parse_time_of_day(value->text);
  if (!time) complain(key, "'" + value->text + "' is not a time of day.", "Write it as in \"09:30\".");
  return time;
}

std::optional<base::Date> YamlMap::date(std::string_view key) {
  const YamlNode* value = scalar(key, "a date");
  if (!value) return std::nullopt;
  const auto date = base::parse_iso_date(value->text);
  if (!date) complain(key, "'" + value->text + "' is not a date.", "Write it as in 2027-01-12.");
  return date;
}

std::vector<std::string> YamlMap::list(std::string_view key) {
  const YamlNode* value = get(key);
  if (!value) return {};
  if (value->kind == YamlNode::Kind::kScalar && !value->text.empty()) return {value->text};
  std::vector<std::string> out;
  if (value->kind != YamlNode::Kind::kList) {
    report_.complain(*value, path_of(key), "'" + std::string(key) + "' is not a list.",
                     "Write it as in [a, b].");
    return out;
  }
  for (size_t i = 0; i < value->children.size(); ++i) {
    const YamlNode& item = value->children[i];
    const std::string path = path_of(key) + "[" + std::to_string(i) + "]";
    report_.place(path, item.line, item.column);
    if (item.kind == YamlNode::Kind::kScalar && !item.text.empty())
      out.push_back(item.text);
    else
      report_.complain(item, path, "this is not a single word.", "Give one word or sentence for each item.");
  }
  return out;
}

std::vector<const YamlNode*> YamlMap::maps(std::string_view key) {
  const YamlNode* value = get(key);
  std::vector<const YamlNode*> out;
  if (!value) return out;
  if (value->kind != YamlNode::Kind::kList) {
    report_.complain(*value, path_of(key), "'" + std::string(key) + "' is not a list.",
                     "Begin each item with '- '.");
    return out;
  }
  for (size_t i = 0; i < value->children.size(); ++i) {
    const YamlNode& item = value->children[i];
    report_.place(path_of(key) + "[" + std::to_string(i) + "]", item.line, item.column);
    out.push_back(&item);
  }
  return out;
}

const YamlNode* YamlMap::map(std::string_view key) {
  const YamlNode* value = get(key);
  if (!value || value->kind == YamlNode::Kind::kMap) return value;
  report_.complain(*value, path_of(key), "'" + std::string(key) + "' needs keys of its own.",
                   "Write them below it, indented.");
  return nullptr;
}

std::optional<size_t> YamlMap::one_of(std::string_view key, const std::vector<std::string_view>& words) {
  const YamlNode* value = scalar(key, "one of: " + listed(words));
  if (!value) return std::nullopt;
  for (size_t i = 0; i < words.size(); ++i)
    if (words[i] == value->text) return i;
  complain(key, "'" + value->text + "' is not a word that is known here.",
           "Use one of: " + listed(words) + ".");
  return std::nullopt;
}

void YamlMap::complain(std::string_view key, std::string what, std::string mend) {
  const YamlNode* value = node_.child(key);
  report_.complain(value ? *value : node_, path_of(key), std::move(what), std::move(mend));
}

void YamlMap::finish() {
  if (node_.kind != YamlNode::Kind::kMap) return;
  const std::vector<std::string_view> known(known_.begin(), known_.end());
  for (const YamlNode& c : node_.children)
    if (known_.count(c.key) == 0)
      report_.complain_at(path_of(c.key), "the key '" + c.key + "' is not known here.",
                          "Use one of: " + listed(known) + ".");
}

}  // namespace firstday::config
