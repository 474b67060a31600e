// One school, one morning: everything that plan() reads, for tests to fill.
#pragma once

#include <string>
#include <string_view>

#include "chronology/facts.h"
#include "escalation/plan.h"

namespace firstday::escalation::testing {

/// config/policies/essex-first-day-calling.yaml; a test that cannot read it fails.
const Policy& shipped_policy();
/// config/policies/NAME.yaml.
const Policy& shipped_policy(const std::string& name);

struct World {
  World();  ///< the sample calendar: term from 4 January 2027, INSET that day, half-term 15 to 19 February

  roll::School school;
  roll::Roll roll;
  roll::Register marks;
  chronology::Facts facts;
  PolicySet policies;
  When when;

  job::Batch plan() const { return escalation::plan(school, roll, marks, facts, policies, when); }
  /// Sorts what plan() expects sorted.
  void sort();
  chronology::CaseFacts& case_facts(const std::string& case_id);
};

/// What the store would know after this batch was queued: cases opened and closed, and its jobs.
void remember(const job::Batch& batch, chronology::Facts& facts);

/// Every subject key of the batch, sorted.
std::vector<std::string> keys_of(const job::Batch& batch);

}  // namespace firstday::escalation::testing
