#include "intake/diff_lines.h"

#include <algorithm>

#include "base/text.h"
#include "intake/field_changes.h"

namespace firstday::intake {

namespace {

using base::Personal;
using roll::Contact;
using roll::PupilRef;
using roll::Roll;

const char* const kConfidential = "confidential";
const char* const kWhatToDo = " Take the person out of the export, or import with --readmit.";

Personal full_name(const Personal& forename, const Personal& surname) {
  return Personal(std::string(base::trim(forename.reveal() + " " + surname.reveal())));
}

Personal pupil_name(const PupilRef& ref, const Roll& before, const Roll& after) {
  const roll::Pupil* p = after.find(ref) != nullptr ? after.find(ref) : before.find(ref);
  return p == nullptr ? Personal() : full_name(p->forename, p->surname);
}

const Contact* contact_in(const Roll& roll, const ContactKey& key) {
  for (const Contact& c : roll.contacts_of(key.pupil))
    if (c.ref == key.contact) return &c;
  return nullptr;
}

void hide_address(std::vector<FieldChange>& fields) {
  for (FieldChange& f : fields) {
    if (f.field != "address") continue;
    if (!f.before.empty()) f.before = Personal(kConfidential);
    if (!f.after.empty()) f.after = Personal(kConfidential);
  }
}

/// What a row that is new or gone says: a value that nobody gave is left out.
template <typename Row>
std::vector<FieldChange> row_fields(const Row& before, const Row& after, bool added) {
  std::vector<FieldChange> fields = changes_of(before, after);
  std::erase_if(fields, [](const FieldChange& f) {
    return f.field == "forename" || f.field == "surname" || f.field == "title";
  });
  for (FieldChange& f : fields) (added ? f.before : f.after) = Personal();
  return fields;
}

bool matters(const DiffLine& line) {
  return std::any_of(line.fields.begin(), line.fields.end(), [](const FieldChange& f) { return f.matters; });
}

Personal shown(const roll::Professional& p) {
  return Personal(base::join(
      {p.name.reveal(), p.phone.e164.reveal(), p.out_of_hours.e164.reveal(), p.email.reveal()}, " "));
}
Personal shown(const roll::SiblingElsewhere& s) {
  return Personal(base::join({s.name.reveal(), s.school, s.phone.e164.reveal()}, " "));
}
std::string field_of(const roll::Professional& p) {
  return p.role;
}
std::string field_of(const roll::SiblingElsewhere&) {
  return "sibling_elsewhere";
}

/// Rows that both have are no change; of the rest old and new of one field stand side by side.
template <typename Row>
std::vector<FieldChange> link_changes(std::span<const Row> before, std::span<const Row> after) {
  std::vector<FieldChange> out;
  for (const Row& b : before)
    if (std::find(after.begin(), after.end(), b) == after.end())
      out.push_back({field_of(b), shown(b), {}, false});
  for (const Row& a : after) {
    if (std::find(before.begin(), before.end(), a) != before.end()) continue;
    const auto open = std::find_if(out.begin(), out.end(), [&](const FieldChange& f) {
      return f.field == field_of(a) && f.after.empty();
    });
    if (open != out.end())
      open->after = shown(a);
    else
      out.push_back({field_of(a), {}, shown(a), false});
  }
  return out;
}

class Lines {
 public:
  Lines(const Roll& before, const Roll& after) : before_(before), after_(after) {}

  DiffLine& add(DiffKind kind, const ContactKey& key, std::string note = {}) {
    const Contact* b = contact_in(before_, key);
    const Contact* a = contact_in(after_, key);
    DiffLine& line = add(kind, key.pupil);
    line.contact = key.contact;
    line.note = std::move(note);
    const Contact& named = a != nullptr ? *a : b != nullptr ? *b : kNobody;
    line.contact_name = full_name(named.forename, named.surname);
    line.fields = fields(b, a);
    if ((a != nullptr && a->address_confidential) || (b != nullptr && b->address_confidential))
      hide_address(line.fields);
    return line;
  }

  void add_pupil(DiffKind kind, const PupilRef& ref) {
    const roll::Pupil* b = before_.find(ref);
    const roll::Pupil* a = after_.find(ref);
    DiffLine& line = add(kind, ref);
    if (a != nullptr && b != nullptr)
      line.fields = changes_of(*b, *a);
    else if (a != nullptr)
      line.fields = row_fields(roll::Pupil(), *a, true);
    if ((a != nullptr && a->address_confidential) || (b != nullptr && b->address_confidential))
      hide_address(line.fields);
  }

  void add_links(const PupilRef& pupil, std::vector<FieldChange> fields) {
    add(DiffKind::kChanged, pupil).fields = std::move(fields);
  }

  std::vector<DiffLine> take() { return std::move(out_); }

 private:
  static std::vector<FieldChange> fields(const Contact* b, const Contact* a) {
    if (a != nullptr && b != nullptr) return changes_of(*b, *a);
    if (a != nullptr) return row_fields(kNobody, *a, true);
    return b != nullptr ? row_fields(*b, kNobody, false) : std::vector<FieldChange>();
  }

  DiffLine& add(DiffKind kind, const PupilRef& pupil) {
    DiffLine& line = out_.emplace_back();
    line.kind = kind;
    line.pupil = pupil;
    line.pupil_name = pupil_name(pupil, before_, after_);
    return line;
  }

  static const Contact kNobody;

  const Roll& before_;
  const Roll& after_;
  std::vector<DiffLine> out_;
};

const Contact Lines::kNobody;

void add_changed(const RollDiff& d, const Roll& before, const Roll& after, Lines& out) {
  for (const ContactChange& c : d.changed_contacts) out.add(DiffKind::kChanged, c.key);
  for (const PupilChange& c : d.changed_pupils) out.add_pupil(DiffKind::kChanged, c.pupil);
  for (const PupilRef& p : d.changed_professionals)
    out.add_links(p, link_changes(before.professionals_of(p), after.professionals_of(p)));
  for (const PupilRef& p : d.changed_siblings)
    out.add_links(p, link_changes(before.siblings_of(p), after.siblings_of(p)));
}

}  // namespace

std::vector<DiffLine> held_out_lines(const std::vector<Returning>& returning, const Roll& before,
                                     const Roll& after) {
  Lines out(before, after);
  for (const Returning& r : returning) out.add(DiffKind::kHeldOut, r.key, why(r) + kWhatToDo);
  return out.take();
}

std::vector<DiffLine> lines_of(const RollDiff& d, const Roll& before, const Roll& after) {
  Lines out(before, after);
  for (const ContactKey& key : d.newly_barred)
    out.add(DiffKind::kBarred, key, "A court order: may no longer be told anything.").fields.clear();
  for (const Returning& r : d.returning) out.add(DiffKind::kReadmitted, r.key, why(r));
  for (const PupilRef& p : d.removed_pupils) out.add_pupil(DiffKind::kRemoved, p);
  for (const ContactKey& key : d.removed_contacts) out.add(DiffKind::kRemoved, key);
  add_changed(d, before, after, out);
  for (const PupilRef& p : d.added_pupils) out.add_pupil(DiffKind::kAdded, p);
  for (const ContactKey& key : d.added_contacts) out.add(DiffKind::kAdded, key);
  std::vector<DiffLine> lines = out.take();
  std::stable_sort(lines.begin(), lines.end(), [](const DiffLine& a, const DiffLine& b) {
    return a.kind != b.kind ? a.kind < b.kind : matters(a) && !matters(b);
  });
  return lines;
}

}  // namespace firstday::intake
