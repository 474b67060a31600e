#include "chronology/redact.h"

#include <algorithm>

#include "chronology/redact_table.h"
#include "chronology/scrub.h"
#include "chronology/words.h"

namespace firstday::chronology {

namespace {

constexpr std::string_view kSchool = "the school";
constexpr std::string_view kConfidential = "[confidential address left out]";

void hide(Scrubber& scrub, const roll::Contact& c) {
  scrub.hide_person(c.forename.reveal(), c.surname.reveal());
  for (const roll::PhoneNumber* n : {&c.mobile, &c.landline, &c.work}) scrub.hide_number(n->e164.reveal());
  scrub.hide_email(c.email.reveal());
  scrub.hide_address(c.address);
}

void keep(Scrubber& scrub, const roll::Contact& c) {
  scrub.keep(c.forename.reveal());
  scrub.keep(c.surname.reveal());
  for (const roll::PhoneNumber* n : {&c.mobile, &c.landline, &c.work}) scrub.keep_number(n->e164.reveal());
  scrub.keep_email(c.email.reveal());
  scrub.keep_address(c.address);
}

/// Whatever belongs to somebody else, seen from this parent: what a number of both is, is of both, and stays
/// hidden unless the parent has it on the roll.
Scrubber scrubber_for(std::span<const Event> events, const roll::Roll& roll, const roll::PupilRef& pupil,
                      const roll::ContactRef& parent) {
  Scrubber scrub;
  if (const roll::Pupil* p = roll.find(pupil); p != nullptr) {
    scrub.keep(p->forename.reveal());
    scrub.keep(p->surname.reveal());
  }
  for (const roll::Contact& c : roll.contacts_of(pupil))
    if (c.ref == parent) keep(scrub, c);
  for (const roll::Contact& c : roll.contacts_of(pupil))
    if (c.ref != parent) hide(scrub, c);
  if (const roll::Pupil* p = roll.find(pupil); p != nullptr) scrub.hide_address(p->home);
  for (const roll::Professional& p : roll.professionals_of(pupil)) {
    scrub.hide_person(p.name.reveal(), {});
    scrub.hide_number(p.phone.e164.reveal());
    scrub.hide_number(p.out_of_hours.e164.reveal());
    scrub.hide_email(p.email.reveal());
  }
  for (const roll::SiblingElsewhere& s : roll.siblings_of(pupil)) {
    scrub.hide_person(s.name.reveal(), {});
    scrub.hide_number(s.phone.e164.reveal());
  }
  for (const roll::Contact& c : roll.contacts)
    if (c.ref != parent) scrub.hide_name(c.forename.reveal(), c.surname.reveal());
  for (const roll::Pupil& p : roll.pupils)
    if (p.ref != pupil) scrub.hide_name(p.forename.reveal(), p.surname.reveal());
  // A contact who has left the roll is known by what was tried.
  for (const Event& e : events)
    if (e.contact != parent) {
      scrub.hide_number(e.detail("to"));
      if (e.detail("to").find('@') != std::string_view::npos) scrub.hide_email(e.detail("to"));
    }
  scrub.hide_strangers();
  return scrub;
}

/// Addresses that nobody may be shown but by the DSL's own hand.
Scrubber confidential(const roll::Roll& roll, const roll::PupilRef& pupil) {
  Scrubber scrub;
  if (const roll::Pupil* p = roll.find(pupil); p != nullptr && p->address_confidential)
    scrub.hide_address(p->home);
  for (const roll::Contact& c : roll.contacts_of(pupil))
    if (c.address_confidential) scrub.hide_address(c.address);
  return scrub;
}

bool any_confidential(const roll::Roll& roll, const roll::PupilRef& pupil) {
  const roll::Pupil* p = roll.find(pupil);
  const auto contacts = roll.contacts_of(pupil);
  return (p != nullptr && p->address_confidential) ||
         std::any_of(contacts.begin(), contacts.end(),
                     [](const roll::Contact& c) { return c.address_confidential; });
}

/// A letter or card to the parent that staff gave out or posted; what else was done is the school's.
bool is_to_family(std::optional<job::Kind> kind) {
  return kind && (*kind == job::Kind::kLetter || *kind == job::Kind::kCard ||
                  *kind == job::Kind::kVoicemail || *kind == job::Kind::kAppMessage);
}

class Redaction {
 public:
  Redaction(std::span<const Event> events, const roll::Roll& roll, const roll::PupilRef& pupil,
            const Reader& reader)
      : kinds_(events),
        reader_(reader),
        scrub_(is_parent() ? scrubber_for(events, roll, pupil, reader.parent) : confidential(roll, pupil)),
        hides_addresses_(any_confidential(roll, pupil)) {}

