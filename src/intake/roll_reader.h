// pupils.csv, contacts.csv, professionals.csv and siblings_elsewhere.csv to rolls.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/problem.h"
#include "intake/input_file.h"
#include "intake/profile.h"
#include "roll/roll.h"

namespace firstday::intake {

/// An export that puts pupils and contacts on the same lines is given as both.
struct RollFiles {
  std::optional<InputFile> pupils;
  std::optional<InputFile> contacts;
  std::optional<InputFile> professionals;
  std::optional<InputFile> siblings;
};

struct RollsRead : base::Parsed<std::vector<roll::Roll>> {
  bool headings_only = false;  ///< pupils or contacts: a file without a row, and a warning of it
};

/// Reads what is there, and gives one whole roll (sorted) for each school that the files speak of,
/// sorted by URN.
///
/// `only`: nothing but this school; lines of others are left out with one note. Empty: every school
/// in the files, which then need a column school.
///
/// `known` gives the roll on record, sorted, or nullptr. From it comes
/// - every part that has no file, whose file cannot be read at all, or, for pupils and contacts, has
///   no good line about the school: an import never empties what it does not speak of;
/// - what the columns of a file do not say: without a column court_order the bars on record stay;
/// - a row whose cells are the same as when it was recorded (roll::SourceHash): it is not read again.
///   Rows with a warning or error get no hash, so that these are reported at each import;
/// - a pupil or contact whose line is damaged, as far as the damage leaves the reference readable.
///
/// A pupil is known by the column pupil, or else by the UPN; a contact by the column contact, or
/// else by name and number (contact_draft.h). Problems name columns, lines, pupil and contact
/// references, and never a name, number or address.
RollsRead read_rolls(const RollFiles& files, const Profile& profile, const roll::Urn& only,
                     const std::function<const roll::Roll*(const roll::Urn&)>& known);

}  // namespace firstday::intake
