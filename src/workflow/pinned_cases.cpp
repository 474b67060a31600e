#include "workflow/pinned_cases.h"

#include "chronology/facts.h"
#include "escalation/replaced.h"

namespace firstday::workflow {

namespace {

/// As plan_day() chooses it (policies_for).
const escalation::Policy& policy_of(const chronology::CaseFacts& c, const escalation::PolicySet& schools_own,
                                    const std::map<std::string, escalation::PolicySet>& policies) {
  const auto own = policies.find(c.policy);
  const escalation::Policy* found =
      own == policies.end() ? nullptr : own->second.find(c.policy, c.policy_version);
  return found ? *found : schools_own.current();
}

base::Problem finding(const config::SchoolSettings& school, const job::PolicyReplaced& r) {
  const base::Severity severity = r.accepted ? base::Severity::kNote : base::Severity::kWarning;
  const std::string mend =
      r.accepted
          ? "That has been accepted."
          : "Steps may be new, missing or on other days. Put the file of the old version back beside the "
            "new one (config/policies/README.md), or tick the DSL's task to accept the change.";
  return {severity,
          school.policy_at.file,
          school.policy_at.line,
          school.policy_at.column,
          "policy",
          "The open case " + r.case_id.text() + " has lost its policy: " + job::in_words(r) + ".",
          mend};
}

}  // namespace

base::Result<std::vector<base::Problem>> cases_under_another_policy(
    const config::SchoolSettings& school, const std::map<std::string, escalation::PolicySet>& policies,
    ports::Journal& journal) {
  std::vector<base::Problem> out;
  const auto own = policies.find(school.policy);
  if (own == policies.end()) return out;
  ports::EventFilter filter;
  filter.school = school.school.urn;
  filter.of_open_cases = true;
  const auto events = journal.events(filter);
  if (!events) return events.error();
  for (const chronology::CaseFacts& c : chronology::facts_of(events.value()).cases) {
    if (c.closed) continue;
    if (const auto r = escalation::replaced_policy(c, policy_of(c, own->second, policies)))
      out.push_back(finding(school, *r));
  }
  return out;
}

}  // namespace firstday::workflow
