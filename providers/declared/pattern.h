// A regular expression that a stranger's answer cannot turn against us.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::provider_declared {

/// ECMAScript grammar without back-references, at most 200 characters. Looks at the first 4,096 bytes of
/// a text, in time that grows with the square of their number at worst and on a small stack (the usual
/// engine of the library would call itself once a character, and can take for ever). Cheap to copy.
class Pattern {
 public:
  /// Nothing when the text is no such expression.
  static std::optional<Pattern> read(const std::string& text);

  bool found_in(std::string_view text) const;
  /// What the groups caught, in order; empty texts for those that caught nothing. Nothing at all when the
  /// expression is not found.
  std::optional<std::vector<std::string>> groups_in(std::string_view text) const;
  std::size_t group_count() const;

 private:
  struct Compiled;
  explicit Pattern(std::shared_ptr<const Compiled> compiled);

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace firstday::provider_declared
