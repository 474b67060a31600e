// Comma-separated values as RFC 4180 has them, and as spreadsheets really write them.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::intake {

enum class CsvTrouble {
  kNone,
  kStrayQuote,     ///< a quote inside a quoted field that is not doubled; kept as it stands
  kUnclosedQuote,  ///< a quote was opened and never rightly closed; only the fields before it are given
};

struct CsvRecord {
  int line = 0;  ///< physical line on which the record begins, from 1
  std::vector<std::string_view> fields;
  CsvTrouble trouble = CsvTrouble::kNone;
};

/// Walks over a UTF-8 text once. Comma, semicolon or tab, whichever the first line has most of
/// (outside quotes); Excel's "sep=;" line is obeyed and skipped. Ends of line are LF, CRLF or CR.
/// Quoted fields may hold delimiters, doubled quotes and line ends.
///
/// An unclosed quote costs its own line only: reading goes on at the next physical line. A quote
/// counts as unclosed when what follows its partner is neither a delimiter nor an end of line, when
/// it runs over more than kMostLines lines, or when it makes a record of several lines with another
/// number of fields than the first record has.
///
/// The text must outlive the reader; fields point into it, or into the reader where quotes were
/// doubled. They stay valid as long as both live. Not thread-safe.
class CsvReader {
 public:
  static constexpr int kMostLines = 20;

  explicit CsvReader(std::string_view utf8);
  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  /// Fills `record` with the next record that is not blank; false at the end.
  bool next(CsvRecord& record);
  char delimiter() const { return delimiter_; }

 private:
  enum class End { kField, kRecord, kBroken };

  bool read_record(CsvRecord& record);
  End read_field(CsvRecord& record);
  End read_plain(CsvRecord& record);
  End read_quoted(CsvRecord& record);
  End end_field();
  bool closes_at(std::size_t quote) const;
  void pass_line_end();
  void pass_lines(std::size_t to);
  void go_on_after(int line, std::size_t from);
  std::string_view unescape(std::string_view quoted);

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  char delimiter_ = ',';
  std::size_t width_ = 0;  ///< fields of the first record; 0 before it was read
  std::deque<std::string> unescaped_;
};

}  // namespace firstday::intake
