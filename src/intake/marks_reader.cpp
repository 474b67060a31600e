#include "intake/marks_reader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <tuple>

#include "base/text.h"
#include "intake/dates.h"
#include "intake/pupil_index.h"
#include "intake/school_filter.h"
#include "intake/table.h"

namespace firstday::intake {

namespace {

using namespace mark_column;
using roll::Mark;

std::optional<roll::Session> session_named(std::string_view text) {
  if (const auto session = roll::session_of(text)) return session;
  const std::string low = base::lower(text);
  if (low == "morning" || low == "a.m." || low == "a") return roll::Session::kAm;
  if (low == "afternoon" || low == "p.m." || low == "p") return roll::Session::kPm;
  return std::nullopt;
}

/// One school's marks while the file is read.
struct SchoolMarks {
  struct Line {
    Mark mark;
    int line = 0;
  };
  bool on_record = false;
  PupilIndex index;
  std::vector<Line> lines;
};

bool before(const SchoolMarks::Line& a, const SchoolMarks::Line& b) {
  return std::tie(a.mark.pupil, a.mark.date, a.mark.session, a.line) <
         std::tie(b.mark.pupil, b.mark.date, b.mark.session, b.line);
}

bool same_slot(const Mark& a, const Mark& b) {
  return std::tie(a.pupil, a.date, a.session) == std::tie(b.pupil, b.date, b.session);
}

/// Of contradicting codes the heavier one is kept: absent without a reason, then any code, then none.
int weight(const roll::Code& code) {
  if (code.text() == "N" || code.text() == "O") return 2;
  return code.empty() ? 0 : 1;
}

std::string in_words(const roll::Code& code) {
  return code.empty() ? "no mark" : "code " + std::string(code.text());
}

class MarksReader {
 public:
  MarksReader(Table& table, const roll::Urn& only,
              const std::function<const roll::Roll*(const roll::Urn&)>& roll_of)
      : table_(table), filter_(only), roll_of_(roll_of) {}

  std::vector<roll::Register> read() {
    Row row;
    while (table_.next(row))
      if (!row.lost()) take(row);
    filter_.report(table_);
    std::vector<roll::Register> out;
    for (auto& [school, marks] : schools_)
      if (!marks.lines.empty()) out.push_back(finish(school, marks));
    return out;
  }

 private:
  void take(Row& row) {
    const roll::Urn* urn = filter_.of(row);
    if (urn == nullptr) return;
    SchoolMarks& school = school_of(*urn);
    const roll::Pupil* pupil = find_pupil(row, school);
    if (pupil == nullptr) return;
    const auto date = read_day(row);
    const auto session = read_session(row);
    const auto code = read_code(row);
    if (date && session && code) school.lines.push_back({{pupil->ref, *date, *session, *code}, row.line()});
  }

  SchoolMarks& school_of(const roll::Urn& urn) {
    const auto [at, fresh] = schools_.try_emplace(urn);
    if (!fresh) return at->second;
    const roll::Roll* roll = roll_of_ ? roll_of_(urn) : nullptr;
    at->second.on_record = roll != nullptr;
    if (roll != nullptr) at->second.index = PupilIndex(*roll);
    return at->second;
  }

  static const roll::Pupil* find_pupil(Row& row, const SchoolMarks& school) {
    const std::size_t column = row.cell(kPupil).empty() && row.has(kUpn) ? kUpn : kPupil;
    const roll::Pupil* pupil = school.index.find(row.cell(kPupil), row.cell(kUpn));
    if (pupil != nullptr) return pupil;
    row.error(column,
              !school.on_record          ? "This school has no roll yet, so the mark was left out."
              : row.cell(column).empty() ? "The line does not say whose mark it is, and was left out."
                                         : "No pupil on roll has this reference, so the mark was left out.",
              "Import the roll first, or check the reference.");
    return nullptr;
  }

  std::optional<base::Date> read_day(Row& row) {
    const std::string_view cell = row.cell(kDate);
    if (cell != last_cell_ || cell.empty()) {
      last_cell_ = cell;
      last_day_ = read_date(cell);
    }
    if (!last_day_.date)
      row.error(kDate, last_day_.problem + " The mark was left out.",
                "Write it as 2027-01-12 or 12/01/2027.");
    else if (!last_day_.problem.empty())
      row.warn(kDate, last_day_.problem, "Format the column as a date, and check it.");
    return last_day_.date;
  }

  static std::optional<roll::Session> read_session(Row& row) {
    const auto session = session_named(row.cell(kSession));
    if (!session) row.error(kSession, "This is neither AM nor PM. The mark was left out.", "Write AM or PM.");
    return session;
  }

  static std::optional<roll::Code> read_code(Row& row) {
    const std::string_view cell = row.cell(kCode);
    const bool fits = cell.size() <= 2;
    const roll::Code code = fits ? roll::Code(cell) : roll::Code();
    const roll::CodeClass is = fits ? roll::class_of(code) : roll::CodeClass::kUnknown;
    if (is == roll::CodeClass::kNoMark) return roll::Code();
    if (is == roll::CodeClass::kUnknown) {
      row.error(kCode, "This is no attendance code. The mark was left out.",
                "Use a code of the 2024 regulations.");
      return std::nullopt;
    }
    if (is == roll::CodeClass::kRetired)
      row.warn(kCode, "This code is out of use since August 2024. The mark was kept.",
               "Use the code that replaced it.");
    return code;
  }

  roll::Register finish(const roll::Urn& school, SchoolMarks& all) {
    std::sort(all.lines.begin(), all.lines.end(), before);
    roll::Register out{school, {}};
    out.marks.reserve(all.lines.size());
    for (std::size_t i = 0; i < all.lines.size();) {
      std::size_t n = 1;
      while (i + n < all.lines.size() && same_slot(all.lines[i].mark, all.lines[i + n].mark)) ++n;
      out.marks.push_back(settle(std::span(all.lines).subspan(i, n)));
      i += n;
    }
    return out;
  }

  /// The one mark of all lines about one session. A child who may be missing must not vanish because
  /// another line says otherwise.
  Mark settle(std::span<const SchoolMarks::Line> lines) {
    const SchoolMarks::Line* kept = &lines[0];
    for (const SchoolMarks::Line& line : lines)
      if (weight(line.mark.code) >= weight(kept->mark.code)) kept = &line;
    for (const SchoolMarks::Line& line : lines)
      if (line.mark.code != kept->mark.code)
        table_.error_at(line.line, kCode,
                        "Line " + std::to_string(kept->line) + " has " + in_words(kept->mark.code) +
                            " for the same pupil and session, which was kept; " + in_words(line.mark.code) +
                            " was left out.",
                        "Find out which is right, and keep one line for each pupil, date and session.");
    return kept->mark;
  }

  Table& table_;
  SchoolFilter filter_;
  const std::function<const roll::Roll*(const roll::Urn&)>& roll_of_;
  std::map<roll::Urn, SchoolMarks> schools_;
  std::string last_cell_;
  DateReading last_day_;
};

}  // namespace

base::Parsed<std::vector<roll::Register>> read_marks(
    const InputFile& file, const Profile& profile, const roll::Urn& only,
    const std::function<const roll::Roll*(const roll::Urn&)>& roll_of) {
  base::Parsed<std::vector<roll::Register>> out;
  Table table(file, FileKind::kMarks, profile, !only.empty(), out.problems);
  if (table.usable()) out.value = MarksReader(table, only, roll_of).read();
  return out;
}

}  // namespace firstday::intake
