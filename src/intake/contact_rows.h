// The lines of contacts.csv.
#pragma once

#include "intake/roll_draft.h"
#include "intake/table.h"

namespace firstday::intake {

/// Fills the drafts' contacts. `only` empty: every school. Lines whose source hash is that of a
/// contact on record are taken from there; the phone numbers of all others are read on all cores.
/// A school of whom the file has no good line keeps the contacts on record.
void read_contact_rows(Table& table, const roll::Urn& only, RollDrafts& drafts);

/// The contacts on record of the pupils who are on the draft's roll.
std::vector<roll::Contact> recorded_contacts(const RollDraft& draft);

}  // namespace firstday::intake
