#include "config/settings_closures.h"

#include "base/text.h"
#include "roll/year_group.h"

namespace firstday::config {

namespace {

void refuse_word(const YamlNode& at, std::string_view key, Findings& findings) {
  findings.error(at, key, "Here must stand one word.", "Write a list of words, as in [Y5, Y6].");
}

std::vector<YamlNode> words_of(const YamlNode& list, std::string_view key, Findings& findings) {
  std::vector<YamlNode> out;
  const auto take = [&](const YamlNode& word) {
    if (word.kind == YamlNode::Kind::kScalar && !base::trim(word.text).empty())
      out.push_back(word);
    else
      refuse_word(word, key, findings);
  };
  if (list.kind == YamlNode::Kind::kScalar) take(list);
  if (list.kind == YamlNode::Kind::kMap) refuse_word(list, key, findings);
  if (list.kind == YamlNode::Kind::kList)
    for (const YamlNode& word : list.children) take(word);
  return out;
}

/// 1 to 13, reception, and nursery with or without a number.
bool is_year_group(const std::string& written) {
  const std::string key = roll::year_key(written);
  if (base::is_digits(key)) return key.size() < 3 && std::stoi(key) <= 13;
  return key == "r" || key == "n" || (key.size() == 2 && key[0] == 'n' && base::is_digits(key.substr(1)));
}

std::vector<std::string> read_words(const YamlNode& closure, std::string_view key, Findings& findings) {
  const YamlNode* list = closure.child(key);
  std::vector<std::string> out;
  if (list == nullptr) return out;
  for (const YamlNode& word : words_of(*list, key, findings)) {
    out.emplace_back(base::trim(word.text));
    if (key == "years" && !is_year_group(out.back()))
      findings.warning(word, key, "'" + out.back() + "' is no year group, so it closes for nobody.",
                       "Write it as in Y6, 6, R or N2.");
  }
  const bool empty = list->kind == YamlNode::Kind::kNull || list->children.empty();
  if (out.empty() && list->kind != YamlNode::Kind::kMap && list->kind != YamlNode::Kind::kScalar && empty)
    findings.error(list->line > 0 ? *list : closure, key, "This list is empty, so the closure is nobody's.",
                   "Name the " + std::string(key) + ", or take the key out to close for everybody.");
  return out;
}

}  // namespace

std::optional<roll::GroupClosure> read_group(const YamlNode& closure, const roll::DateRange& range,
                                             Findings& findings) {
  if (closure.child("years") == nullptr && closure.child("forms") == nullptr) return std::nullopt;
  return roll::GroupClosure{range, read_words(closure, "years", findings),
                            read_words(closure, "forms", findings)};
}

}  // namespace firstday::config
