// The quarantine on SQLite (ports/quarantine.h): what is on stands in the database, how it is found out in
// store/high_water.h.
#pragma once

#include <memory>
#include <string>

#include "ports/quarantine.h"
#include "store/database.h"

namespace firstday::store {

/// Safe from any thread. `database` outlives it and can be written.
std::unique_ptr<ports::Quarantine> make_quarantine(Database& database);

/// For the verbs of the queue: while it is on, nothing is leased and nothing started.
bool is_quarantined(Connection& sql);

/// What start_attempts() answers then.
base::Error nothing_leaves();

}  // namespace firstday::store
