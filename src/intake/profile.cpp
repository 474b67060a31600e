#include "intake/profile.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "intake/clean_text.h"
#include "intake/csv.h"
#include "intake/text_encoding.h"

namespace firstday::intake {

namespace {

constexpr std::string_view kAlways = "always:";
constexpr std::array<std::string_view, 3> kHeader = {"file", "column", "in_export"};

std::vector<std::string> split_headings(std::string_view text) {
  std::vector<std::string> out;
  for (const std::string& one : base::split(text, '|'))
    if (!base::trim(one).empty()) out.emplace_back(base::trim(one));
  return out;
}

std::string column_list(FileKind file) {
  std::vector<std::string> names;
  for (const ColumnName& c : columns_of(file)) names.emplace_back(c.name);
  return base::join(names, ", ");
}

bool is_column(FileKind file, std::string_view name) {
  const bool is_tag =
      file == FileKind::kPupils && name.starts_with(kTagPrefix) && name.size() > kTagPrefix.size();
  return is_tag || column_index(file, name).has_value();
}

/// Reads the lines of one profile into what the canonical names gave.
class ProfileReader {
 public:
  explicit ProfileReader(const InputFile& file) : file_(file) {
    out_.value = canonical_profile();
    out_.value.name = file.name;
  }

  base::Parsed<Profile> read() {
    const base::Result<std::string> text = to_utf8(file_.bytes);
    if (!text.ok()) {
      problem(0, 0, text.error().what, "");
      return std::move(out_);
    }
    CsvReader csv(text.value());
    CsvRecord record;
    if (!csv.next(record) || !is_header(record)) {
      problem(1, 0, "This is not a profile.", "Its first line must be: file,column,in_export");
      return std::move(out_);
    }
    while (csv.next(record)) take(record);
    return std::move(out_);
  }

 private:
  void problem(int line, int column, std::string what, std::string mend) {
    const std::string field(column > 0 ? kHeader[static_cast<std::size_t>(column - 1)] : std::string_view());
    out_.problems.push_back(
        {base::Severity::kError, file_.name, line, column, field, std::move(what), std::move(mend)});
  }

  static bool is_header(const CsvRecord& record) {
    if (record.fields.size() < kHeader.size()) return false;
    for (std::size_t i = 0; i < kHeader.size(); ++i)
      if (heading_key(record.fields[i]) != heading_key(kHeader[i])) return false;
    return true;
  }

  void take(const CsvRecord& record) {
    if (record.trouble == CsvTrouble::kUnclosedQuote || record.fields.size() < kHeader.size())
      return problem(record.line, 0, "The line has too few cells.",
                     "Give file, column and in_export on each line.");
    const auto file = file_kind_of(base::lower(base::trim(record.fields[0])));
    if (!file)
      return problem(record.line, 1, "There is no such file.",
                     "Use pupils, contacts, professionals, siblings or marks.");
    const std::string column = base::lower(base::trim(record.fields[1]));
    if (!is_column(*file, column))
      return problem(record.line, 2, "There is no such column.", "Use one of: " + column_list(*file) + ".");
    if (!seen_.emplace(static_cast<int>(*file), column).second)
      return problem(record.line, 2, "This column was named before.",
                     "Put all its headings on one line, with | between them.");
    put(mapping(*file, column, base::trim(record.fields[2])));
  }

  static Mapping mapping(FileKind file, const std::string& column, std::string_view in_export) {
    if (base::lower(in_export.substr(0, kAlways.size())) == kAlways)
      return {file, column, {}, std::string(base::trim(in_export.substr(kAlways.size())))};
    return {file, column, split_headings(in_export), ""};
  }

  void put(Mapping m) {
    std::vector<Mapping>& all = out_.value.mappings;
    const auto at = std::find_if(all.begin(), all.end(),
                                 [&](const Mapping& o) { return o.file == m.file && o.column == m.column; });
    if (at != all.end())
      *at = std::move(m);
    else
      all.push_back(std::move(m));
  }

  const InputFile& file_;
  base::Parsed<Profile> out_;
  std::set<std::pair<int, std::string>> seen_;
};

}  // namespace

const Mapping* Profile::find(FileKind file, std::string_view column) const {
  const auto at = std::find_if(mappings.begin(), mappings.end(),
                               [&](const Mapping& m) { return m.file == file && m.column == column; });
  return at == mappings.end() ? nullptr : &*at;
}

Profile canonical_profile() {
  Profile profile;
  for (FileKind file : {FileKind::kPupils, FileKind::kContacts, FileKind::kProfessionals, FileKind::kSiblings,
                        FileKind::kMarks}) {
    for (const ColumnName& column : columns_of(file)) {
      Mapping m{file, std::string(column.name), {std::string(column.name)}, ""};
      for (std::string& alias : split_headings(column.aliases)) m.headings.push_back(std::move(alias));
      profile.mappings.push_back(std::move(m));
    }
  }
  return profile;
}

base::Parsed<Profile> read_profile(const InputFile& file) {
  return ProfileReader(file).read();
}

}  // namespace firstday::intake
