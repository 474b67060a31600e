#include "config/settings_section.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace firstday::config {

namespace {

std::optional<bool> flag_of(const std::string& text) {
  const std::string word = base::lower(text);
  if (word == "true" || word == "yes") return true;
  if (word == "false" || word == "no") return false;
  return std::nullopt;
}

std::optional<long long> number_of(const std::string& text) {
  long long n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return n;
}

/// A node at the place of the key itself, where the key is what is wrong.
YamlNode key_of(const YamlNode& child) {
  YamlNode key;
  key.line = child.key_line;
  key.column = child.key_column;
  return key;
}

}  // namespace

void Findings::error(const YamlNode& at, std::string_view field, std::string what, std::string mend) {
  problems.push_back({base::Severity::kError, file, at.line, at.column, std::string(field), std::move(what),
                      std::move(mend)});
}

void Findings::warning(const YamlNode& at, std::string_view field, std::string what, std::string mend) {
  problems.push_back({base::Severity::kWarning, file, at.line, at.column, std::string(field), std::move(what),
                      std::move(mend)});
}

Section::Section(YamlNode node, std::string path, Findings& findings)
    : node_(std::move(node)), path_(std::move(path)), findings_(findings) {
  if (node_.kind != YamlNode::Kind::kMap && node_.kind != YamlNode::Kind::kNull) {
    findings_.error(node_, path_, "Here must stand keys with values.",
                    "Write 'key: value', one on each line.");
    return;
  }
  const std::vector<std::string> known = keys_under(findings_.kind, path_);
  for (const YamlNode& child : node_.children)
    if (std::find(known.begin(), known.end(), child.key) == known.end())
      findings_.error(key_of(child), child.key, "Nobody knows this key.",
                      "Known here: " + base::join(known, ", ") + ".");
}

YamlNode Section::at(std::string_view key) const {
  if (const YamlNode* child = node_.child(key)) return *child;
  YamlNode none;
  none.line = node_.line;
  none.column = node_.column;
  return none;
}

Section Section::section(std::string_view key) const {
  return {at(key), name_of(key), findings_};
}

std::string Section::name_of(std::string_view key) const {
  return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
}

void Section::wrong(std::string_view key, std::string what, std::string mend) const {
  findings_.error(at(key), key, std::move(what), std::move(mend));
}

std::string Section::text(std::string_view key, std::string fallback) const {
  const YamlNode value = at(key);
  if (value.kind == YamlNode::Kind::kNull) return fallback;
  if (value.kind != YamlNode::Kind::kScalar) {
    wrong(key, "Here must stand one value.", "Write it on the line of the key.");
    return fallback;
  }
  return std::string(base::trim(value.text));
}

std::string Section::required_text(std::string_view key) const {
  std::string value = text(key, "");
  if (value.empty() && at(key).kind != YamlNode::Kind::kList && at(key).kind != YamlNode::Kind::kMap)
    wrong(key, "'" + name_of(key) + "' must be given.", "Add a line '" + std::string(key) + ": ...'.");
  return value;
}

bool Section::flag(std::string_view key, bool fallback) const {
  const std::string written = text(key, fallback ? "true" : "false");
  const auto value = flag_of(written);
  if (!value) wrong(key, "This is neither true nor false.", "Write true or false.");
  return value.value_or(fallback);
}

long long Section::number(std::string_view key, long long fallback, long long least, long long most) const {
  const auto value = number_of(text(key, std::to_string(fallback)));
  if (value && *value >= least && *value <= most) return *value;
  wrong(key, "This is not a whole number from " + std::to_string(least) + " to " + std::to_string(most) + ".",
        "Put one in, or leave the line out.");
  return fallback;
}

base::TimeOfDay Section::time(std::string_view key, base::TimeOfDay fallback) const {
  const std::string written = text(key, base::clock(fallback));
  const auto value = base::parse_time_of_day(written);
  if (!value)
    wrong(key, "'" + written + "' is not a time of day.", "Write hours and minutes, as in \"09:30\".");
  return value.value_or(fallback);
}

std::optional<base::Date> Section::date(std::string_view key) const {
  const std::string written = required_text(key);
  const auto value = base::parse_iso_date(written);
  if (!value && !written.empty())
    wrong(key, "'" + written + "' is not a date.", "Write year, month and day, as in 2027-01-05.");
  return value;
}

std::string Section::one_of(std::string_view key, std::string fallback,
                            const std::vector<std::string>& words) const {
  std::string value = text(key, fallback);
  if (std::find(words.begin(), words.end(), value) != words.end()) return value;
  wrong(key, "This is not a word that is known here.", "Write one of: " + base::join(words, ", ") + ".");
  return fallback;
}

std::vector<YamlNode> Section::list(std::string_view key) const {
  const YamlNode value = at(key);
  if (value.kind == YamlNode::Kind::kNull) return {};
  if (value.kind == YamlNode::Kind::kList) return value.children;
  return {value};
}

std::vector<YamlNode> Section::words(std::string_view key) const {
  std::vector<YamlNode> out;
  for (YamlNode& entry : list(key)) {
    if (entry.kind == YamlNode::Kind::kScalar)
      out.push_back(std::move(entry));
    else
      findings_.error(entry, key, "Here must stand one word.", "Write a list of words, as in [a, b].");
  }
  return out;
}

}  // namespace firstday::config
