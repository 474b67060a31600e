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
  /// From the start of the term, 90 days back, or the first day of the oldest open case, to the day.
  roll::Register marks;
  /// Open cases, those closed within the term or 90 days, and those that something new is known about.
  chronology::Facts facts;
};

base::Result<DayInputs> read_day(const House& house, const config::SchoolSettings& school, base::Date day);

/// The school's policy, and beside it those under which its cases began, where the program still has them: a
/// case goes on under its own version also when the school has taken another policy since.
escalation::PolicySet policies_for(const House& house, const config::SchoolSettings& school,
                                   const chronology::Facts& facts);

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
