// Staff who are out on a visit: when they must be back, and what they have called (004-06).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "chronology/facts.h"
#include "escalation/case_plan.h"
#include "escalation/rules.h"

namespace firstday::escalation {

/// Folded from what is on record about the case that day, in order of time:
///   visit_left VALUE            they set out and are back by VALUE, a time of day
///   visit_check_in_due VALUE    they ring, or are rung, by VALUE
///   visit_check_in              they have rung
///   visit_extended VALUE        "unless they call to advise otherwise": back by VALUE
///   visit_returned              they are back
///   code_word                   they used the word agreed for danger; the word itself is on no record
struct StaffOut {
  bool out = false;
  std::optional<base::Instant> return_by;
  std::optional<base::Instant> check_in_by;
  std::optional<base::Instant> code_word;
};

/// Why staff are looked for, and when: not back, no word from them, the word for danger.
struct StaffAlarm {
  GapKind kind = GapKind::kStaffOverdue;
  base::Instant at{};
};

/// In the order in which they are raised.
std::vector<StaffAlarm> alarms_of(const StaffOut& staff);

/// The job of an alarm about a case whose pupil is no longer on the roll, which nothing else is planned for:
/// the same job, by its key, as the case had when the pupil was. A roll import must not call off the watch.
job::Job alarm_for(const Setting& setting, const Policy& policy, const chronology::CaseFacts& facts,
                   const StaffAlarm& alarm);

/// The rows behind the alarms: those of the policy's safety sheet, else `rule`.
std::vector<std::string> rows_of_alarm(const Policy& policy);

StaffOut staff_out(const chronology::CaseFacts& facts, base::Date today);

}  // namespace firstday::escalation
