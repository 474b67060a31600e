// Time moves by this one function: every school is planned again as things stand.
#pragma once

#include "workflow/drop_folder.h"
#include "workflow/house.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

struct Advanced {
  roll::Urn school;
  bool school_day = true;
  ports::Enqueued changed;
  job::Batch batch;
  std::vector<DroppedFile> dropped;  ///< marks files that were taken first
};

/// Plans each chosen school for now and brings the queue in line: what has become due is added, what is
/// no longer wanted is withdrawn. Calling it again at the same time changes nothing. A late call makes
/// up what may be made up (letters, visits, referrals); a text whose time has passed stays unsent.
/// Texts that are new are released only after the school's hold. On a day without school only what cannot
/// wait is planned (escalation/plan.h). Sends nothing.
base::Result<std::vector<Advanced>> advance(House& house, const roll::Urn& only);

}  // namespace firstday::workflow
