// The lines of professionals.csv and siblings_elsewhere.csv.
#pragma once

#include "intake/roll_draft.h"
#include "intake/table.h"

namespace firstday::intake {

/// Replace the professionals, or the siblings elsewhere, of every draft there is: a school that a
/// readable file does not name has none. `only` empty: every school.
void read_professional_rows(Table& table, const roll::Urn& only, RollDrafts& drafts);
void read_sibling_rows(Table& table, const roll::Urn& only, RollDrafts& drafts);

}  // namespace firstday::intake
