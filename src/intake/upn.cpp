#include "intake/upn.h"

#include "base/text.h"
#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
constexpr std::size_t kLength = 13;

/// The value of a character in the sum; npos for one that cannot stand there.
std::size_t value_of(char c, bool may_be_letter) {
  if (c >= '0' && c <= '9') return static_cast<std::size_t>(c - '0');
  return may_be_letter ? kLetters.find(c) : std::string_view::npos;
}

}  // namespace

std::string upn_problem(std::string_view upn) {
  if (upn.size() != kLength) return "A UPN has 13 characters.";
  std::size_t sum = 0;
  for (std::size_t i = 1; i < kLength; ++i) {
    const std::size_t value = value_of(upn[i], i + 1 == kLength);
    if (value == std::string_view::npos) return "A UPN is a letter and twelve digits.";
    sum += value * (i + 1);
  }
  return upn[0] == kLetters[sum % kLetters.size()] ? "" : "The check letter of this UPN is wrong.";
}

std::string normalise_upn(std::string_view text) {
  return base::upper(without_space(text));
}

}  // namespace firstday::intake
