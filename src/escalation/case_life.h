// Which case a pupil's absence belongs to today: carried on, opened, or closed.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chronology/facts.h"
#include "escalation/case_walk.h"
#include "escalation/policy.h"
#include "escalation/timing.h"
#include "roll/school.h"

namespace firstday::escalation {

/// A case as this plan works on it. `rules` is the policy it is planned by; `policy_id` and `version`
/// are those it was opened under, which stand in its keys even when that version is no longer there.
struct Case {
  job::CaseId id;
  const Policy* rules = nullptr;
  std::string policy_id;
  int version = 0;
  const chronology::CaseFacts* facts = nullptr;  ///< nothing: opened by this plan
  Moment first;                                  ///< the first session missed
  std::vector<base::Date> counted;               ///< school days without a reason; the last is today
  roll::Session session = roll::Session::kAm;    ///< the first session missed today
  bool absent_today = true;                      ///< false: no mark yet that says so
  std::vector<chronology::Response> early = {};  ///< said before this plan opened the case
  int unbroken_days = 0;                         ///< see case_walk.h
};

struct CaseToday {
  std::optional<Case> open;               ///< the pupil is absent without a reason, and this is the case
  std::optional<job::CaseClosed> closed;  ///< an open case that ended by its marks
  std::optional<Case> waiting;            ///< an open case whose pupil has no mark yet that tells of today
  bool absent = false;                    ///< also without an open case, when a person closed it today
  bool unmarked = false;                  ///< an open case, a closed register and no mark
  job::CaseId case_id;                    ///< of the case that `unmarked` or a closing by hand is about
};

/// The policies of one plan with their code tables, made once.
class RuleBook {
 public:
  explicit RuleBook(const PolicySet& policies);

  const Policy& current() const { return policies_.current(); }
  const CodeRules& current_codes() const { return codes_[policies_.current_index]; }
  /// The policy a case is planned by: its own version, or the current one when that is gone.
  const Policy& policy_of(const chronology::CaseFacts& facts) const;
  const CodeRules& codes_of(const Policy& policy) const;

 private:
  const PolicySet& policies_;
  std::vector<CodeRules> codes_;  ///< side by side with policies_
};

/// `cases`: every case the pupil ever had. A closed case is never opened again and its id never used
/// again: what follows is a new case, which begins after it. A case that a person closed today stays
/// closed for the day; one that marks closed may be followed by a new one on the same day.
CaseToday case_today(std::span<const roll::Mark> marks, std::span<const chronology::CaseFacts> cases,
                     const roll::PupilRef& pupil, const RuleBook& book, const roll::Calendar& calendar,
                     const SchoolDay& today, base::Instant now);

}  // namespace firstday::escalation
