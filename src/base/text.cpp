#include "base/text.h"

namespace firstday::base {

namespace {

constexpr std::string_view kSpace = " \t\r\n\f\v";

char lower_char(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper_char(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::string_view trim(std::string_view text) {
  const size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower_char(c);
  return out;
}

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = upper_char(c);
  return out;
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out;
  size_t from = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != at) continue;
    out.emplace_back(text.substr(from, i - from));
    from = i + 1;
  }
  return out;
}

std::string join(const std::vector<std::string>& parts, std::string_view with) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += with;
    out += part;
  }
  return out;
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string count_of(std::size_t n, std::string_view one, std::string_view many) {
  const std::string word = n == 1         ? std::string(one)
                           : many.empty() ? std::string(one) + "s"
                                          : std::string(many);
  return std::to_string(n) + " " + word;
}

}  // namespace firstday::base
