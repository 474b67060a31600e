#include "workflow/plan_into_queue.h"

#include "workflow/brake.h"
#include "workflow/trial.h"

namespace firstday::workflow {

base::Result<Queued> plan_into_queue(House& house, const config::SchoolSettings& school,
                                     const escalation::When& when) {
  const auto turn = house.gate.plan_turn();
  if (!turn) return turn.error();
  if (const auto over = expire_on_trial(house, school); !over) return over.error();
  auto plan = plan_day(house, school, when);
  if (!plan) return plan.error();
  const auto changed = put_into_queue(house, school, plan.value().batch);
  if (!changed) return changed.error();
  return Queued{std::move(plan).value(), changed.value()};
}

}  // namespace firstday::workflow
