#include "support/memory_school_store.h"

#include <algorithm>
#include <set>

#include "store/queue_events.h"

namespace firstday::support {

base::Result<std::vector<roll::Urn>> MemorySchoolStore::schools() const {
  const std::lock_guard lock(guard_);
  std::set<roll::Urn> known;
  for (const auto& [urn, school] : schools_) known.insert(urn);
  for (const roll::Urn& urn : queue_.schools()) known.insert(urn);
  for (const roll::Urn& urn : journal_.schools()) known.insert(urn);
  return std::vector<roll::Urn>(known.begin(), known.end());
}

base::Result<roll::Roll> MemorySchoolStore::roll(const roll::Urn& school) const {
  auto out = roll_as_imported(school);
  if (out) roll::put_into_force(queue_.opt_outs(school), out.value());
  return out;
}

base::Result<std::vector<roll::OptOut>> MemorySchoolStore::opt_outs(const roll::Urn& school) const {
  return queue_.opt_outs(school);
}

base::Result<bool> MemorySchoolStore::end_opt_out(const roll::OptOut& opt_out,
                                                  const std::vector<chronology::Event>& events) {
  if (!queue_.end_opt_out(opt_out)) return false;
  for (const chronology::Event& e : events) journal_.put(e);
  return true;
}

base::Result<roll::Roll> MemorySchoolStore::roll_as_imported(const roll::Urn& school) const {
  const std::lock_guard lock(guard_);
  roll::Roll out;
  out.school = school;
  const auto at = schools_.find(school);
  if (at == schools_.end()) return out;
  for (const auto& [ref, pupil] : at->second.pupils) out.pupils.push_back(pupil);
  for (const auto& [ref, contact] : at->second.contacts) out.contacts.push_back(contact);
  out.professionals = at->second.professionals;
  out.siblings = at->second.siblings;
  out.sort();
  return out;
}

base::Result<std::vector<ports::RemovedContact>> MemorySchoolStore::removed_contacts(
    const roll::Urn& school) const {
  const std::lock_guard lock(guard_);
  std::vector<ports::RemovedContact> out;
  const auto at = schools_.find(school);
  if (at == schools_.end()) return out;
  for (const auto& [key, stone] : at->second.removed) out.push_back(stone);
  return out;
}

void MemorySchoolStore::remove_pupil(School& school, const roll::PupilRef& pupil) {
  school.pupils.erase(pupil);
  std::erase_if(school.contacts, [&](const auto& row) { return row.first.first == pupil; });
  std::erase_if(school.professionals, [&](const roll::Professional& row) { return row.pupil == pupil; });
  std::erase_if(school.siblings, [&](const roll::SiblingElsewhere& row) { return row.pupil == pupil; });
}

void MemorySchoolStore::put(School& school, const ports::RollChange& change) {
  for (const roll::PupilRef& pupil : change.remove_pupils) remove_pupil(school, pupil);
  for (const ports::RemovedContact& gone : change.remove_contacts) {
    school.contacts.erase({gone.pupil, gone.ref});
    school.removed[{gone.pupil, gone.ref}] = gone;
  }
  for (const roll::Pupil& pupil : change.put_pupils) school.pupils[pupil.ref] = pupil;
  for (const roll::Contact& contact : change.put_contacts) {
    school.contacts[{contact.pupil, contact.ref}] = contact;
    school.removed.erase({contact.pupil, contact.ref});
  }
  if (change.professionals) school.professionals = *change.professionals;
  if (change.siblings) school.siblings = *change.siblings;
}

base::Result<int> MemorySchoolStore::apply(const ports::RollChange& change) {
  const std::lock_guard lock(guard_);
  for (const chronology::Event& e : change.events)
    if (e.school != change.school) return base::usage("An event of the import belongs to another school.");
  put(schools_[change.school], change);
  int withdrawn = 0;
  for (const ports::RemovedContact& contact : change.withdraw_for)
    withdrawn += queue_.withdraw_for(change.school, contact);
  for (const chronology::Event& e : change.events) journal_.put(e);
  return withdrawn;
}

base::Result<roll::Register> MemorySchoolStore::marks(const roll::Urn& school, base::Date from,
                                                      base::Date to) const {
  const std::lock_guard lock(guard_);
  roll::Register out;
  out.school = school;
  const auto at = schools_.find(school);
  if (at == schools_.end()) return out;
  for (const auto& [key, code] : at->second.marks) {
    const auto& [date, pupil, session] = key;
    if (from <= date && date <= to) out.marks.push_back({pupil, date, session, code});
  }
  out.sort();
  return out;
}

base::Result<int> MemorySchoolStore::put_marks(const roll::Urn& school, const std::vector<roll::Mark>& marks,
                                               base::Instant at, const std::string& actor) {
  const std::lock_guard lock(guard_);
  std::map<MarkKey, roll::Code> newest;
  for (const roll::Mark& m : marks) newest[{m.date, m.pupil, m.session}] = m.code;
  store::MarkCounts counts;
  for (const auto& [key, code] : newest) {
    const auto& [date, pupil, session] = key;
    roll::Code& held = schools_[school].marks[key];
    ++(held == code ? counts.same : held.empty() ? counts.added : counts.changed);
    if (held != code && !held.empty())
      journal_.put(store::mark_changed(school, {pupil, date, session, code}, held, {at, actor}));
    held = code;
  }
  const int different = counts.added + counts.changed;
  if (different > 0) journal_.put(store::marks_imported(school, counts, {at, actor}));
  return different;
}

}  // namespace firstday::support
