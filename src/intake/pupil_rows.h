// The lines of pupils.csv.
#pragma once

#include "intake/roll_draft.h"
#include "intake/table.h"

namespace firstday::intake {

/// Fills the drafts' pupils, sorted by ref, and their indexes. `only` empty: every school. Lines of
/// a pupil already read are passed over when they say the same, and left out (reported) when they
/// differ. A pupil on record whose line cannot be read stays as recorded. A school without one good
/// line gets no draft: whoever asks for it later finds the pupils on record.
void read_pupil_rows(Table& table, const roll::Urn& only, RollDrafts& drafts);

}  // namespace firstday::intake
