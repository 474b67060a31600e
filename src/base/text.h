// Small things done to text in many places. Bytes only: whatever needs to know about letters beyond
// ASCII belongs to intake or render, which have ICU.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstday::base {

std::string_view trim(std::string_view text);  ///< without ASCII white space at both ends
std::string lower(std::string_view text);      ///< ASCII letters only
std::string upper(std::string_view text);      ///< ASCII letters only
std::vector<std::string> split(std::string_view text, char at);
std::string join(const std::vector<std::string>& parts, std::string_view with);
bool is_digits(std::string_view text);  ///< true for one digit or more, and nothing else

/// "1 pupil", "3 pupils"; `many` defaults to `one` + "s".
std::string count_of(std::size_t n, std::string_view one, std::string_view many = {});

}  // namespace firstday::base
