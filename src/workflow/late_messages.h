// Messages to families that ought to have left and have not, whatever stopped them: each puts its family on
// the call list (workflow/calls.h). Worked out from the rows of the queue and the clock alone, so that a
// dispatcher that hangs or is dead stops nobody from being told.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// So long after a message was due its family is rung instead.
inline constexpr std::chrono::minutes kLateAfter{5};

struct LateMessage {
  ports::JobRow row;  ///< without the pupils about whom it was withdrawn
  /// When it was first due: its time, in the hours in which messages leave, or its first try. Of one that
  /// waits for a person since when it waits.
  base::Instant since{};
  bool waits_for_a_person = false;  ///< held with its batch (workflow/brake.h), or the quarantine is on
  std::string why;                  ///< whole sentences for a person; no personal data
};

/// Of today's messages to contacts those that wait for a person, due or not, and those that have been due for
/// `after` and are queued, leased or held. Not one whose time has not come, and not one that may have left
/// (on the wire, taken, unknown). By time and id, as the queue gives them. Writes nothing.
base::Result<std::vector<LateMessage>> late_messages(const House& house, const config::SchoolSettings& school,
                                                     base::Duration after = kLateAfter);

/// For the summary of a run or a turn: what was due and has not left, but for what waits for a person, of
/// which the hold tells.
struct NotSent {
  std::size_t messages = 0;
  base::Instant since{};         ///< when the first of them was due
  std::vector<std::string> why;  ///< each sentence once
  std::string trial;             ///< trial_reason() of a school that is on trial, else empty
  bool overdue = false;          ///< one of them is late by kLateAfter: its family is on the call list
};

base::Result<NotSent> not_sent(const House& house, const config::SchoolSettings& school);

}  // namespace firstday::workflow
