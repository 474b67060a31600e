#include "cli/table.h"

#include <algorithm>

#include "base/csv_cell.h"

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
  out << base::csv_row(heads_);
  for (const auto& row : rows_) out << base::csv_row(row);
}

}  // namespace firstday::cli
