// One cell of a CSV file that a person opens with a spreadsheet.
#pragma once

#include <string>
#include <vector>

namespace firstday::base {

/// RFC 4180. A cell that a spreadsheet would take for a formula (it begins with = + - @ in either width, a
/// tab or a line break) gets an apostrophe in front.
std::string csv_cell(const std::string& text);

/// The cells with commas between, and CRLF.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace firstday::base
