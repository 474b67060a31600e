// The names of the rules that withhold something, in words, and the gaps in a record that a person
// must close before a procedure can be carried out. Both come from outside the procedures.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "job/job.h"

namespace firstday::escalation {

/// In words for an office manager, without personal data. Knows roll::rule_name's rules too.
std::string_view why(std::string_view rule);

/// A staff task that no procedure names, raised so that nothing is left out in silence.
struct Gap {
  std::string_view step;  ///< stands in for a step id; begins with "rule-", which no policy may use
  std::string_view role;  ///< who must close it
  std::string_view about;
  int priority;
  bool daily;  ///< asked every day, not once a case
  job::Kind kind = job::Kind::kTask;
};

enum class GapKind {
  kNobodyMayBeTold,  ///< no contact may be rung or texted
  kResponsibility,   ///< a letter waits for responsibility or care to be recorded
  kNobodyToWriteTo,  ///< a letter has no recipient at all
  kProfessional,     ///< the roll names nobody in a role that must be told
  kHomeAddress,      ///< a visit has nowhere to go
  kSharedNumber,     ///< a contact's number is also that of a barred person
  kAddressBar,    ///< a barred person lives where a letter or visit would go, or nobody may know the address
  kBirthParents,  ///< a looked-after child's letter would go to a parent who does not care for the child
  kLetterNotice,  ///< the social worker hears that letters go out about a looked-after child
  kBarredSpoke,   ///< somebody whom a court order names was rung, or has rung or written
  kStaffOverdue,  ///< staff on a visit are not back: the police are rung
  kStaffCheckIn,  ///< staff on a visit have not rung: they are rung
  kCodeWord,      ///< staff on a visit used the word for danger: 999
  kNoAccess,      ///< nobody could get to the door: whether that counts as a visit is the DSL's to say
  kSetOff,        ///< the family says that the child left for school, or is there
  kPolicyReplaced,  ///< the case's own policy, or version of it, is gone; `about` is completed by its words
};

const Gap& gap(GapKind kind);
const Gap* gap_of_step(std::string_view step);  ///< nullptr when the step is a policy's

inline constexpr std::string_view kGapPrefix = "rule-";
inline constexpr std::string_view kOutsideRow = "rule";  ///< the row id of what no procedure asks for

}  // namespace firstday::escalation
