// The permanent claim on telling somebody something: what keeps two attempts for the same pupil, day,
// address and purpose apart for ever, whatever happens to the jobs (design section 5, T1).
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "job/job.h"

namespace firstday::dispatch {

/// HMAC-SHA256 under the school's claim key, as lower-case hex. A function, so that the key stays
/// where it is kept. Keyed, because a plain hash of a telephone number is the number.
using KeyedHash = std::function<std::string(std::string_view)>;

/// One key per subject of the job, in their order: the keyed hash of school, day, pupil, address,
/// channel and purpose. The purpose is what the job is about and its round, so that the text of the
/// afternoon is not the text of the morning. The job's step, policy, template and language are not in
/// it: a changed policy must not tell a family twice. E-mail addresses count without regard to case.
std::vector<std::string> claims_for(const job::Job& job, const base::Personal& to,
                                    const KeyedHash& keyed_hash);

}  // namespace firstday::dispatch
