// Who must be told what today: reads roll, marks and facts, and asks the core.
#pragma once

#include "chronology/facts.h"
#include "escalation/plan.h"
#include "job/job.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// What a plan of one school is made from, as the store has it now.
struct DayInputs {
  roll::Roll roll;
  roll::Register marks;     ///< from the start of the term, or 90 days back where that is earlier, to the day
  chronology::Facts facts;  ///< open cases, and cases closed within the same time
};

base::Result<DayInputs> read_day(const House& house, const config::SchoolSettings& school, base::Date day);

/// A plan that nothing has been done with: nothing is queued, sent or recorded.
struct DayPlan {
  job::Batch batch;
  DayInputs inputs;
};

/// `release`: texts go no earlier than this. The policy set of the school must be loaded; check
/// reports a missing one, and this returns kConfiguration.
base::Result<DayPlan> plan_day(const House& house, const config::SchoolSettings& school,
                               const escalation::When& when);

}  // namespace firstday::workflow
