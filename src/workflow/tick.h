// One turn of the day's clock: bring every school's plan up to now, and send what is due.
#pragma once

#include <functional>

#include "dispatch/summary.h"
#include "workflow/advance.h"
#include "workflow/late_messages.h"
#include "workflow/receipts.h"
#include "workflow/send_due.h"

namespace firstday::workflow {

struct Ticked {
  roll::Urn school;
  bool school_day = true;
  ports::Enqueued changed;
  dispatch::Summary sent;
  int unknown_from_before = 0;       ///< sends of a process that died: they may or may not have left
  job::Batch batch;                  ///< the plan that this turn made
  std::vector<DroppedFile> dropped;  ///< marks files that were taken first
  size_t held = 0;                   ///< messages of today that wait for a person
  NotSent not_sent;                  ///< was due, and has not left when the turn ends
  CameIn came;                       ///< what providers and families have said since, and have not

  /// A failed or unknown send, sending that stopped or is held, a message that is late, marks that are
  /// missing, a child gone since the morning. Exit code 1.
  bool needs_attention() const;
};

/// The part of a school's turn before anything leaves: what came back is taken in, then advance().
base::Result<Ticked> come_up(House& house, const config::SchoolSettings& school);
/// The part after it: what has not left is counted, and where something left, what failed makes its call due.
base::Status follow_up(House& house, Ticked& turn);

/// Every school comes up to now, and then what is due leaves, of all schools together. Waits for nothing: a
/// text inside its hold leaves with a later tick. Takes the right to dispatch; kConflict when another process
/// has it.
base::Result<std::vector<Ticked>> tick(House& house, const roll::Urn& only,
                                       const std::function<bool()>& stopping);

}  // namespace firstday::workflow
