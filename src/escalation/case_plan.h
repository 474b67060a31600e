// The jobs of one case on one day.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "escalation/case_life.h"
#include "escalation/plan.h"
#include "roll/roll.h"

namespace firstday::escalation {

/// What is the same for every pupil of one plan.
struct Setting {
  const roll::School& school;
  const When& when;
  const SchoolDay& today;
};

struct Household {
  const roll::Pupil& pupil;
  std::span<const roll::Contact> contacts;  ///< in ringing order
  std::span<const roll::Professional> professionals;
  std::span<const roll::SiblingElsewhere> siblings;
};

/// A job with the contact's row it was planned from (nullptr for a role), and the home that it is about where
/// it is a visit or a request to the police; siblings are merged by them.
struct Planned {
  job::Job job;
  const roll::Contact* contact = nullptr;
  const roll::Address* home = nullptr;
};

/// Puts the case's jobs into `jobs` (cleared first; a vector to use again), in the policy's order, and
/// adds to `batch` what it withholds and the state of its gates. A case whose pupil is absent and that is
/// not withheld as a whole always gets a job or a Withheld about the pupil (design invariant 1). Of a case
/// whose pupil is not marked today only what cannot wait is planned: raised concerns, and word of a child who
/// set off. What earlier days left open and this plan no longer wants is in `batch.taken_back`.
void plan_case(const Setting& setting, const Case& c, std::string_view tier, const Household& household,
               std::vector<Planned>& jobs, job::Batch& batch);

/// The job of a work step for a pupil who is absent with a reason, and so has no case.
job::Job work_for(const Setting& setting, const Policy& policy, const Step& step, const roll::PupilRef& pupil,
                  roll::Session session);

}  // namespace firstday::escalation
