#include "config/absence_line.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::config {

namespace {

constexpr std::size_t kFewestDigits = 10;
constexpr std::size_t kMostDigits = 15;

std::size_t digits_in(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

}  // namespace

std::string wrong_with_absence_line(const std::string& phone) {
  const bool other = phone.find_first_not_of("+0123456789 ()-") != std::string::npos;
  const std::size_t digits = digits_in(phone);
  if (other || digits == 0) return "This is no telephone number.";
  if (digits >= kFewestDigits && digits <= kMostDigits) return {};
  return "This is no telephone number: it has " + base::count_of(digits, "digit") +
         ", and a whole one has 10 or 11.";
}

}  // namespace firstday::config
