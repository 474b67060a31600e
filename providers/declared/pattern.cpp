#include "providers/declared/pattern.h"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 with the address sanitizer sees the library's own automaton as uninitialised (GCC bug 105562).
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <algorithm>
#include <regex>

namespace firstday::provider_declared {

namespace {

constexpr std::size_t kLongestPattern = 200;
constexpr std::size_t kLongestText = 4096;

using Match = std::match_results<std::string_view::const_iterator>;

bool search(std::string_view text, Match& match, const std::regex& regex) {
  const std::string_view head = text.substr(0, std::min(text.size(), kLongestText));
  return std::regex_search(head.begin(), head.end(), match, regex);
}

}  // namespace

struct Pattern::Compiled {
  std::regex regex;
};

Pattern::Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

std::optional<Pattern> Pattern::read(const std::string& text) {
  if (text.empty() || text.size() > kLongestPattern) return std::nullopt;
  try {
    // __polynomial is libstdc++'s own: no back-tracking.
    std::regex regex(text, std::regex::ECMAScript | std::regex_constants::__polynomial);
    return Pattern(std::make_shared<const Compiled>(Compiled{std::move(regex)}));
  } catch (const std::regex_error&) {
    return std::nullopt;
  }
}

bool Pattern::found_in(std::string_view text) const {
  Match match;
  return search(text, match, compiled_->regex);
}

std::optional<std::vector<std::string>> Pattern::groups_in(std::string_view text) const {
  Match match;
  if (!search(text, match, compiled_->regex)) return std::nullopt;
  std::vector<std::string> groups;
  for (std::size_t i = 1; i < match.size(); ++i) groups.push_back(match[i].str());
  return groups;
}

std::size_t Pattern::group_count() const {
  return compiled_->regex.mark_count();
}

}  // namespace firstday::provider_declared
