#include "roll/roll.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace firstday::roll {

namespace {

template <typename T>
std::span<const T> range_of(const std::vector<T>& rows, const PupilRef& pupil) {
  const auto low = std::lower_bound(rows.begin(), rows.end(), pupil,
                                    [](const T& row, const PupilRef& p) { return row.pupil < p; });
  const auto high =
      std::upper_bound(low, rows.end(), pupil, [](const PupilRef& p, const T& row) { return p < row.pupil; });
  return {low, high};
}

int ringing_rank(const Contact& c) {
  return c.priority > 0 ? c.priority : 1'000'000;
}

bool rings_before(const Contact& a, const Contact& b) {
  if (a.pupil != b.pupil) return a.pupil < b.pupil;
  if (ringing_rank(a) != ringing_rank(b)) return ringing_rank(a) < ringing_rank(b);
  return a.ref < b.ref;
}

bool same_slot(const Mark& a, const Mark& b) {
  return a.pupil == b.pupil && a.date == b.date && a.session == b.session;
}

bool before(const Mark& a, const Mark& b) {
  return std::tie(a.pupil, a.date, a.session) < std::tie(b.pupil, b.date, b.session);
}

}  // namespace

void Roll::sort() {
  std::sort(pupils.begin(), pupils.end(), [](const Pupil& a, const Pupil& b) { return a.ref < b.ref; });
  std::sort(contacts.begin(), contacts.end(), rings_before);
  std::stable_sort(professionals.begin(), professionals.end(),
                   [](const Professional& a, const Professional& b) {
                     return std::tie(a.pupil, a.role) < std::tie(b.pupil, b.role);
                   });
  std::stable_sort(siblings.begin(), siblings.end(),
                   [](const SiblingElsewhere& a, const SiblingElsewhere& b) { return a.pupil < b.pupil; });
}

const Pupil* Roll::find(const PupilRef& ref) const {
  const auto at = std::lower_bound(pupils.begin(), pupils.end(), ref,
                                   [](const Pupil& p, const PupilRef& r) { return p.ref < r; });
  return at != pupils.end() && at->ref == ref ? &*at : nullptr;
}

std::span<const Contact> Roll::contacts_of(const PupilRef& pupil) const {
  return range_of(contacts, pupil);
}
std::span<const Professional> Roll::professionals_of(const PupilRef& pupil) const {
  return range_of(professionals, pupil);
}
std::span<const SiblingElsewhere> Roll::siblings_of(const PupilRef& pupil) const {
  return range_of(siblings, pupil);
}

void Register::sort() {
  // The store gives them in order, and a year of marks takes longer to sort than to read.
  if (!std::is_sorted(marks.begin(), marks.end(), before))
    std::stable_sort(marks.begin(), marks.end(), before);
  auto out = marks.begin();
  for (auto in = marks.begin(); in != marks.end(); ++in) {
    const auto following = std::next(in);
    if (following != marks.end() && same_slot(*in, *following)) continue;
    if (out != in) *out = std::move(*in);
    ++out;
  }
  marks.erase(out, marks.end());
}

std::span<const Mark> Register::of(const PupilRef& pupil) const {
  return range_of(marks, pupil);
}

Code Register::code(const PupilRef& pupil, base::Date date, Session session) const {
  for (const Mark& m : of(pupil))
    if (m.date == date && m.session == session) return m.code;
  return {};
}

void drop_marks_of_closed_groups(const Roll& roll, const Calendar& calendar, Register& marks) {
  if (!calendar.closes_for_groups()) return;
  const Pupil* pupil = nullptr;
  std::erase_if(marks.marks, [&](const Mark& mark) {
    if (pupil == nullptr || pupil->ref != mark.pupil) pupil = roll.find(mark.pupil);
    return pupil != nullptr && calendar.is_closed_for(pupil->year, pupil->form, mark.date);
  });
}

void drop_marks_before_start(const Roll& roll, Register& marks) {
  if (marks.marks.empty()) return;
  std::vector<Mark> kept;
  auto done = marks.marks.begin();
  for (const Pupil& pupil : roll.pupils) {
    if (!pupil.starts) continue;
    const auto theirs = marks.of(pupil.ref);
    const bool early = !theirs.empty() && theirs.front().date < *pupil.starts;
    const auto was_in = [&](const Mark& m) {
      return m.date < *pupil.starts && class_of(m.code) == CodeClass::kPresent;
    };
    if (!early || std::any_of(theirs.begin(), theirs.end(), was_in)) continue;
    const auto first = marks.marks.begin() + (theirs.data() - marks.marks.data());
    const auto last = std::find_if(first, first + static_cast<std::ptrdiff_t>(theirs.size()),
                                   [&](const Mark& m) { return m.date >= *pupil.starts; });
    kept.insert(kept.end(), std::make_move_iterator(done), std::make_move_iterator(first));
    done = last;
  }
  if (done == marks.marks.begin()) return;
  kept.insert(kept.end(), std::make_move_iterator(done), std::make_move_iterator(marks.marks.end()));
  marks.marks = std::move(kept);
}

bool is_yet_to_start(const Pupil& pupil, std::span<const Mark> marks, base::Date day) {
  return pupil.starts && day < *pupil.starts && (marks.empty() || marks.front().date >= *pupil.starts);
}

std::vector<std::string> forms_without_marks(const Roll& roll, const Register& marks, base::Date date,
                                             Session session) {
  std::map<std::string, bool> seen;
  for (const Pupil& pupil : roll.pupils) {
    bool& any = seen[pupil.form];
    any = any || class_of(marks.code(pupil.ref, date, session)) != CodeClass::kNoMark;
  }
  std::vector<std::string> out;
  for (const auto& [form, any] : seen)
    if (!any) out.push_back(form);
  return out;
}

}  // namespace firstday::roll
