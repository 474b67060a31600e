#include "escalation/late_word.h"

#include <algorithm>

#include "escalation/rules.h"
#include "escalation/situation.h"

namespace firstday::escalation {

namespace {

const Step* step_about_it(const Policy& policy) {
  const auto at = std::find_if(policy.steps.begin(), policy.steps.end(), [](const Step& s) {
    return s.action == job::Kind::kNotify && s.about == kNewInformation;
  });
  return at == policy.steps.end() ? nullptr : &*at;
}

/// Who fills the step's role; the school's own where the roll no longer names anybody for the child.
std::string role_for(const Step& step, const Policy& policy,
                     std::span<const roll::Professional> professionals) {
  Surroundings around;
  around.policy = &policy;
  around.professionals = professionals;
  if (names_professional(around, step.audience.role) || step.audience.fallback.empty())
    return step.audience.role;
  return step.audience.fallback.back();
}

job::Job job_for(const Setting& setting, const Policy& policy, const chronology::CaseFacts& closed,
                 std::span<const roll::Professional> professionals, const chronology::RecordedFact& said) {
  const Step* step = step_about_it(policy);
  job::Job job;
  job.school = setting.school.urn;
  job.kind = job::Kind::kNotify;
  job.about = kNewInformation;
  job.step = step ? step->id : "rule-new-information";
  job.rows = step ? step->rows : std::vector<std::string>{std::string(kOutsideRow)};
  job.to.role = step ? role_for(*step, policy, professionals) : "dsl";
  job.day = base::to_london(said.at).date;
  job.language = setting.school.language;
  job.priority = step ? step->priority : 10;
  job.not_before = said.at;
  job.due_by = std::max(said.at, setting.today.ends);
  job.catch_up = true;
  job.subjects.push_back(
      {closed.pupil, closed.id, closed.first_session, 0, closed.policy, closed.policy_version, {}});
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
  return job;
}

}  // namespace

void plan_late_word(const Setting& setting, const Policy& policy, const chronology::CaseFacts& closed,
                    std::span<const roll::Professional> professionals, std::vector<job::Job>& jobs) {
  if (!closed.closed || closed.referrals.empty()) return;
  std::optional<base::Date> told;
  for (const chronology::RecordedFact& said : closed.recorded) {
    const base::Date day = base::to_london(said.at).date;
    if (said.about != kNewInformation || said.value == "no" || said.at < closed.closed_at || told == day)
      continue;
    told = day;
    jobs.push_back(job_for(setting, policy, closed, professionals, said));
  }
}

}  // namespace firstday::escalation
