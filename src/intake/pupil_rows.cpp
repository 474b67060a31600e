#include "intake/pupil_rows.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "intake/cells.h"
#include "intake/dates.h"
#include "intake/school_filter.h"
#include "intake/tags.h"
#include "intake/upn.h"

namespace firstday::intake {

namespace {

using namespace pupil_column;
using roll::Pupil;
using roll::PupilRef;

/// Children in school; nothing else about a date of birth can be known here.
constexpr int kFirstBirthYear = 1990;

std::string read_upn(Row& row) {
  std::string upn = normalise_upn(row.cell(kUpn));
  if (upn.empty()) return upn;
  if (std::string what = upn_problem(upn); !what.empty())
    row.warn(kUpn, what + " It was kept.", "Check it against the pupil's record.");
  return upn;
}

std::optional<base::Date> read_born(Row& row) {
  if (row.cell(kBorn).empty()) return std::nullopt;
  const DateReading reading = read_date(row.cell(kBorn));
  if (!reading.date) {
    row.error(kBorn, reading.problem + " The date of birth was left out.",
              "Write it as 2027-01-12 or 12/01/2027.");
    return std::nullopt;
  }
  if (!reading.problem.empty())
    row.warn(kBorn, reading.problem, "Format the column as a date, and check it.");
  if (*reading.date >= base::make_date(kFirstBirthYear, 1, 1)) return reading.date;
  row.error(kBorn, "Nobody at school was born then. The date of birth was left out.", "Check the year.");
  return std::nullopt;
}

/// A date that cannot be read leaves the child expected every day, as all others are.
std::optional<base::Date> read_starts(Row& row) {
  if (row.cell(kStarts).empty()) return std::nullopt;
  const DateReading reading = read_date(row.cell(kStarts));
  if (!reading.date) {
    row.error(kStarts, reading.problem + " The pupil's first day was left out.",
              "Write it as 2027-01-12 or 12/01/2027.");
    return std::nullopt;
  }
  if (!reading.problem.empty())
    row.warn(kStarts, reading.problem, "Format the column as a date, and check it.");
  return reading.date;
}

std::vector<std::string> read_all_tags(const Table& table, Row& row) {
  std::vector<std::string> tags = read_tags(row.cell(kTags));
  for (const TagColumn& column : table.tag_columns())
    if (read_guard(row, column.index, base::Severity::kWarning, "it applies to the pupil"))
      tags.push_back(column.tag);
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
  return tags;
}

void check_names(Row& row, const Pupil& pupil) {
  if (pupil.forename.empty())
    row.warn(kForename, "The pupil has no first name, so messages cannot name the child.", "Fill it in.");
  if (pupil.surname.empty()) row.warn(kSurname, "The pupil has no surname.", "Fill it in.");
}

/// What the file has no column for stays as recorded.
void keep_unsaid(const Table& table, const Pupil* known, Pupil& pupil) {
  if (known == nullptr) return;
  if (!table.has(kUpn)) pupil.upn = known->upn;
  if (!table.has(kForename)) pupil.forename = known->forename;
  if (!table.has(kSurname)) pupil.surname = known->surname;
  if (!table.has(kBorn)) pupil.born = known->born;
  if (!table.has(kStarts)) pupil.starts = known->starts;
  if (!table.has(kYear)) pupil.year = known->year;
  if (!table.has(kForm)) pupil.form = known->form;
  if (!table.has(kTags) && table.tag_columns().empty()) pupil.tags = known->tags;
  if (!table.has(kAddress) && !table.has(kAddress1) && !table.has(kPostcode)) pupil.home = known->home;
  if (!table.has(kAddressConfidential)) pupil.address_confidential = known->address_confidential;
}

Pupil read_pupil(const Table& table, Row& row, PupilRef ref, const Pupil* known) {
  Pupil p;
  p.ref = std::move(ref);
  p.upn = read_upn(row);
  p.forename = read_personal(row, kForename);
  p.surname = read_personal(row, kSurname);
  p.born = read_born(row);
  p.starts = read_starts(row);
  p.year = read_text(row, kYear);
  p.form = read_text(row, kForm);
  p.tags = read_all_tags(table, row);
  p.home = read_address_cells(row, kAddress);
  p.address_confidential =
      read_guard(row, kAddressConfidential, base::Severity::kWarning, "the address is confidential");
  keep_unsaid(table, known, p);
  check_names(row, p);
  p.source.value = row.clean() ? row.hash() : 0;
  return p;
}

/// One school's pupils while the file is read.
struct SchoolPupils {
  struct Seen {
    int line = 0;
    std::uint64_t hash = 0;
  };
  std::vector<Pupil> pupils;
  std::unordered_map<std::string, Seen> seen;
  std::set<PupilRef> lost;  ///< on record, but their line cannot be read
};

class PupilReader {
 public:
  PupilReader(Table& table, const roll::Urn& only, RollDrafts& drafts)
      : table_(table), filter_(only), drafts_(drafts) {}

