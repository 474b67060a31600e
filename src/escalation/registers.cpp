// Which forms have no marks.
#include <algorithm>
#include <map>

#include "escalation/house_rules.h"
#include "escalation/timing.h"

namespace firstday::escalation {

namespace {

const roll::Mark* find_mark(const roll::Register& marks, const roll::PupilRef& pupil, base::Date date,
                            roll::Session session) {
  const auto of_pupil = marks.of(pupil);
  const auto at = std::find_if(of_pupil.rbegin(), of_pupil.rend(), [&](const roll::Mark& m) {
    return m.date < date || (m.date == date && m.session == session);
  });
  return at != of_pupil.rend() && at->date == date ? &*at : nullptr;
}

/// One form in one session.
struct Tally {
  int pupils = 0;
  int rows = 0;
  std::vector<roll::PupilRef> without = {};
};

std::map<std::string, Tally> tally(const Morning& m, base::Date date, roll::Session session) {
  std::map<std::string, Tally> forms;
  for (const roll::Pupil& p : m.roll.pupils) {
    if (m.school.calendar.is_closed_for(p.year, p.form, date)) continue;
    if (roll::is_yet_to_start(p, m.marks.of(p.ref), date)) continue;
    Tally& form = forms[p.form];
    ++form.pupils;
    const roll::Mark* mark = find_mark(m.marks, p.ref, date, session);
    form.rows += mark != nullptr ? 1 : 0;
    if (mark == nullptr || mark->code.empty()) form.without.push_back(p.ref);
  }
  return forms;
}

}  // namespace

std::vector<job::UnmarkedForm> unmarked_forms(const Morning& m, std::chrono::minutes after) {
  const base::Date date = base::to_london(m.now).date;
  const SchoolDay day(m.school.calendar, date);
  std::vector<job::UnmarkedForm> out;
  for (const roll::Session session : {roll::Session::kAm, roll::Session::kPm}) {
    if (m.now < (session == roll::Session::kAm ? day.am_closes : day.pm_closes) + after) continue;
    for (auto& [form, t] : tally(m, date, session)) {
      const int unmarked = static_cast<int>(t.without.size());
      if (unmarked > 0) out.push_back({form, session, t.pupils, unmarked, std::move(t.without), t.rows == 0});
    }
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const job::UnmarkedForm& a, const job::UnmarkedForm& b) { return a.form < b.form; });
  return out;
}

}  // namespace firstday::escalation
