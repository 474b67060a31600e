#include "roll/year_group.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::roll {

namespace {

std::string without_space(std::string_view text) {
  std::string out = base::lower(text);
  std::erase_if(out, [](char c) { return c == ' ' || c == '\t' || c == '.'; });
  return out;
}

void take_off(std::string& text, std::string_view front) {
  if (text.starts_with(front)) text.erase(0, front.size());
}

/// "year6" to "6"; "yellow" stays what it is.
std::string without_word(const std::string& text) {
  for (const std::string_view word : {"yeargroup", "year", "yr", "y"}) {
    std::string rest = text;
    take_off(rest, word);
    if (rest.size() < text.size() && (base::is_digits(rest) || rest == "r")) return rest;
  }
  return text;
}

}  // namespace

std::string year_key(std::string_view written) {
  std::string key = without_word(without_space(written));
  if (base::is_digits(key)) key.erase(0, std::min(key.find_first_not_of('0'), key.size() - 1));
  if (key == "reception") return "r";
  if (key.starts_with("nursery")) key = "n" + key.substr(7);
  return key;
}

std::string form_key(std::string_view written) {
  return base::lower(base::trim(written));
}

}  // namespace firstday::roll
