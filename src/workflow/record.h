// What staff did and were told, put on record: calls, replies, reasons. Each is committed before this
// returns, and the day is planned again with it: a reason given withdraws the calls it makes needless.
#pragma once

#include <optional>
#include <string>

#include "ports/job_queue.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// The outcomes of a call that staff choose from, in the order they are offered.
std::vector<std::string> call_outcomes();

/// Staff rang somebody.
struct CallRecord {
  std::string pupil;      ///< as find_pupil understands it
  std::string contact;    ///< reference of the contact who was rung
  std::string outcome;    ///< one of call_outcomes()
  base::Personal reason;  ///< with reason_given: what was said
  std::optional<base::Date> expected_return;
  base::Personal note;
};

/// The family told us something: an answer to a text, a call to the office, a note at the gate.
struct ReplyRecord {
  std::string pupil;
  std::string contact;  ///< empty when the office does not know who it was
  std::string channel;  ///< text, call, email, in_person
  base::Personal text;
};

/// A reason, and whether a person finds it acceptable (001-04: an unacceptable one needs its rationale).
struct ReasonRecord {
  std::string pupil;
  std::string contact;
  base::Personal reason;
  std::optional<bool> acceptable;  ///< nothing: not judged yet
  base::Personal rationale;        ///< mandatory with acceptable = false
  std::optional<base::Date> expected_return;
};

struct Recorded {
  roll::Urn school;
  roll::PupilRef pupil;
  ports::Enqueued changed;  ///< what the record changed in today's plan
};

/// kUsage for an unknown pupil, contact or outcome, or a missing rationale. A barred contact's reply
/// is recorded like any other, and the plan makes of it what the rules say.
base::Result<Recorded> record_call(House& house, const roll::Urn& only, const CallRecord& call);
base::Result<Recorded> record_reply(House& house, const roll::Urn& only, const ReplyRecord& reply);
base::Result<Recorded> record_reason(House& house, const roll::Urn& only, const ReasonRecord& reason);

}  // namespace firstday::workflow
