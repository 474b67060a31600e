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

/// Everything that plan() reads, looked at and not owned: a policy is dear to copy.
struct Given {
  const roll::School& school;
  const roll::Roll& roll;
  const roll::Register& marks;
  const chronology::Facts& facts;
  const PolicySet& policies;
  When when;

  job::Batch plan() const { return escalation::plan(school, roll, marks, facts, policies, when); }
  /// The same with other facts, which must outlive the answer.
  Given with(const chronology::Facts& other) const { return {school, roll, marks, other, policies, when}; }
};

struct World {
  World();  ///< the sample calendar: term from 4 January 2027, INSET that day, half-term 15 to 19 February

  roll::School school;
  roll::Roll roll;
  roll::Register marks;
  chronology::Facts facts;
  PolicySet policies;
  When when;

  Given given() const { return {school, roll, marks, facts, policies, when}; }
  job::Batch plan() const { return given().plan(); }
  /// Sorts what plan() expects sorted.
  void sort();
  chronology::CaseFacts& case_facts(const std::string& case_id);
};

/// What the store would know after this batch was queued: cases opened and closed, and its jobs.
void remember(const job::Batch& batch, chronology::Facts& facts);

/// Every subject key of the batch, sorted.
std::vector<std::string> keys_of(const job::Batch& batch);

}  // namespace firstday::escalation::testing
