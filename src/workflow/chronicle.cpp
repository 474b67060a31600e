#include "workflow/chronicle.h"

#include "base/text.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

bool is_meant(const roll::Roll& roll, const roll::Pupil& pupil, const std::string& text) {
  if (pupil.ref.text() == text || (!pupil.upn.empty() && pupil.upn == base::upper(text))) return true;
  return base::lower(pupil_name(roll, pupil.ref).reveal()) == base::lower(text);
}

/// A pupil who has left the roll still has a record, found by reference only.
base::Result<bool> has_events(const House& house, const roll::Urn& school, const std::string& ref) {
  ports::EventFilter filter;
  filter.school = school;
  filter.pupil = roll::PupilRef(ref);
  auto events = house.journal.events(filter);
  if (!events) return events.error();
  return !events.value().empty();
}

base::Error not_one(const std::string& what, const std::vector<FoundPupil>& found) {
  if (found.empty())
    return base::usage("No pupil is meant by '" + what + "'. Give the reference, the UPN or the full name.");
  std::vector<std::string> refs;
  std::vector<std::string> schools;
  for (const FoundPupil& f : found) {
    refs.push_back(f.ref.text());
    const std::string school = f.school->school.name + " (" + f.school->school.urn.text() + ")";
    if (schools.empty() || schools.back() != school) schools.push_back(school);
  }
  if (schools.size() > 1)
    return base::usage("Pupils of several schools are meant by '" + what + "': " + base::join(schools, ", ") +
                       ". Give --school URN.");
  return base::usage("Several pupils are meant by that name: " + base::join(refs, ", ") +
                     ". Give the reference.");
}

}  // namespace

base::Result<FoundPupil> find_pupil(const House& house, const roll::Urn& only, const std::string& pupil) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<FoundPupil> found;
  for (const config::SchoolSettings* school : schools.value()) {
    auto roll = house.schools.roll(school->school.urn);
    if (!roll) return roll.error();
    bool on_roll = false;
    for (const roll::Pupil& p : roll.value().pupils) {
      if (!is_meant(roll.value(), p, pupil)) continue;
      on_roll = true;
      found.push_back({school, roll.value(), p.ref});
    }
    if (on_roll) continue;
    const auto left = has_events(house, school->school.urn, pupil);
    if (!left) return left.error();
    if (left.value()) {
      found.push_back({school, std::move(roll).value(), roll::PupilRef(pupil)});
    }
  }
  if (found.size() != 1) return not_one(pupil, found);
  return std::move(found.front());
}

namespace {

/// Everything that was ever written about one pupil.
struct PupilRecord {
  FoundPupil found;
  std::vector<chronology::Event> events;
  Chronicle chronicle;  ///< without its rows
};

base::Result<PupilRecord> record_of(const House& house, const roll::Urn& only, const std::string& pupil) {
  auto found = find_pupil(house, only, pupil);
  if (!found) return found.error();
  PupilRecord out{std::move(found).value(), {}, {}};
  const FoundPupil& f = out.found;
  ports::EventFilter filter;
  filter.school = f.school->school.urn;
  filter.pupil = f.ref;
  auto events = house.journal.events(filter);
  if (!events) return events.error();
  out.events = std::move(events).value();
  auto chain = house.journal.verify(filter.school);
  if (!chain) return chain.error();
  out.chronicle.school = filter.school;
  out.chronicle.pupil = f.ref;
  out.chronicle.name = pupil_name(f.roll, f.ref);
  if (const roll::Pupil* p = f.roll.find(f.ref); p != nullptr) {
    out.chronicle.year = p->year;
    out.chronicle.form = p->form;
  }
  out.chronicle.chain = std::move(chain).value();
  return out;
}

base::Status may_read(const roll::Roll& roll, const roll::PupilRef& pupil, const chronology::Reader& reader) {
  if (reader.purpose != chronology::Purpose::kParent) return {};
  std::vector<std::string> refs;
  for (const roll::Contact& c : roll.contacts_of(pupil)) {
    refs.push_back(c.ref.text());
    if (c.ref != reader.parent) continue;
    if (c.barred)
      return base::usage("A court order bars " + c.ref.text() +
                         ". What this person may be given is for the DSL and the school's lawyer to say, "
                         "and nothing is printed here.");
    if (c.emergency_only)
      return base::usage(c.ref.text() + " is an emergency contact, and no parent who may ask for this.");
    return {};
  }
  return base::usage("'" + reader.parent.text() + "' is no contact of " + pupil.text() +
                     ". On record: " + base::join(refs, ", ") + ".");
}

base::Status note_given(const House& house, const Chronicle& c, const chronology::Reader& reader) {
  chronology::Event e;
  e.at = house.clock.now();
  e.type = chronology::Type::kChronologyGiven;
  e.school = c.school;
  e.pupil = c.pupil;
  e.contact = reader.parent;
  e.actor = house.actor;
  const auto put = [&](const char* name, std::string value) {
    e.details.push_back({name, base::Personal(std::move(value))});
  };
  put("for", std::string(chronology::word(reader.purpose)));
  put("rows", std::to_string(c.rows.size()));
  put("rows_left_out", std::to_string(c.rows_left_out));
  return house.journal.append(std::span(&e, 1));
}

}  // namespace

base::Result<Chronicle> chronicle(const House& house, const roll::Urn& only, const std::string& pupil) {
  auto record = record_of(house, only, pupil);
  if (!record) return record.error();
  Chronicle out = std::move(record.value().chronicle);
  out.rows = chronology::timeline(record.value().events, record.value().found.roll);
  return out;
}

base::Result<Chronicle> chronicle_for(const House& house, const roll::Urn& only, const std::string& pupil,
                                      const chronology::Reader& reader) {
  auto record = record_of(house, only, pupil);
  if (!record) return record.error();
  const FoundPupil& f = record.value().found;
  if (const base::Status s = may_read(f.roll, f.ref, reader); !s) return s.error();
  const std::vector<chronology::Event>& all = record.value().events;
  const auto shown = chronology::redact(all, f.roll, f.ref, reader);
  Chronicle out = std::move(record.value().chronicle);
  out.purpose = reader.purpose;
  if (!reader.parent.empty()) out.reader = contact_name(f.roll, f.ref, reader.parent);
  out.left_out = chronology::left_out(reader.purpose);
  out.rows_left_out = all.size() - shown.size();
  out.rows = chronology::timeline(shown, all, f.roll);
  if (const base::Status s = note_given(house, out, reader); !s) return s.error();
  return out;
}

}  // namespace firstday::workflow
