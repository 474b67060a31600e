// When a register looks wrong. An hour's wait for a person costs less than three hundred wrong texts, and the
// families are on the call list meanwhile.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "base/text.h"
#include "escalation/code_rules.h"
#include "escalation/house_rules.h"

namespace firstday::escalation {

namespace {

constexpr size_t kDaysLookedAt = 20;
constexpr size_t kDaysThatTell = 3;

/// Days before today with marks, newest first.
std::vector<base::Date> days_on_record(const roll::Register& marks, base::Date today) {
  std::set<base::Date> days;
  for (const roll::Mark& m : marks.marks)
    if (m.date < today) days.insert(m.date);
  return {days.rbegin(), days.rend()};
}

/// Pupils absent without a reason on each of these days.
std::vector<int> absences_on(const Morning& m, const std::vector<base::Date>& days) {
  const CodeRules codes(m.policy);
  std::map<base::Date, std::set<roll::PupilRef>> absent;
  for (const base::Date d : days) absent[d];
  for (const roll::Mark& mark : m.marks.marks)
    if (const auto at = absent.find(mark.date); at != absent.end())
      if (codes.effect(mark.code) == CodeEffect::kCounts) at->second.insert(mark.pupil);
  std::vector<int> out;
  out.reserve(absent.size());
  for (const auto& [day, pupils] : absent) out.push_back(static_cast<int>(pupils.size()));
  return out;
}

int median(std::vector<int> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// In words, or empty where the number is none to stop for.
std::string crowd(const Morning& m, const HouseRules& rules, const std::vector<base::Date>& record,
                  int absent) {
  std::vector<base::Date> days = record;
  if (days.size() > kDaysLookedAt) days.resize(kDaysLookedAt);
  const std::string would_be =
      base::count_of(static_cast<size_t>(absent), "pupil") + " would be absent without a reason; ";
  if (days.size() < kDaysThatTell) {
    const int tenth = static_cast<int>(m.roll.pupils.size() / 10);
    if (absent <= std::max(rules.at_least, tenth)) return {};
    return would_be +
           "that is more than a tenth of the roll, and there are no earlier days to compare it with.";
  }
  const int usual = median(absences_on(m, days));
  if (absent <= rules.times_usual * usual) return {};
  return would_be + "usual are " + std::to_string(usual) + ", and more than " +
         std::to_string(rules.times_usual) + " times as many wait for a person.";
}

bool was_registered_before(const Morning& m, const std::string& form, base::Date today) {
  return std::any_of(m.roll.pupils.begin(), m.roll.pupils.end(), [&](const roll::Pupil& p) {
    if (p.form != form) return false;
    const auto marks = m.marks.of(p.ref);
    return std::any_of(marks.begin(), marks.end(),
                       [&](const roll::Mark& mark) { return mark.date < today && !mark.code.empty(); });
  });
}

bool has_marks_of(const roll::Register& marks, base::Date day) {
  return std::any_of(marks.marks.begin(), marks.marks.end(),
                     [day](const roll::Mark& m) { return m.date == day; });
}

bool has_marks_of(const roll::Register& marks, base::Date day, roll::Session session) {
  return std::any_of(marks.marks.begin(), marks.marks.end(),
                     [&](const roll::Mark& m) { return m.date == day && m.session == session; });
}

/// A form that is left out is another thing than one whose teacher has not taken the register: there its
/// pupils stand in the file, without a code. An afternoon of which nothing has come in is a task, as not
/// every school exports it; one of which half has come in is a broken file.
std::vector<std::string> forms_left_out(const Morning& m, base::Date today, roll::Session session) {
  std::vector<std::string> out;
  if (!has_marks_of(m.marks, today, session)) return out;
  for (const job::UnmarkedForm& f : unmarked_forms(m, std::chrono::minutes{0}))
    if (f.session == session && f.missing_from_register && was_registered_before(m, f.form, today))
      out.push_back(f.form);
  return out;
}

void add_stale(const Morning& m, const std::vector<base::Date>& record, std::vector<job::BrakeReason>& why) {
  const base::Date today = base::to_london(m.now).date;
  const base::Instant am_closes = base::from_london(today, m.school.calendar.sessions().am_register_closes);
  if (m.now < am_closes || has_marks_of(m.marks, today)) return;
  const std::string newest = record.empty()
                                 ? "no marks have ever come in."
                                 : "the newest marks are of " + base::iso_date(record.front()) + ".";
  why.push_back({"stale", "Nothing of today has come in: " + newest});
}

void add_left_out(const Morning& m, roll::Session session, std::vector<job::BrakeReason>& why) {
  auto forms = forms_left_out(m, base::to_london(m.now).date, session);
  for (std::string& form : forms)
    if (form.empty()) form = "the pupils without a form";
  if (forms.empty()) return;
  const bool am = session == roll::Session::kAm;
  why.push_back({(am ? "am " : "pm ") + base::join(forms, "|"),
                 (am ? "Today's register lacks " : "This afternoon's register lacks ") +
                     base::join(forms, ", ") + ", registered on earlier days."});
}

void add_crowd(const Morning& m, const HouseRules& rules, const std::vector<base::Date>& record,
               const job::Batch& batch, std::vector<job::BrakeReason>& why) {
  const int absent = static_cast<int>(batch.absent.size());
  if (rules.times_usual == 0 || absent <= rules.at_least) return;
  if (std::string words = crowd(m, rules, record, absent); !words.empty())
    why.push_back({"crowd " + std::to_string(absent), std::move(words)});
}

/// "crowd 68" as "crowd" and "68".
std::pair<std::string_view, std::string_view> parted(std::string_view rule) {
  const size_t space = rule.find(' ');
  if (space == std::string_view::npos) return {rule, {}};
  return {rule.substr(0, space), rule.substr(space + 1)};
}

/// Late marks change the number by a few; a tenth more, or five, is still the crowd that was looked at.
bool is_same_crowd(std::string_view released, std::string_view now) {
  const int seen = std::atoi(std::string(released).c_str());
  return std::atoi(std::string(now).c_str()) <= seen + std::max(5, seen / 10);
}

bool holds_all(std::string_view released, std::string_view now) {
  const std::vector<std::string> seen = base::split(released, '|');
  const std::vector<std::string> forms = base::split(now, '|');
  return std::all_of(forms.begin(), forms.end(), [&](const std::string& form) {
    return std::find(seen.begin(), seen.end(), form) != seen.end();
  });
}

}  // namespace

std::vector<job::BrakeReason> reasons_to_brake(const Morning& m, const HouseRules& rules,
                                               const job::Batch& batch) {
  const std::vector<base::Date> record = days_on_record(m.marks, base::to_london(m.now).date);
  std::vector<job::BrakeReason> why;
  add_stale(m, record, why);
  for (const roll::Session session : {roll::Session::kAm, roll::Session::kPm}) add_left_out(m, session, why);
  add_crowd(m, rules, record, batch, why);
  return why;
}

bool is_covered(std::string_view rule, std::span<const std::string> released) {
  const auto [what, much] = parted(rule);
  return std::any_of(released.begin(), released.end(), [&, what = what, much = much](const std::string& r) {
    const auto [seen, how_much] = parted(r);
    if (seen != what) return false;
    return what == "crowd" ? is_same_crowd(how_much, much) : holds_all(how_much, much);
  });
}

}  // namespace firstday::escalation
