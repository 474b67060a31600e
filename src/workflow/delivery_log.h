// Every message and what became of it, for the office to look through.
#pragma once

#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// One recipient's job, names looked up; without the pupils who were taken out of it before it left. `pupils`
/// and `recipient` are for the office's own screen.
struct LogRow {
  roll::Urn school;
  base::Date day{};
  ports::JobRow job;
  std::vector<base::Personal> pupils;
  base::Personal recipient;  ///< "Alex Marsh (mother)", or the role
  base::Instant at{};        ///< when it was sent; for what has not left, when it falls due
};

/// What a person asks for by name; empty members do not restrict.
struct LogAsk {
  std::string pupil;    ///< as find_pupil understands it
  std::string contact;  ///< reference, or full name of a contact on the roll
  std::string state;    ///< a state's own word, or as the log shows it: "sent" is several
};

/// Puts what is asked for into the filter, and the school of a pupil or contact who is of one alone: another
/// school's child may have the same reference. kUsage for a pupil, contact or state that nothing is known of,
/// so that a slip of the finger is not read as "nothing was sent".
base::Result<ports::JobFilter> filter_for(const House& house, const roll::Urn& only, const LogAsk& ask,
                                          ports::JobFilter filter = {});

/// In order of time. `only` as everywhere; empty: the filter's school, or every one.
base::Result<std::vector<LogRow>> delivery_log(const House& house, const roll::Urn& only,
                                               ports::JobFilter filter);

}  // namespace firstday::workflow
