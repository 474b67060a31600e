#include "providers/declared/section.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace firstday::provider_declared {

namespace {

base::Problem problem(base::Severity severity, const std::string& file, const Node& at,
                      std::string_view field, std::string what, std::string mend) {
  return {severity, file, at.line, at.column, std::string(field), std::move(what), std::move(mend)};
}

}  // namespace

void Findings::error(const Node& at, std::string_view field, std::string what, std::string mend) {
  problems.push_back(problem(base::Severity::kError, file, at, field, std::move(what), std::move(mend)));
}

void Findings::warning(const Node& at, std::string_view field, std::string what, std::string mend) {
  problems.push_back(problem(base::Severity::kWarning, file, at, field, std::move(what), std::move(mend)));
}

Section::Section(const Node& node, std::string name, std::vector<std::string> known, Findings& findings)
    : node_(node), name_(std::move(name)), findings_(findings) {
  if (node.kind != Node::Kind::kMap && node.kind != Node::Kind::kNone)
    findings_.error(node, name_, "Here must stand keys with values.",
                    "Write 'key: value', one on each line.");
  for (const auto& [key, value] : node.members)
    if (std::find(known.begin(), known.end(), key.text) == known.end())
      findings_.error(key, key.text, "Nobody knows this key here.",
                      "Known: " + base::join(known, ", ") + ".");
}

void Section::wrong(std::string_view key, std::string what, std::string mend) const {
  findings_.error(at(key).line > 0 ? at(key) : node_, key, std::move(what), std::move(mend));
}

void Section::missing(std::string_view key) const {
  wrong(key, "It must be given" + (name_.empty() ? "." : " in '" + name_ + "'."),
        "Add '" + std::string(key) + ": ...'.");
}

std::string Section::text(std::string_view key, std::string fallback) const {
  const Node& value = at(key);
  if (value.kind == Node::Kind::kText) return value.text;
  if (value.kind != Node::Kind::kNone)
    wrong(key, "Here must stand one value.", "Write it on the line of the key.");
  return fallback;
}

std::string Section::required_text(std::string_view key) const {
  std::string value = text(key);
  if (value.empty() && at(key).items.empty() && at(key).members.empty()) missing(key);
  return value;
}

bool Section::flag(std::string_view key, bool fallback) const {
  return one_of(key, {"false", "true"}, fallback ? 1 : 0) == 1;
}

int Section::number(std::string_view key, int fallback, int least, int most) const {
  if (!has(key)) return fallback;
  const auto value = int_of(text(key), least, most);
  if (!value)
    wrong(key, "Here must stand a whole number.",
          "Write one from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  return value.value_or(fallback);
}

std::size_t Section::one_of(std::string_view key, const std::vector<std::string>& words,
                            std::size_t fallback) const {
  if (!has(key)) return fallback;
  const auto found = std::find(words.begin(), words.end(), text(key));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  wrong(key, "Nobody knows this word here.", "Write one of: " + base::join(words, ", ") + ".");
  return fallback;
}

const std::vector<Node>& Section::list(std::string_view key) const {
  const Node& value = at(key);
  if (value.kind != Node::Kind::kList && value.kind != Node::Kind::kNone)
    wrong(key, "Here must stand a list.", "Begin each entry with '- '.");
  return value.items;
}

std::vector<std::pair<std::string, std::string>> read_texts(const Node& map, std::string_view name,
                                                            Findings& findings) {
  std::vector<std::pair<std::string, std::string>> out;
  if (map.kind != Node::Kind::kMap && map.kind != Node::Kind::kNone)
    findings.error(map, name, "Here must stand keys with values.", "Write 'key: value', one on each line.");
  for (const auto& [key, value] : map.members) {
    if (value.kind == Node::Kind::kText)
      out.emplace_back(key.text, value.text);
    else
      findings.error(key, key.text, "Here must stand one value.", "Write it on the line of the key.");
  }
  return out;
}

std::optional<int> int_of(std::string_view text, int least, int most) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !base::is_digits(text)) return std::nullopt;
  if (value < least || value > most) return std::nullopt;
  return value;
}

}  // namespace firstday::provider_declared
