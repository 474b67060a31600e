#include "store/mark_table.h"

#include <algorithm>
#include <tuple>

namespace firstday::store {

namespace {

/// The order in which the table keeps them, so that writing walks it once.
bool before(const roll::Mark& a, const roll::Mark& b) {
  return std::tie(a.date, a.pupil, a.session) < std::tie(b.date, b.pupil, b.session);
}

bool same_session(const roll::Mark& a, const roll::Mark& b) {
  return !before(a, b) && !before(b, a);
}

/// Sorted, of each session only the last.
std::vector<roll::Mark> newest_of(std::vector<roll::Mark> marks) {
  std::stable_sort(marks.begin(), marks.end(), before);
  std::vector<roll::Mark> out;
  out.reserve(marks.size());
  for (roll::Mark& m : marks) {
    if (!out.empty() && same_session(out.back(), m)) out.pop_back();
    out.push_back(std::move(m));
  }
  return out;
}

std::vector<roll::Mark> held_on(Connection& sql, const roll::Urn& school, base::Date from, base::Date to) {
  Rows rows =
      sql.prepared(
             "SELECT pupil, day, session, code FROM mark WHERE school = $1 AND day >= $2 AND day <= $3 "
             "ORDER BY day, pupil, session")
          .query(school, from, to);
  std::vector<roll::Mark> out;
  while (rows.next()) {
    roll::Mark& m = out.emplace_back();
    m.pupil = rows.id<roll::PupilRef>();
    m.date = rows.date();
    m.session = rows.view() == "pm" ? roll::Session::kPm : roll::Session::kAm;
    m.code = roll::Code(rows.view());
  }
  return out;
}

/// Writes one mark, given the row that is there (nullptr for none), and counts it. A blank is kept as a row:
/// that the pupil stands in the register, unmarked, is another thing than a register without the pupil.
void put_mark(Connection& sql, Record& record, const roll::Urn& school, const roll::Mark& mark,
              const roll::Mark* there, const Doing& doing, MarkCounts& counts) {
  const roll::Code held = there != nullptr ? there->code : roll::Code();
  ++(held == mark.code ? counts.same : held.empty() ? counts.added : counts.changed);
  if (there != nullptr && held == mark.code) return;
  sql.prepared(
         "INSERT INTO mark (school, day, pupil, session, code) VALUES ($1, $2, $3, $4, $5) "
         "ON CONFLICT (school, day, pupil, session) DO UPDATE SET code = excluded.code")
      .run(school, mark.date, mark.pupil, roll::word(mark.session), mark.code.text());
  if (!held.empty()) record.put(mark_changed(school, mark, held, doing));
}

}  // namespace

MarkCounts put_marks(Connection& sql, Record& record, const roll::Urn& school,
                     const std::vector<roll::Mark>& marks, const Doing& doing) {
  MarkCounts counts;
  const std::vector<roll::Mark> newest = newest_of(marks);
  if (newest.empty()) return counts;
  const std::vector<roll::Mark> held = held_on(sql, school, newest.front().date, newest.back().date);
  auto at = held.begin();
  for (const roll::Mark& mark : newest) {
    while (at != held.end() && before(*at, mark)) ++at;
    const bool found = at != held.end() && same_session(*at, mark);
    put_mark(sql, record, school, mark, found ? &*at : nullptr, doing, counts);
  }
  return counts;
}

roll::Register load_marks(Connection& sql, const roll::Urn& school, base::Date from, base::Date to) {
  roll::Register out;
  out.school = school;
  out.marks = held_on(sql, school, from, to);
  out.sort();
  return out;
}

}  // namespace firstday::store
