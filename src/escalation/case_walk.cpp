#include "escalation/case_walk.h"

#include <algorithm>

namespace firstday::escalation {

namespace {

bool ends(CodeEffect effect) {
  return effect == CodeEffect::kReturned || effect == CodeEffect::kExplained;
}

void count(Walk& out, const roll::Mark& mark, base::Date today) {
  if (out.counted.empty()) out.first = {mark.date, mark.session};
  if (out.counted.empty() || out.counted.back() != mark.date) {
    out.counted.push_back(mark.date);
    if (mark.date == today) out.session_today = mark.session;
  }
}

void end(Walk& out, CodeEffect effect) {
  // The first ending counts: later marks tell of later days.
  if (out.ended_by == CodeEffect::kNone) out.ended_by = effect;
  out.counted.clear();
}

}  // namespace

Walk walk(std::span<const roll::Mark> marks, const CodeRules& rules, const roll::Calendar& calendar,
          Moment from, base::Date today) {
  Walk out;
  const auto first = std::find_if(marks.begin(), marks.end(), [&](const roll::Mark& m) {
    return Moment{m.date, m.session} >= from;
  });
  for (auto m = first; m != marks.end() && m->date <= today; ++m) {
    const CodeEffect effect = rules.effect(m->code);
    if (effect == CodeEffect::kNone || effect == CodeEffect::kNeutral) continue;
    if (!calendar.is_school_day(m->date)) continue;
    if (ends(effect))
      end(out, effect);
    else
      count(out, *m, today);
  }
  out.absent_today = !out.counted.empty() && out.counted.back() == today;
  return out;
}

int unbroken_days(std::span<const roll::Mark> marks, const roll::Calendar& calendar, base::Date today) {
  int days = 0;
  auto m = marks.rbegin();
  while (m != marks.rend() && m->date > today) ++m;
  for (std::optional<base::Date> day = today; day; day = calendar.previous_school_day(*day)) {
    bool marked = false;
    for (; m != marks.rend() && m->date >= *day; ++m) {
      if (m->date != *day || roll::class_of(m->code) == roll::CodeClass::kNoMark) continue;
      if (m->code != roll::Code("G") && m->code != roll::Code("N") && m->code != roll::Code("O")) return days;
      marked = true;
    }
    if (!marked && *day != today) return days;
    if (marked) ++days;
  }
  return days;
}

bool TodayMarks::decided() const {
  return counts() || ends(am) || ends(pm);
}

TodayMarks marks_today(std::span<const roll::Mark> marks, const CodeRules& rules, base::Date today) {
  TodayMarks out;
  for (auto m = marks.rbegin(); m != marks.rend() && m->date >= today; ++m) {
    if (m->date != today) continue;
    const bool marked = roll::class_of(m->code) != roll::CodeClass::kNoMark;
    (m->session == roll::Session::kAm ? out.am : out.pm) = rules.effect(m->code);
    (m->session == roll::Session::kAm ? out.am_marked : out.pm_marked) = marked;
  }
  return out;
}

}  // namespace firstday::escalation
