// What an import would change, for somebody to look at before it counts. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/personal.h"
#include "intake/contact_traces.h"
#include "roll/roll.h"

namespace firstday::intake {

/// A contact of one pupil.
struct ContactKey {
  roll::PupilRef pupil;
  roll::ContactRef contact;

  friend bool operator==(const ContactKey&, const ContactKey&) = default;
  friend bool operator<(const ContactKey& a, const ContactKey& b) {
    return a.pupil != b.pupil ? a.pupil < b.pupil : a.contact < b.contact;
  }
};

/// A contact that was taken off the roll earlier. School record systems have handed deleted parents
/// back to others' imports (domain.md section 3, "SIMS 7's contact API"), so such a one comes back
/// only when a person says so: under the same reference, or under another with the same number,
/// e-mail address or name.
struct RemovedEarlier {
  ContactKey key;
  base::Date on{};                  ///< London
  std::vector<std::string> traces;  ///< contact_traces.h; empty: known by the reference only
};

/// A contact of the file who is somebody removed earlier; or so like a barred contact whom the file drops
/// that it may be that person under a new reference (then nothing is known of a removal).
struct Returning {
  ContactKey key;
  std::optional<base::Date> removed_on;
  roll::ContactRef removed_as;  ///< the reference of the removed, or of the barred one

  friend bool operator==(const Returning&, const Returning&) = default;
};

struct FieldChange {
  std::string field;  ///< the column's name: mobile, priority, court_order ...
  base::Personal before;
  base::Personal after;
  bool matters = false;  ///< decides who is told, in which order, or by which number

  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

struct PupilChange {
  roll::PupilRef pupil;
  std::vector<FieldChange> fields;
};

struct ContactChange {
  ContactKey key;
  std::vector<FieldChange> fields;
};

/// All lists are in the order of the rolls, or sorted.
struct RollDiff {
  roll::Urn school;
  std::vector<roll::PupilRef> added_pupils;
  std::vector<PupilChange> changed_pupils;
  std::vector<roll::PupilRef> removed_pupils;
  std::vector<ContactKey> added_contacts;  ///< without those that return
  std::vector<ContactChange> changed_contacts;
  std::vector<ContactKey> removed_contacts;  ///< those of removed pupils too
  /// Neither among the added nor the changed. A contact on record whose new number, address or name is that
  /// of a removed one is here too. A barred one whom somebody is like is not among the removed.
  std::vector<Returning> returning;
  std::vector<ContactKey> newly_barred;               ///< also among the added or changed
  std::vector<roll::PupilRef> changed_professionals;  ///< pupils whose professionals differ
  std::vector<roll::PupilRef> changed_siblings;       ///< pupils whose siblings elsewhere differ
  bool looks_partial = false;  ///< so much would go that the file is more likely cut short
  std::string why_partial;     ///< a sentence; empty unless looks_partial

  /// Nothing would change.
  bool empty() const;
};

/// Both rolls sorted and of the same school. `removed`: contacts taken off the roll earlier, in any
/// order; `hash` is what their traces were made with (nothing: they are known by reference only). What
/// somebody on record for the same pupil bears, a landline of the house say, is no sign of a return. An
/// import that would take away more than a quarter of the pupils or contacts, and more than ten of them, or
/// more than half and at least two, looks partial.
RollDiff diff(const roll::Roll& before, const roll::Roll& after, const std::vector<RemovedEarlier>& removed,
              const KeyedHash& hash = {});

/// What is done with `returning` unless a person readmits them: those who are new are taken out of
/// `after`; those on record stay as they are in `before`, but for what protects (a bar, an emergency contact
/// only, a confidential address, an opt-out). Sorts `after`.
void hold_out(roll::Roll& after, const roll::Roll& before, const std::vector<Returning>& returning);

}  // namespace firstday::intake
