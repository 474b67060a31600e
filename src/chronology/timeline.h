// One pupil's chronology in words: what happened, when, by whom, to whom, with which result.
//
// Domain.md section 5(i): each row stands alone for somebody who has never seen the school. Nothing is
// merged or left out; a row that says less than its event would make the record worse than the log.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "chronology/event.h"
#include "roll/roll.h"

namespace firstday::chronology {

struct TimelineRow {
  long long seq = 0;
  base::Instant at{};
  std::string actor;
  std::string action;        ///< "Text sent", "Case opened", "Withheld" ...
  base::Personal recipient;  ///< name and relationship, or the role
  base::Personal address;    ///< the number or address used
  std::string result;        ///< what came of it, with provider, rule or reason
};

/// `events` of one pupil in order of seq. Names are looked up in `roll`; a contact who has left it is
/// named by reference.
std::vector<TimelineRow> timeline(std::span<const Event> events, const roll::Roll& roll);

/// The same of a part of them, such as a redaction (redact.h): `all` says what kind of job each was.
std::vector<TimelineRow> timeline(std::span<const Event> shown, std::span<const Event> all,
                                  const roll::Roll& roll);

}  // namespace firstday::chronology
