// Staff who are out on a visit: when they must be back, and what they have called (004-06).
#pragma once

#include <optional>

#include "base/time.h"
#include "chronology/facts.h"

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

StaffOut staff_out(const chronology::CaseFacts& facts, base::Date today);

}  // namespace firstday::escalation
