// What the family has said and staff have decided about one case, as conditions ask for it.
#pragma once

#include <span>

#include "base/time.h"
#include "chronology/facts.h"
#include "escalation/policy.h"
#include "job/job.h"

namespace firstday::escalation {

/// An answered call is not a response, and a response is not an accepted reason (domain.md 1.1 no. 2).
struct Situation {
  const chronology::CaseFacts* facts = nullptr;  ///< nothing: the case begins with this plan
  bool answered_today = false;                   ///< somebody answered, with a reason or without
  bool response_today = false;                   ///< a reason was given, whatever was made of it
  bool reason_today = false;                     ///< a reason was given that nobody has rejected since
  bool reason_accepted = false;  ///< in force: accepted today, or with an expected return after today
};

/// `early`: what was said before the case was opened; part of `facts` once it is.
Situation situation_of(const chronology::CaseFacts* facts, base::Date today,
                       std::span<const chronology::Response> early = {});

bool holds(const Condition& condition, const Situation& situation);
bool holds(job::OnlyIf condition, const Situation& situation);

/// The rule under which a step is withheld when its only_if does not hold.
std::string_view rule_of(job::OnlyIf condition);

/// True for every fact that holds() looks up; the others belong to the format only.
bool is_known_fact(FactWord fact);

}  // namespace firstday::escalation
