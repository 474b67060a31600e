// The number that letters print and parents ring.
#pragma once

#include <string>

namespace firstday::config {

/// What is wrong with it as a sentence; empty for a number with its area code, as parents dial it: 10 to 15
/// digits (E.164 allows no more), with spaces, brackets, hyphens and a plus.
std::string wrong_with_absence_line(const std::string& phone);

inline constexpr const char* kMendAbsenceLine = "Write it with its area code, as in 01632 960100.";

}  // namespace firstday::config
