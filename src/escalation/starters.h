// A child who was given a place and has not come yet: before the first day, and after it while the register
// says nothing of the child.
#pragma once

#include <span>
#include <vector>

#include "escalation/case_plan.h"
#include "escalation/code_rules.h"

namespace firstday::escalation {

/// So many school days after the first one the marks are sure to reach back to it (plan.h). Later than that a
/// child without marks is one of the register's gaps, not one who never came.
inline constexpr int kDaysWatched = 20;

/// True where the pupil was to start so far back at most and no mark since says where the child is: neither
/// in school, nor explained, nor absent. A register that still says Z, or nothing, must not make a child
/// vanish who was expected. `marks`: the pupil's, without those of before the start (roll.h).
bool has_not_come(const roll::Pupil& pupil, std::span<const roll::Mark> marks, const CodeRules& codes,
                  const roll::Calendar& calendar, base::Date today);

/// The policy's steps `on: expected` (002-01: "Following allocation of school place from admissions, school
/// to attempt to contact parent"), for a pupil without an open case: on each school day from `days_before`
/// school days before the pupil's first, until the family has responded; and from the first day on, once its
/// register has closed, on each day that nobody has responded on, while has_not_come(). A child who is marked
/// absent has a case, and this is silent. The jobs belong to no case and count no day; nobody is called
/// absent by them.
///
/// `early`: what the family said while there was no case. Adds to `jobs` and, with the rule, to
/// batch.withheld; "no_contacts" about the pupil where nobody may be rung.
void plan_awaited(const Setting& setting, const Policy& policy, const CodeRules& codes,
                  const Household& household, std::span<const roll::Mark> marks,
                  std::span<const chronology::Response> early, std::vector<Planned>& jobs, job::Batch& batch);

}  // namespace firstday::escalation
