// A made-up case, for looking at a policy's timeline without writing a scenario.
#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "config/scenario.h"
#include "escalation/policy.h"

namespace firstday::workflow {

struct MadeUpRequest {
  std::string policy;
  std::string tier;                             ///< empty: the last, which takes everyone
  int to_day = 20;                              ///< school days of absence, from 1
  std::map<std::string, std::string> outcomes;  ///< call: no_answer, visit: child_seen, decide: yes ...
};

/// One pupil with two parents, a grandmother for emergencies, a key worker and a social worker, a brother at
/// another school; absent from Monday 11 January 2027 in a term without holidays; the school can send
/// everything. kUsage for a tier that the policy does not have, or an outcome that nothing can end with.
base::Result<config::Scenario> made_up_case(const MadeUpRequest& request,
                                            const std::map<std::string, escalation::PolicySet>& policies);

}  // namespace firstday::workflow