  std::optional<Event> of(const Event& e) const {
    if (!is_shown(e)) return std::nullopt;
    Event out = e;
    out.details.clear();
    for (const Detail& d : e.details)
      if (auto shown = of(e, d)) out.details.push_back(std::move(*shown));
    if (is_parent() && out.actor != "firstday") out.actor = kSchool;
    return out;
  }

 private:
  bool is_parent() const { return reader_.purpose == Purpose::kParent; }

  bool is_shown(const Event& e) const {
    if (!shows_type(reader_.purpose, e.type)) return false;
    for (const Cell& cell : cells_of(reader_.purpose))
      if (cell.type == e.type && cell.or_no_row && !is_among(e.detail(cell.detail), cell.values))
        return false;
    return !is_parent() || is_of_parent(e);
  }

  bool is_of_parent(const Event& e) const {
    if (reader_.parent.empty()) return false;
    if (e.type == Type::kTaskDone && !is_to_family(kinds_.of(e))) return false;
    if (e.contact == reader_.parent) return true;
    return e.contact.empty() && about_whom(e.type) == About::kAnybody;
  }

  std::optional<Detail> of(const Event& e, const Detail& d) const {
    const Cell* cell = cell_of(reader_.purpose, e.type, d.name);
    if (cell == nullptr || !is_among(d.value.reveal(), cell->values)) return std::nullopt;
    // Of staff who are out: who, and nothing else.
    const bool of_staff_out = e.type == Type::kFact && e.detail("about").rfind("visit_", 0) == 0;
    if (of_staff_out && d.name != "about" && d.name != "staff") return std::nullopt;
    // Where a confidential address is on record, no address that was visited is known to be another.
    if (d.name == "address" && hides_addresses_)
      return Detail{d.name, base::Personal(std::string(kConfidential))};
    return Detail{d.name, base::Personal(scrub_.clean(d.value.reveal()))};
  }

  JobKinds kinds_;
  const Reader& reader_;
  Scrubber scrub_;
  bool hides_addresses_;
};

}  // namespace

std::string_view word(Purpose purpose) {
  switch (purpose) {
    case Purpose::kAuthority:
      return "authority";
    case Purpose::kSocialCare:
      return "social-care";
    case Purpose::kParent:
      break;
  }
  return "parent";
}

std::vector<std::string> left_out(Purpose purpose) {
  const std::string staff =
      "Of staff on visits their numbers, cars, routes, times and agreed words, for their safety.";
  const std::string confidential =
      "Confidential addresses, and where one is on record the addresses of visits: the designated "
      "safeguarding lead may give them.";
  const std::string read =
      "What people wrote in their own words must be read by a person before this is handed out.";
  if (purpose == Purpose::kAuthority) {
    const std::string technical =
        "The program's hashes, keys and the gateways' answers, which say nothing about the child.";
    return {staff, confidential, technical, read};
  }
  if (purpose == Purpose::kSocialCare) {
    const std::string planned =
        "What was only planned, held or withdrawn, and through which service messages went: the record of "
        "the procedure, which the authority has.";
    return {staff, confidential, planned, read};
  }
  const std::string others =
      "Everything about other parents, contacts and third parties, and whatever was said to them or by "
      "them: it is theirs.";
  const std::string safeguarding =
      "The school's safeguarding record: concerns, notes, rationales, who was consulted or told, and "
      "decisions that are not about this parent's own words. Whether any of it may be given is for the "
      "designated safeguarding lead to say.";
  const std::string visits =
      "Names of staff, and whatever was arranged for their safety on visits; of a visit where it was and "
      "who was spoken to.";
  const std::string marks =
      "In what this parent said, names, numbers and addresses of others are replaced by marks, as far as "
      "the roll knows them. Nicknames, descriptions and slips of the pen it does not know.";
  return {others, safeguarding, visits, marks, read};
}

bool may_show(Purpose purpose, Type type, std::string_view detail) {
  return cell_of(purpose, type, detail) != nullptr;
}

std::vector<Event> redact(std::span<const Event> events, const roll::Roll& roll, const roll::PupilRef& pupil,
                          const Reader& reader) {
  const Redaction redaction(events, roll, pupil, reader);
  std::vector<Event> out;
  for (const Event& e : events)
    if (auto shown = redaction.of(e)) out.push_back(std::move(*shown));
  return out;
}

}  // namespace firstday::chronology
