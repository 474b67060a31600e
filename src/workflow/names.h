// Names for the office's own screen and files; never for a log.
#pragma once

#include "job/job.h"
#include "roll/roll.h"

namespace firstday::workflow {

/// "Robin Marsh"; the reference when the pupil is no longer on roll.
base::Personal pupil_name(const roll::Roll& roll, const roll::PupilRef& ref);
/// "Alex Marsh (mother)"; the reference when the contact is no longer on roll.
base::Personal contact_name(const roll::Roll& roll, const roll::PupilRef& pupil, const roll::ContactRef& ref);
/// The contact's name, or the role in plain words.
base::Personal recipient_name(const roll::Roll& roll, const job::Job& job);

/// True where some contact of the pupil may be rung and has a number.
bool can_be_rung(const roll::Roll& roll, const roll::PupilRef& pupil);

}  // namespace firstday::workflow
