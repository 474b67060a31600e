// What an import would change, with the people in it: for the screen of whoever confirms it.
//
// A person confirms what can be seen, so names, numbers and old and new values stand here. Nothing of it
// may go into a log or an event.
#pragma once

#include <string>
#include <vector>

#include "intake/roll_diff.h"

namespace firstday::intake {

enum class DiffKind { kHeldOut, kBarred, kReadmitted, kRemoved, kChanged, kAdded };

std::string_view word(DiffKind kind);  ///< held_out, barred, readmitted, removed, changed, added

/// One pupil or one contact. `fields` of an added one have no `before`, of a removed one no `after`. An
/// address that is confidential is named and not shown.
struct DiffLine {
  DiffKind kind = DiffKind::kChanged;
  roll::PupilRef pupil;
  base::Personal pupil_name;  ///< "Robin Marsh"; empty where the roll does not know the pupil
  roll::ContactRef contact;   ///< empty: about the pupil
  base::Personal contact_name;
  std::vector<FieldChange> fields;
  std::string note;  ///< a sentence: since when, what it means; may be empty
};

/// Most important first: bars, readmitted, removed, changed (what matters before what does not), added.
/// Of professionals and siblings elsewhere a change of the pupil names the role or `sibling_elsewhere`.
std::vector<DiffLine> lines_of(const RollDiff& diff, const roll::Roll& before, const roll::Roll& after);

/// Those that hold_out() is about; `after` as it was read.
std::vector<DiffLine> held_out_lines(const std::vector<Returning>& returning, const roll::Roll& before,
                                     const roll::Roll& after);

/// "Changed: contact Alex Marsh (C1) of Robin Marsh (P1): priority 1 -> 2; mobile nothing -> +447700900301."
base::Personal in_words(const DiffLine& line);

/// "Was removed on 12/01/2027 as C2, and comes back."
std::string why(const Returning& returning);

/// "School 900001: 1 contact changed." Counts only.
std::string headline(const RollDiff& diff);

}  // namespace firstday::intake
