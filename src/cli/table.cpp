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

bool is_control(std::string_view at) {
  const auto byte = [&](size_t i) { return i < at.size() ? static_cast<unsigned char>(at[i]) : 0U; };
  return byte(0) < 0x20 || byte(0) == 0x7f || (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) < 0xa0);
}

/// U+202A to U+202E, U+2066 to U+2069, U+200E and U+200F.
bool turns_direction(std::string_view at) {
  static constexpr std::string_view kMarks[] = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",
                                                "\u2067", "\u2068", "\u2069", "\u200e", "\u200f"};
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view mark) { return at.rfind(mark, 0) == 0; });
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view at = text.substr(i);
    if (at.rfind("\r\n", 0) == 0) continue;  // the line feed tells of it
    if (turns_direction(at))
      i += 2;
    else if (at[0] == '\n' || at[0] == '\r')
      out += " / ";
    else if (is_control(at)) {
      out += '?';
      i += at[0] == '\xc2' ? 1 : 0;
    } else
      out += at[0];
  }
  return out;
}

void Table::print(std::ostream& out, std::string_view indent) const {
  std::vector<size_t> widths;
  for (const std::string& head : heads_) widths.push_back(width(head));
  std::vector<std::vector<std::string>> rows = rows_;
  for (auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) {
      row[i] = on_one_line(row[i]);
      widths[i] = std::max(widths[i], width(row[i]));
    }
  print_row(out, indent, heads_, widths);
  for (const auto& row : rows) print_row(out, indent, row, widths);
}

namespace {

/// Nothing that somebody wrote becomes a link, a picture or a heading.
std::string for_markdown(const std::string& cell) {
  std::string out;
  for (const char c : on_one_line(cell)) {
    if (std::string_view("\\`*_[]<>|#~!&").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

void Table::print_markdown(std::ostream& out) const {
  const auto line = [&](const std::vector<std::string>& cells) {
    out << '|';
    for (const std::string& cell : cells) out << ' ' << cell << " |";
    out << '\n';
  };
  line(heads_);
  line(std::vector<std::string>(heads_.size(), "---"));
  for (const auto& row : rows_) {
    std::vector<std::string> cells;
    cells.reserve(row.size());
    for (const std::string& cell : row) cells.push_back(for_markdown(cell));
    line(cells);
  }
}

void Table::print_csv(std::ostream& out) const {
  out << base::csv_row(heads_);
  for (const auto& row : rows_) out << base::csv_row(row);
}

}  // namespace firstday::cli
