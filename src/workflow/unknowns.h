// Messages of which nobody knows whether they left: a person finds out and says so. Nothing is ever sent
// again by itself because of it.
#pragma once

#include "workflow/record.h"

namespace firstday::workflow {

/// What a person found out about one unknown message.
struct UnknownRecord {
  std::string pupil;    ///< as find_pupil understands it
  std::string contact;  ///< empty: whoever it was for
  std::string job;      ///< which one, where there are several; as `tasks --json` shows it
  std::string outcome;  ///< one of unknown_outcomes()
  base::Personal note;
};

/// arrived: the family has it, and the job is done. not_arrived: it has failed, and the day is planned again:
/// the next contact or channel comes due. The message itself is not sent again either way.
std::vector<std::string> unknown_outcomes();

/// kUsage for a pupil, contact or outcome that is not known, where nothing is unknown, and where it is not
/// clear which message is meant.
base::Result<Recorded> record_unknown(House& house, const roll::Urn& only, const UnknownRecord& record);

}  // namespace firstday::workflow
