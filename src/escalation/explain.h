// Why a pupil's jobs are in a batch, and why others are not, in words an office manager understands.
#pragma once

#include <string>
#include <vector>

#include "escalation/policy.h"
#include "job/job.h"
#include "roll/roll.h"

namespace firstday::escalation {

/// One sentence or a few about one job or one withholding. `text` names people by their relationship
/// and reference only, so it may be printed and logged.
struct Explanation {
  std::string text;
  std::string rule;               ///< of a withholding; empty for a job
  std::string step;               ///< empty when the pupil as a whole is meant
  std::vector<std::string> rows;  ///< domain.md row ids
  roll::ContactRef contact;       ///< empty when no contact is meant
  std::string job_key;            ///< empty for a withholding
};

/// First the state of the case, then the jobs in the batch's order, then what was withheld. Never
/// empty: a pupil for whom nothing is planned gets a sentence that says so.
std::vector<Explanation> explain(const job::Batch& batch, const roll::Roll& roll, const PolicySet& policies,
                                 const roll::PupilRef& pupil);

}  // namespace firstday::escalation
