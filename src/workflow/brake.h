// The batch of a day that waits for a person: held by the brake (escalation/house_rules.h) or by somebody,
// until somebody releases it or the register is mended.
#pragma once

#include <string>
#include <vector>

#include "workflow/house.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

/// Puts a plan into the queue and brings the hold in line with it: while the batch has a reason to brake that
/// nobody has released today, or somebody holds the day, everything of the day that leaves by itself is held;
/// otherwise what was held so is let go. Clears `batch.brake` where a person has released the day, and adds
/// to it what a person has held it for.
base::Result<ports::Enqueued> put_into_queue(House& house, const config::SchoolSettings& school,
                                             job::Batch& batch);

/// What one call did for one school.
struct BatchChange {
  roll::Urn school;
  int jobs = 0;  ///< messages held or let go
};

/// Today's automatic messages wait from now on, those of later plans too, until release_batch(). kUsage
/// without a reason.
base::Result<std::vector<BatchChange>> hold_batch(House& house, const roll::Urn& only,
                                                  const std::string& reason);

/// Lets today's held messages go; they leave with the next run or tick. The brake stays off for the rest of
/// the morning, or of the afternoon: what comes in after lunch is another register.
base::Result<std::vector<BatchChange>> release_batch(House& house, const roll::Urn& only);

/// True where today's automatic messages of this school wait for a person.
base::Result<bool> batch_is_held(const House& house, const roll::Urn& school, base::Date day);

}  // namespace firstday::workflow
