// The call list: who is to be rung now, in which order, and what to say.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "workflow/evidence.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// One call. Names, numbers and scripts are for the caller's screen or paper.
struct CallRow {
  roll::Urn school;
  ports::JobRow job;
  base::Personal pupil;
  std::string form;
  base::Personal contact;               ///< "Alex Marsh (mother)"
  std::vector<base::Personal> numbers;  ///< E.164, in the order to try: mobile, landline, work
  std::string language;
  bool reached_by_nobody = false;  ///< nothing has left for this pupil today, and nobody answered
  base::Personal script;           ///< empty where there is no template
  std::string tier;                ///< of the pupil's open case; empty: none
  Urgency urgency = {};
  /// Of a pupil whose message has not left (workflow/late_messages.h): which, since when it is due or waits,
  /// and why. Empty: none is late.
  std::string late_kind = {};  ///< text, email, voice
  base::Instant late_since = {};
  std::string late_because = {};
};

/// True for what a person rings: a call that was planned as one, and a voice message that was handed to staff
/// (providers/call_list). Of a job that is with staff.
bool is_rung_by_staff(job::Kind kind);

/// The open calls of `now`'s day whose time has come, or, with `later_too`, of the whole day. While messages
/// of the day wait for a person, all calls of the day; while a pupil's message is late, that pupil's. Whoever
/// would get such a message, has no call planned and was not rung stands there too, once: `job` is the
/// message then, and when it leaves after all the row goes by itself. Pupils reached by nobody come first,
/// then by Urgency, form and pupil; a pupil's contacts in ringing order. Writes nothing, so it works on a
/// read-only database.
base::Result<std::vector<CallRow>> call_list(const House& house, const roll::Urn& only, bool later_too);

/// How new the record of today is on which a list rests, for whoever reads it where nothing can be written.
struct RecordAge {
  roll::Urn school;
  std::optional<base::Instant> planned;  ///< the last run, or the last job that a plan added
  std::optional<base::Instant> newest;   ///< of all events; nothing: none is of today
};

base::Result<std::vector<RecordAge>> record_ages(const House& house, const roll::Urn& only);

}  // namespace firstday::workflow
