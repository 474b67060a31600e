// What an import would change, for somebody to look at before it counts. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/personal.h"
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
/// only when a person says so.
using ReturningKey = ContactKey;

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
  /// Removed earlier and in the file again; or so like a barred contact whom the file drops that they may
  /// be that person under a new reference. The barred one is then not among the removed.
  std::vector<ReturningKey> returning;
  std::vector<ContactKey> newly_barred;               ///< also among the added or changed
  std::vector<roll::PupilRef> changed_professionals;  ///< pupils whose professionals differ
  std::vector<roll::PupilRef> changed_siblings;       ///< pupils whose siblings elsewhere differ
  bool looks_partial = false;  ///< so much would go that the file is more likely cut short
  std::string why_partial;     ///< a sentence; empty unless looks_partial

  /// Nothing would change.
  bool empty() const;
};

/// Both rolls sorted and of the same school. `removed`: contacts taken off the roll earlier, in any
/// order. An import that would take away more than a quarter of the pupils or contacts, and more
/// than ten of them, looks partial.
RollDiff diff(const roll::Roll& before, const roll::Roll& after, const std::vector<ReturningKey>& removed);

/// Takes these contacts out of the roll: what is done with `returning` unless a person readmits them.
void hold_out(roll::Roll& roll, const std::vector<ReturningKey>& keys);

/// The diff in words for the office, most important first: partial file, bars, returning, removed,
/// changed, added. Names pupil and contact references, fields and counts; no name, number or address.
/// Each list shows at most `most` lines, and then says how many more there are.
std::vector<std::string> describe(const RollDiff& diff, std::size_t most = 50);

}  // namespace firstday::intake
