#include "intake/table.h"

#include <algorithm>

#include "base/text.h"
#include "intake/clean_text.h"
#include "intake/stable_hash.h"
#include "intake/text_encoding.h"

namespace firstday::intake {

namespace {

/// Goes up when a reading rule changes, so that rows on record are read again.
constexpr unsigned char kRulesVersion = 1;

bool has_control(std::string_view cell) {
  return std::any_of(cell.begin(), cell.end(), [](char c) {
    const auto u = static_cast<unsigned char>(c);
    return u < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
}

bool has_lost_character(std::string_view cell) {
  return cell.find("\xEF\xBF\xBD") != std::string_view::npos;
}

/// Too few cells, or more with something in them: empty ones at the end are a spreadsheet's habit.
bool has_wrong_width(const std::vector<std::string_view>& fields, std::size_t width) {
  if (fields.size() < width) return true;
  return std::any_of(fields.begin() + static_cast<std::ptrdiff_t>(width), fields.end(),
                     [](std::string_view f) { return !base::trim(f).empty(); });
}

bool looks_like_markup(std::string_view text) {
  return base::trim(text.substr(0, 64)).starts_with('<');
}

std::string in_words(std::string_view names) {
  return base::join(base::split(names, '|'), " or ");
}

}  // namespace

std::string_view Row::cell(std::size_t column) const {
  const Table::Source& source = table_->sources_[column];
  if (source.at < 0) return source.constant;
  const auto at = static_cast<std::size_t>(source.at);
  return at < fields_.size() ? base::trim(fields_[at]) : std::string_view();
}

bool Row::has(std::size_t column) const {
  return table_->has(column);
}

std::uint64_t Row::hash() const {
  StableHash hash;
  hash.mix(kRulesVersion);
  for (std::size_t i = 0; i < table_->sources_.size(); ++i) {
    hash.mix(table_->sources_[i].is_absent() ? 0xFE : 0xFD);
    hash.add(cell(i));
  }
  for (const TagColumn& tag : table_->tag_columns_) hash.add(tag.tag);
  return hash.value();
}

void Row::warn(std::size_t column, std::string what, std::string mend) {
  add(base::Severity::kWarning, column, std::move(what), std::move(mend));
}

void Row::error(std::size_t column, std::string what, std::string mend) {
  add(base::Severity::kError, column, std::move(what), std::move(mend));
}

void Row::add(base::Severity severity, std::size_t column, std::string what, std::string mend) {
  clean_ = false;
  table_->add_at(severity, line_, column, std::move(what), std::move(mend));
}

Table::Table(const InputFile& file, FileKind kind, const Profile& profile, bool school_known,
             std::vector<base::Problem>& problems)
    : file_name_(file.name), kind_(kind), problems_(problems) {
  base::Result<std::string> text = to_utf8(file.bytes);
  if (!text.ok()) {
    add(base::Severity::kError, text.error().what, "");
    return;
  }
  text_ = std::move(text).value();
  csv_.emplace(text_);
  if (!read_heading()) return;
  find_columns(profile);
  usable_ = check_needed(school_known);
}

void Table::add(base::Severity severity, std::string what, std::string mend) {
  problems_.push_back({severity, file_name_, 0, 0, "", std::move(what), std::move(mend)});
}

void Table::warn_at(int line, std::size_t column, std::string what, std::string mend) {
  add_at(base::Severity::kWarning, line, column, std::move(what), std::move(mend));
}

void Table::error_at(int line, std::size_t column, std::string what, std::string mend) {
  add_at(base::Severity::kError, line, column, std::move(what), std::move(mend));
}

void Table::add_at(base::Severity severity, int line, std::size_t column, std::string what,
                   std::string mend) {
  problems_.push_back({severity, file_name_, line, sources_[column].at + 1, column_name(column),
                       std::move(what), std::move(mend)});
}

bool Table::read_heading() {
  if (looks_like_markup(text_)) {
    add(base::Severity::kError, "This is a web page or XML, not a list in text.",
        "Open it in a spreadsheet and save it as \"CSV UTF-8\".");
    return false;
  }
  if (!csv_->next(record_)) {
    add(base::Severity::kError, "The file holds no line.", "Export it again.");
    return false;
  }
  if (record_.trouble == CsvTrouble::kUnclosedQuote) {
    add(base::Severity::kError, "The line of headings has a quote that is never closed.",
        "Mend the first line.");
    return false;
  }
  for (std::string_view cell : record_.fields) {
    heading_.push_back(tidy(cell));
    heading_keys_.push_back(heading_key(cell));
  }
  return true;
}

void Table::find_columns(const Profile& profile) {
  for (const ColumnName& column : columns_of(kind_)) {
    const Mapping* mapping = profile.find(kind_, column.name);
    sources_.push_back(mapping == nullptr ? Source{} : find_source(*mapping));
  }
  if (kind_ == FileKind::kSiblings) let_school_name_the_other();
  if (kind_ != FileKind::kPupils) return;
  for (const Mapping& mapping : profile.mappings) {
    if (mapping.file != kind_ || !mapping.column.starts_with(kTagPrefix)) continue;
    Source source = find_source(mapping);
    if (source.is_absent()) continue;
    tag_columns_.push_back({snake_case(mapping.column.substr(kTagPrefix.size())), sources_.size()});
    sources_.push_back(std::move(source));
  }
}

Table::Source Table::find_source(const Mapping& mapping) {
  if (!mapping.always.empty()) return {-1, mapping.always, ""};
  for (const std::string& wanted : mapping.headings) {
    const std::string key = heading_key(wanted);
    const auto at = std::find(heading_keys_.begin(), heading_keys_.end(), key);
    if (key.empty() || at == heading_keys_.end()) continue;
    const auto index = at - heading_keys_.begin();
    if (std::find(at + 1, heading_keys_.end(), key) != heading_keys_.end())
      add(base::Severity::kWarning, "The heading \"" + wanted + "\" stands there twice; the first is read.",
          "Rename the other, or name the right one with --map.");
    return {static_cast<int>(index), "", heading_[static_cast<std::size_t>(index)]};
  }
  return {};
}

/// A list of one school says "school" for the school that the brother or sister goes to.
void Table::let_school_name_the_other() {
  if (!sources_[sibling_column::kSiblingSchool].is_absent()) return;
  std::swap(sources_[sibling_column::kSiblingSchool], sources_[sibling_column::kSchool]);
}

bool Table::check_needed(bool school_known) {
  bool ok = true;
  for (std::string_view names : needed_columns(kind_)) {
    if (has_any(names)) continue;
    add(base::Severity::kError, "There is no column " + in_words(names) + ".",
        "Add it to the export, or say with --map which heading it has.");
    ok = false;
  }
  if (!school_known && !has_any("school")) {
    add(base::Severity::kError, "There is no column school, so nobody can tell which school this is.",
        "Name the school with --school, or add a column with its URN.");
    ok = false;
  }
  return ok;
}

bool Table::has_any(std::string_view names) const {
  for (const std::string& name : base::split(names, '|'))
    if (const auto at = column_index(kind_, name); at && has(*at)) return true;
  return false;
}

std::string Table::column_name(std::size_t column) const {
  if (!sources_[column].heading.empty()) return sources_[column].heading;
  const std::span<const ColumnName> columns = columns_of(kind_);
  return column < columns.size() ? std::string(columns[column].name) : std::string(kTagPrefix);
}

bool Table::next(Row& row) {
  if (!usable_ || !csv_->next(record_)) return false;
  had_rows_ = true;
  row.table_ = this;
  row.line_ = record_.line;
  row.lost_ = false;
  row.clean_ = true;
  row.fields_ = record_.fields;
  check_row(row, record_);
  return true;
}

void Table::check_row(Row& row, const CsvRecord& record) {
  if (record.trouble == CsvTrouble::kUnclosedQuote)
    return lose(row, "A quote on this line is never closed.", "Close it, or take it out.");
  if (has_wrong_width(record.fields, heading_.size()))
    return lose(row,
                "The line has " + base::count_of(record.fields.size(), "cell") +
                    " where the first line has " + std::to_string(heading_.size()) + ".",
                "Put cells that hold the delimiter in quotes, and fill the line up.");
  if (std::any_of(record.fields.begin(), record.fields.end(), has_control))
    return lose(row, "The line holds characters that are no text.", "Type the line again.");
  if (std::any_of(record.fields.begin(), record.fields.end(), has_lost_character))
    add_line(row, base::Severity::kWarning, "A character could not be read and shows as a question mark.",
             "Export the file as \"CSV UTF-8\".");
  if (record.trouble == CsvTrouble::kStrayQuote)
    add_line(row, base::Severity::kWarning, "A quote stands in the middle of a quoted cell.",
             "Double the quotes inside a cell.");
}

void Table::lose(Row& row, std::string what, std::string mend) {
  row.lost_ = true;
  add_line(row, base::Severity::kError, std::move(what), std::move(mend));
}

void Table::add_line(Row& row, base::Severity severity, std::string what, std::string mend) {
  row.clean_ = false;
  problems_.push_back({severity, file_name_, row.line_, 0, "", std::move(what), std::move(mend)});
}

}  // namespace firstday::intake
