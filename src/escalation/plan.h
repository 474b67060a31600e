// Who must be told what today: the one decision of the product.
//
// Pure: the same roll, register, facts, policies and time give the same batch, whatever was planned
// before. Total: every roll and register has an answer. No I/O, no clock, no log.
#pragma once

#include "chronology/facts.h"
#include "escalation/policy.h"
#include "job/job.h"
#include "roll/roll.h"
#include "roll/school.h"

namespace firstday::escalation {

struct When {
  base::Instant now{};
  base::Instant release{};  ///< the hold window's end: what a provider carries goes no earlier than this
};

/// Plans the school day that `when.now` falls on. On any other day only what cannot wait is planned, of cases
/// that are open: a concern that was raised, staff who are out, word of a child who set off; and what is
/// taken back.
///
/// `marks` must reach back to the first date of every open case, or a case is counted too short.
/// `roll`, `marks` and `facts` are sorted as their types say. `policies` has a current one; a case is
/// planned by the version it was opened under, or by the current one when that version is gone, and
/// its keys name its own version either way; the latter is in `replaced`, and a task of the DSL.
///
/// What it promises (design section 9; tests/escalation/invariants_test.cpp):
///  1. every pupil absent without a reason is in `absent`, with a job or a Withheld about the pupil;
///  2. facts that hold an earlier plan's jobs change no key: what was planned is planned again, and the
///     queue passes over keys it has. What became of them does change the plan: where a text is proven to
///     have failed at a number that was corrected since, the new number has a key of its own, and is told; a
///     failed text makes its call due at once, a call on record the next one, a visit or a decision what
///     follows from it;
///  3. no job names a contact whom roll::may_be_told refuses for the job's channel.
///
/// No mark is neither present nor absent: it never makes a job. A pupil with an open case and no mark
/// after the register has closed is withheld as `no_mark`, or as `group_closed` where the pupil's year or
/// form stays at home today; those without a case are only in the list of forms without marks.
job::Batch plan(const roll::School& school, const roll::Roll& roll, const roll::Register& marks,
                const chronology::Facts& facts, const PolicySet& policies, const When& when);

}  // namespace firstday::escalation
