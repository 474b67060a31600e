// What staff did and were told, put on record: calls, replies, reasons. Each is committed before this
// returns, and the day is planned again with it: a reason given withdraws the calls it makes needless.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// The outcomes of a call that staff choose from, in the order they are offered.
std::vector<std::string> call_outcomes();

/// Who it was that spoke, and how staff know: of a reason, a call or a reply. All of it is kept as evidence.
struct Speaker {
  base::Personal who = {};         ///< where it was not the contact, or none is named
  base::Personal identified = {};  ///< rang back the number on record, knows the password, known by voice ...
  /// The child was seen or spoken to: a fourth thing beside answered, reason given and reason accepted.
  bool located = false;
};

/// Staff rang somebody.
struct CallRecord {
  std::string pupil;      ///< as find_pupil understands it
  std::string contact;    ///< reference of the contact who was rung
  std::string outcome;    ///< one of call_outcomes()
  base::Personal reason;  ///< with reason_given: what was said
  std::optional<base::Date> expected_return;
  base::Personal note;
  Speaker speaker = {};
};

/// The family told us something: an answer to a text, a call to the office, a note at the gate.
struct ReplyRecord {
  std::string pupil;
  std::string contact;  ///< empty when the office does not know who it was
  std::string channel;  ///< text, call, email, in_person
  base::Personal text;
  bool set_off =
      false;  ///< it says that the child left for school, or is there: the DSL looks for the child now
  Speaker speaker = {};
};

/// A reason, and whether a person finds it acceptable (001-04: an unacceptable one needs its rationale).
struct ReasonRecord {
  std::string pupil;
  std::string contact;
  base::Personal reason;
  std::optional<bool> acceptable;  ///< nothing: not judged yet
  base::Personal rationale;        ///< mandatory with acceptable = false
  std::optional<base::Date> expected_return;
  std::string role = {};  ///< of whoever judges; needed where the policy says who may accept a reason
  Speaker speaker = {};
};

struct Recorded {
  roll::Urn school;
  roll::PupilRef pupil;
  ports::Enqueued changed;                     ///< what the record changed in today's plan
  std::vector<roll::PupilRef> left_open = {};  ///< of a task for several children: those it was not done for
};

/// kUsage for an unknown pupil, contact or outcome, a missing rationale, or a reason that is accepted by a
/// role that may not (Tier::accepts_reason). A barred contact's reply is recorded like any other, and the
/// plan makes of it what the rules say.
base::Result<Recorded> record_call(House& house, const roll::Urn& only, const CallRecord& call);
base::Result<Recorded> record_reply(House& house, const roll::Urn& only, const ReplyRecord& reply);
base::Result<Recorded> record_reason(House& house, const roll::Urn& only, const ReasonRecord& reason);

}  // namespace firstday::workflow
