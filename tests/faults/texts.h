// Texts of one morning for the senders that the fault tests start: person 12 is contact C12 of pupil P12,
// with the number +447700900012.
#pragma once

#include <string>

#include "base/result.h"
#include "dispatch/school_side.h"
#include "job/job.h"

namespace firstday::faults {

/// A batch with two texts to each of so many people, of two versions of the policy: the second plans what the
/// first has planned already, and only the claim stands between the family and a second text.
job::Batch texts_to(int people);

std::string number_of(int person);
/// What the renderer makes of such a job.
base::Result<dispatch::Prepared> rendered_text(const job::Job& job);

/// The school of these texts, which sends them over the one account.
dispatch::SchoolSide school_with(const std::string& account, ports::Provider& provider);

}  // namespace firstday::faults
