// Pupils, contacts, professionals, siblings and tombstones as rows.
#pragma once

#include <vector>

#include "ports/school_store.h"
#include "store/connection.h"

namespace firstday::store {

void put_pupil(Connection& sql, const roll::Urn& school, const roll::Pupil& pupil);
/// With the contacts, professionals and siblings of that pupil.
void remove_pupil(Connection& sql, const roll::Urn& school, const roll::PupilRef& pupil);

/// Takes the tombstone away: whoever puts a removed contact back has decided so.
void put_contact(Connection& sql, const roll::Urn& school, const roll::Contact& contact);
void remove_contact(Connection& sql, const roll::Urn& school, const ports::RemovedContact& contact);

/// Instead of all that the school had.
void replace_professionals(Connection& sql, const roll::Urn& school,
                           const std::vector<roll::Professional>& rows);
void replace_siblings(Connection& sql, const roll::Urn& school,
                      const std::vector<roll::SiblingElsewhere>& rows);

std::vector<roll::OptOut> load_opt_outs(Connection& sql, const roll::Urn& school);
/// False where there is none.
bool delete_opt_out(Connection& sql, const roll::OptOut& opt_out);
/// In the order of roll::Roll::sort().
roll::Roll load_roll(Connection& sql, const roll::Urn& school);
std::vector<ports::RemovedContact> load_removed(Connection& sql, const roll::Urn& school);

}  // namespace firstday::store
