// What was kept only for a while is destroyed when its time is over.
#pragma once

#include "workflow/house.h"

namespace firstday::workflow {

struct Purged {
  roll::Urn school;
  int events = 0;  ///< that lost details
};

/// How far back is looked: a tick, each minute, at open cases and those of the last week; a person's purge at
/// the whole record.
enum class Purge { kRecent, kAll };

/// The safety data of visits (chronology/visit_safety.h), `visits.purge_after_hours` after the staff are
/// back. The record verifies as before, and says that something was destroyed, when, and of which event.
/// Doing it again destroys nothing more.
base::Result<Purged> purge_school(House& house, const config::SchoolSettings& school, Purge how);
base::Result<std::vector<Purged>> purge(House& house, const roll::Urn& only);

}  // namespace firstday::workflow
