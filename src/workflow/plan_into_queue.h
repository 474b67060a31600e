// A plan made and put into the queue, in turn with every other process that does so.
#pragma once

#include "workflow/plan_day.h"

namespace firstday::workflow {

struct Queued {
  DayPlan plan;
  ports::Enqueued changed;
};

/// plan_day() and put_into_queue() while holding the turn to plan: what was on record before is in the plan,
/// and no older plan comes after it.
base::Result<Queued> plan_into_queue(House& house, const config::SchoolSettings& school,
                                     const escalation::When& when);

}  // namespace firstday::workflow
