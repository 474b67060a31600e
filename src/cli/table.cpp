#include "cli/table.h"

#include <algorithm>

namespace firstday::cli {

namespace {

size_t width(std::string_view text) {
  return static_cast<size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;  // not a continuation byte of UTF-8
  }));
}

void print_row(std::ostream& out, std::string_view indent, const std::vector<std::string>& row,
               const std::vector<size_t>& widths) {
  out << indent;
  for (size_t i = 0; i < row.size(); ++i) {
    out << row[i];
    if (i + 1 < row.size()) out << std::string(widths[i] - width(row[i]) + 2, ' ');
  }
  out << '\n';
}

/// What a spreadsheet takes for the beginning of a formula; the last four are the full-width forms of = + -
/// @.
bool begins_like_a_formula(std::string_view text) {
  static constexpr std::string_view kStarts[] = {
      "=", "+", "-", "@", "\t", "\r", "\n", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};
  return std::any_of(std::begin(kStarts), std::end(kStarts),
                     [text](std::string_view start) { return text.starts_with(start); });
}

std::string csv_cell(const std::string& text) {
  std::string cell = begins_like_a_formula(text) ? "'" + text : text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (char c : cell) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

void print_csv_row(std::ostream& out, const std::vector<std::string>& row) {
  for (size_t i = 0; i < row.size(); ++i) out << (i == 0 ? "" : ",") << csv_cell(row[i]);
  out << "\r\n";
}

}  // namespace

void Table::print(std::ostream& out, std::string_view indent) const {
  std::vector<size_t> widths;
  for (const std::string& head : heads_) widths.push_back(width(head));
  for (const auto& row : rows_)
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  print_row(out, indent, heads_, widths);
  for (const auto& row : rows_) print_row(out, indent, row, widths);
}

void Table::print_csv(std::ostream& out) const {
  print_csv_row(out, heads_);
  for (const auto& row : rows_) print_csv_row(out, row);
}

}  // namespace firstday::cli
