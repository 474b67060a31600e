// Rows for a person's screen, and for a spreadsheet.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::cli {

/// What somebody typed or an import brought, for one line of a screen or paper: a line break becomes " / ",
/// any other control character "?", and marks that turn the direction of writing are left out. So nobody's
/// words can look like a line of the record.
std::string on_one_line(std::string_view text);

/// Columns as wide as their widest cell (counted in characters, not bytes), two spaces between.
class Table {
 public:
  explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }  ///< cells as they are
  bool empty() const { return rows_.empty(); }

  /// Every cell on_one_line().
  void print(std::ostream& out, std::string_view indent = "") const;
  /// A Markdown table; every cell on_one_line(), and none of them markup.
  void print_markdown(std::ostream& out) const;
  /// As base/csv_cell.h has it: numbers in E.164 begin with + and are kept readable.
  void print_csv(std::ostream& out) const;

 private:
  std::vector<std::string> heads_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace firstday::cli