  void read() {
    Row row;
    while (table_.next(row)) take(row);
    filter_.report(table_);
    for (auto& [school, pupils] : schools_)
      if (!pupils.seen.empty()) finish(drafts_.without_pupils(school), pupils);
  }

 private:
  void take(Row& row) {
    const roll::Urn* school = filter_.of(row);
    if (school == nullptr) return;
    if (row.lost()) return take_lost(row, *school);
    const std::size_t column = row.cell(kPupil).empty() ? kUpn : kPupil;
    std::optional<std::string> ref = read_ref(row, column);
    if (!ref) return;
    if (column == kUpn) ref = normalise_upn(*ref);
    if (ref->empty())
      return row.error(kPupil, "The line has neither a reference nor a UPN, and was left out.",
                       "Fill one in.");
    take_pupil(row, *school, PupilRef(*std::move(ref)));
  }

  void take_pupil(Row& row, const roll::Urn& school, PupilRef ref) {
    SchoolPupils& all = schools_[school];
    const std::uint64_t hash = row.hash();
    const auto [seen, fresh] = all.seen.try_emplace(ref.text(), SchoolPupils::Seen{row.line(), hash});
    if (!fresh) return repeat(row, seen->second, hash);
    const Pupil* known = known_roll(school).find(ref);
    if (known != nullptr && known->source.value == hash)
      all.pupils.push_back(*known);
    else
      all.pupils.push_back(read_pupil(table_, row, std::move(ref), known));
  }

  static void repeat(Row& row, const SchoolPupils::Seen& first, std::uint64_t hash) {
    if (first.hash == hash) return;
    row.error(kPupil,
              "Line " + std::to_string(first.line) +
                  " says something else about the same pupil. This line was left out.",
              "Keep the right one of the two.");
  }

  void take_lost(Row& row, const roll::Urn& school) {
    const std::string_view cell = row.cell(kPupil).empty() ? row.cell(kUpn) : row.cell(kPupil);
    if (!cell.empty()) schools_[school].lost.emplace(std::string(cell));
  }

  void finish(RollDraft& draft, SchoolPupils& all) {
    for (const PupilRef& ref : all.lost)
      if (const Pupil* known = draft.known->find(ref); known != nullptr && all.seen.count(ref.text()) == 0)
        all.pupils.push_back(*known);
    draft.roll.pupils = std::move(all.pupils);
    draft.roll.sort();
    draft.index = PupilIndex(draft.roll);
    for (const auto& [ref, seen] : all.seen) draft.pupil_lines[ref] = seen.line;
    if (table_.has(kUpn)) look_for_shared_upns(draft);
  }

  void look_for_shared_upns(const RollDraft& draft) {
    std::map<std::string, std::set<int>> lines;
    for (const Pupil& p : draft.roll.pupils)
      if (const auto at = draft.pupil_lines.find(p.ref.text());
          at != draft.pupil_lines.end() && !p.upn.empty())
        lines[p.upn].insert(at->second);
    for (const auto& [upn, on] : lines)
      for (auto line = std::next(on.begin()); line != on.end(); ++line)
        table_.warn_at(
            *line, kUpn,
            "Line " + std::to_string(*on.begin()) + " has the same UPN for another pupil. Both were kept.",
            "A UPN belongs to one child: check both records.");
  }

  const roll::Roll& known_roll(const roll::Urn& school) { return *drafts_.without_pupils(school).known; }

  Table& table_;
  SchoolFilter filter_;
  RollDrafts& drafts_;
  std::map<roll::Urn, SchoolPupils> schools_;
};

}  // namespace

void read_pupil_rows(Table& table, const roll::Urn& only, RollDrafts& drafts) {
  PupilReader(table, only, drafts).read();
}

}  // namespace firstday::intake
