#include "intake/csv.h"

#include <algorithm>
#include <array>

namespace firstday::intake {

namespace {

constexpr std::size_t kNone = std::string_view::npos;

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

bool has_line_end(std::string_view field) {
  return std::any_of(field.begin(), field.end(), is_line_end);
}

/// What a spreadsheet's first line "sep=;" may name: neither a line end nor a quote could part cells.
bool may_delimit(char c) {
  return !is_line_end(c) && c != '"';
}

/// The most frequent delimiter of the first line, quotes left aside.
char find_delimiter(std::string_view text) {
  constexpr std::array kDelimiters = {',', ';', '\t'};
  std::array<int, kDelimiters.size()> seen{};
  bool quoted = false;
  for (char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (is_line_end(c)) break;
    const auto* at = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (at != kDelimiters.end()) ++seen[static_cast<std::size_t>(at - kDelimiters.begin())];
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(seen.begin(), seen.end()) - seen.begin())];
}

bool is_blank(const CsvRecord& record) {
  return std::all_of(record.fields.begin(), record.fields.end(),
                     [](std::string_view f) { return f.find_first_not_of(" \t") == kNone; });
}

}  // namespace

CsvReader::CsvReader(std::string_view utf8) : text_(utf8) {
  if (text_.size() > 5 && text_.starts_with("sep=") && may_delimit(text_[4]) && is_line_end(text_[5])) {
    delimiter_ = text_[4];
    at_ = 5;
    pass_line_end();
  } else {
    delimiter_ = find_delimiter(text_);
  }
}

bool CsvReader::next(CsvRecord& record) {
  while (read_record(record)) {
    if (is_blank(record) && record.trouble == CsvTrouble::kNone) continue;
    if (width_ == 0) width_ = record.fields.size();
    return true;
  }
  return false;
}

bool CsvReader::read_record(CsvRecord& record) {
  if (at_ >= text_.size()) return false;
  const std::size_t from = at_;
  record.line = line_;
  record.fields.clear();
  record.trouble = CsvTrouble::kNone;
  End end = End::kField;
  while (end == End::kField) end = read_field(record);
  const bool several_lines = line_ > record.line + 1;
  const bool swallowed = several_lines && width_ != 0 && record.fields.size() != width_;
  if (end == End::kBroken || swallowed) {
    record.trouble = CsvTrouble::kUnclosedQuote;
    // What a quote swallowed of the next lines is read again as those lines.
    record.fields.erase(std::find_if(record.fields.begin(), record.fields.end(), has_line_end),
                        record.fields.end());
    go_on_after(record.line, from);
  }
  return true;
}

CsvReader::End CsvReader::read_field(CsvRecord& record) {
  const std::size_t start = std::min(text_.find_first_not_of(' ', at_), text_.size());
  if (start < text_.size() && text_[start] == '"') {
    at_ = start + 1;
    return read_quoted(record);
  }
  return read_plain(record);
}

CsvReader::End CsvReader::read_plain(CsvRecord& record) {
  std::size_t end = at_;
  while (end < text_.size() && text_[end] != delimiter_ && !is_line_end(text_[end])) ++end;
  record.fields.push_back(text_.substr(at_, end - at_));
  at_ = end;
  return end_field();
}

CsvReader::End CsvReader::read_quoted(CsvRecord& record) {
  const std::size_t from = at_;
  const int first_line = line_;
  bool doubled = false;
  for (std::size_t quote = text_.find('"', at_); quote != kNone; quote = text_.find('"', quote)) {
    pass_lines(quote);
    if (line_ - first_line > kMostLines) return End::kBroken;
    if (quote + 1 < text_.size() && text_[quote + 1] == '"') {
      doubled = true;
      quote += 2;
    } else if (closes_at(quote)) {
      const std::string_view inside = text_.substr(from, quote - from);
      record.fields.push_back(doubled ? unescape(inside) : inside);
      at_ = std::min(text_.find_first_not_of(delimiter_ == '\t' ? " " : " \t", quote + 1), text_.size());
      return end_field();
    } else {
      if (line_ != first_line) return End::kBroken;
      record.trouble = CsvTrouble::kStrayQuote;
      quote += 1;
    }
  }
  return End::kBroken;
}

CsvReader::End CsvReader::end_field() {
  if (at_ < text_.size() && text_[at_] == delimiter_) {
    ++at_;
    return End::kField;
  }
  pass_line_end();
  return End::kRecord;
}

bool CsvReader::closes_at(std::size_t quote) const {
  const std::size_t after = text_.find_first_not_of(delimiter_ == '\t' ? " " : " \t", quote + 1);
  return after == kNone || text_[after] == delimiter_ || is_line_end(text_[after]);
}

void CsvReader::pass_line_end() {
  if (at_ < text_.size() && text_[at_] == '\r') {
    ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  } else if (at_ < text_.size()) {
    ++at_;
  }
  ++line_;
}

void CsvReader::pass_lines(std::size_t to) {
  while (at_ < to) {
    if (is_line_end(text_[at_]))
      pass_line_end();
    else
      ++at_;
  }
}

void CsvReader::go_on_after(int line, std::size_t from) {
  at_ = std::min(text_.find_first_of("\r\n", from), text_.size());
  line_ = line;
  pass_line_end();
}

std::string_view CsvReader::unescape(std::string_view quoted) {
  std::string& out = unescaped_.emplace_back();
  out.reserve(quoted.size());
  for (std::size_t i = 0; i < quoted.size(); ++i) {
    out += quoted[i];
    if (quoted[i] == '"' && i + 1 < quoted.size() && quoted[i + 1] == '"') ++i;
  }
  return out;
}

}  // namespace firstday::intake
