// One of the school's files as rows of our columns: headings found, broken lines reported.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "intake/csv.h"
#include "intake/profile.h"

namespace firstday::intake {

class Table;

/// One line of a file. Holds views into its Table, which must outlive it; copying is cheap.
class Row {
 public:
  /// The cell without white space at its ends; the profile's constant where it gives one; empty
  /// where the file has no such column.
  std::string_view cell(std::size_t column) const;
  /// The file has this column (Table::has).
  bool has(std::size_t column) const;
  int line() const { return line_; }

  /// The line cannot be read as a whole and has been reported. Only what stands before the damage
  /// is there; use it for nothing but finding out whom the line was about.
  bool lost() const { return lost_; }
  /// No warning and no error so far.
  bool clean() const { return clean_; }

  /// Of this line's cells as the profile maps them. Fixed: FNV-1a with a closing mix, seeded with
  /// the version of the reading rules; equal across runs and machines. Never 0.
  std::uint64_t hash() const;

  void warn(std::size_t column, std::string what, std::string mend);
  void error(std::size_t column, std::string what, std::string mend);

 private:
  friend class Table;
  void add(base::Severity severity, std::size_t column, std::string what, std::string mend);

  Table* table_ = nullptr;
  int line_ = 0;
  bool lost_ = false;
  bool clean_ = true;
  std::vector<std::string_view> fields_;
};

/// A yes/no column that stands for a tag.
struct TagColumn {
  std::string tag;
  std::size_t index = 0;  ///< for Row::cell and problems, like the enums of columns.h
};

/// Opens a file, finds its columns, and walks over its rows. Problems go into `problems`, which
/// must outlive it. Not thread-safe.
class Table {
 public:
  /// Without `school_known` the file must have a school column.
  Table(const InputFile& file, FileKind kind, const Profile& profile, bool school_known,
        std::vector<base::Problem>& problems);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  /// False when nothing can be read: no text, no heading line, needed columns missing. Reported.
  bool usable() const { return usable_; }
  /// False at the end of the file.
  bool next(Row& row);
  /// next() has given a row, be it a lost one.
  bool had_rows() const { return had_rows_; }

  /// The file has this column, or the profile a constant for it.
  bool has(std::size_t column) const { return !sources_[column].is_absent(); }
  const std::vector<TagColumn>& tag_columns() const { return tag_columns_; }
  const std::string& file_name() const { return file_name_; }

  /// About a line that is not at hand as a Row any more.
  void warn_at(int line, std::size_t column, std::string what, std::string mend);
  void error_at(int line, std::size_t column, std::string what, std::string mend);
  /// About the file as a whole.
  void add(base::Severity severity, std::string what, std::string mend);

 private:
  friend class Row;
  struct Source {
    int at = -1;  ///< field of the file, from 0; -1: none
    std::string constant;
    std::string heading;  ///< as the file writes it

    bool is_absent() const { return at < 0 && constant.empty(); }
  };

  bool read_heading();
  void find_columns(const Profile& profile);
  Source find_source(const Mapping& mapping);
  void let_school_name_the_other();
  bool check_needed(bool school_known);
  bool has_any(std::string_view names) const;
  void check_row(Row& row, const CsvRecord& record);
  void lose(Row& row, std::string what, std::string mend);
  void add_line(Row& row, base::Severity severity, std::string what, std::string mend);
  void add_at(base::Severity severity, int line, std::size_t column, std::string what, std::string mend);
  std::string column_name(std::size_t column) const;

  std::string file_name_;
  FileKind kind_;
  std::vector<base::Problem>& problems_;
  std::string text_;
  std::optional<CsvReader> csv_;
  CsvRecord record_;
  std::vector<std::string> heading_;
  std::vector<std::string> heading_keys_;
  std::vector<Source> sources_;
  std::vector<TagColumn> tag_columns_;
  bool usable_ = false;
  bool had_rows_ = false;
};

}  // namespace firstday::intake
