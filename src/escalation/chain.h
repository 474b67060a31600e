// A policy whose tail goes on in another one (001 hands over to 000), made into one policy.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "escalation/check_policy.h"
#include "escalation/policy.h"

namespace firstday::escalation {

/// `first` to its last day, and then `next` with the same day numbers. What `next` asks for once on an
/// earlier day and would catch up is due on the first day after; what it asks for daily there is over. Steps
/// under the tail's `covered` are left out. Steps of `next` are called "then-" and their id. Tiers, rounds,
/// gates and criteria of `next` join those of `first`.
Policy chained(const Policy& first, const Policy& next);

struct ChainFault {
  std::string policy;  ///< whose tail cannot go on
  PolicyFault fault;
};

/// Replaces every policy whose tail says chain by what it goes on as. One link only: a policy that goes on in
/// a third has a fault, and so has one that names a policy that is not there or does not fit.
std::vector<ChainFault> resolve_chains(std::map<std::string, PolicySet>& policies);

}  // namespace firstday::escalation
