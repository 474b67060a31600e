#include "escalation/replaced.h"

#include <algorithm>

#include "escalation/rules.h"

namespace firstday::escalation {

std::string replacement_round(const Policy& used) {
  return used.id + "@" + std::to_string(used.version);
}

std::optional<job::PolicyReplaced> replaced_policy(const chronology::CaseFacts& c, const Policy& used) {
  if (c.policy == used.id && c.policy_version == used.version) return std::nullopt;
  const std::string round = "/" + replacement_round(used) + "/";
  const bool accepted = std::any_of(c.jobs.begin(), c.jobs.end(), [&](const chronology::JobFact& j) {
    return j.step == gap(GapKind::kPolicyReplaced).step && j.state == job::State::kDone &&
           j.key.find(round) != std::string::npos;
  });
  return job::PolicyReplaced{c.pupil, c.id, c.policy, c.policy_version, used.id, used.version, accepted};
}

}  // namespace firstday::escalation
