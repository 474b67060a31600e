// What the family has said, staff have decided and everyone has done about one case, as conditions ask for
// it.
#pragma once

#include <span>
#include <string_view>

#include "base/time.h"
#include "chronology/facts.h"
#include "escalation/policy.h"
#include "job/job.h"
#include "roll/calendar.h"
#include "roll/contact.h"
#include "roll/pupil.h"

namespace firstday::escalation {

/// What a condition may look at beside the case's facts.
struct Surroundings {
  base::Date today{};
  const roll::Calendar* calendar = nullptr;
  const Policy* policy = nullptr;
  const roll::Pupil* pupil = nullptr;
  std::span<const roll::Contact> contacts = {};
  std::span<const roll::Professional> professionals = {};
  bool siblings_elsewhere = false;
  int school_days = 0;    ///< of the case, today among them
  int unbroken_days = 0;  ///< see case_walk.h
};

/// An answered call is not a response, and a response is not an accepted reason (domain.md 1.1 no. 2).
struct Situation {
  const chronology::CaseFacts* facts = nullptr;  ///< nothing: the case begins with this plan
  Surroundings around;
  bool answered_today = false;   ///< somebody answered, with a reason or without
  bool response_today = false;   ///< a reason was given, whatever was made of it
  bool reason_today = false;     ///< a reason was given that nobody has rejected since
  bool rejected_today = false;   ///< the newest judgement of today is that the reason is not acceptable
  bool reason_accepted = false;  ///< in force: accepted today, or with an expected return after today
  bool located_today = false;    ///< the child was seen or spoken to
  bool barred_spoke = false;     ///< somebody whom a court order names was rung today, or has replied
  std::optional<base::Instant> set_off;  ///< when somebody first said today that the child left for school
  std::optional<base::Date> expected_return;
  std::optional<base::Date> resumed_on;  ///< when an accepted reason ran out and the child was not back
};

/// `early`: what was said before the case was opened; part of `facts` once it is. Word from a barred contact
/// is no answer of the family's and no reason; it is only seen.
Situation situation_of(const chronology::CaseFacts* facts, const Surroundings& around,
                       std::span<const chronology::Response> early = {});

bool holds(const Condition& condition, const Situation& situation);
bool holds(job::OnlyIf condition, const Situation& situation);
/// Since when a condition that holds has been true: the moment of the decision, visit or word that made it
/// so. Long ago where it is no single moment.
base::Instant true_since(const Condition& condition, const Situation& situation);
/// True once a ladder of calls that stops on this has reached it today.
bool reached(StopOn stop, const Situation& situation);

/// The rule under which a step is withheld when its only_if does not hold.
std::string_view rule_of(job::OnlyIf condition);
std::string_view rule_of(StopOn stop);

/// True when the roll names somebody in the role, or in one that the policy's aliases put in its place.
bool names_professional(const Surroundings& around, std::string_view role);

}  // namespace firstday::escalation
