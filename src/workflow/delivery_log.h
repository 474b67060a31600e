// Every message and what became of it, for the office to look through.
#pragma once

#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// One recipient's job, names looked up. `pupils` and `recipient` are for the office's own screen.
struct LogRow {
  roll::Urn school;
  base::Date day{};
  ports::JobRow job;
  std::vector<base::Personal> pupils;
  base::Personal recipient;  ///< "Alex Marsh (mother)", or the role
  base::Instant at{};        ///< when it was sent; for what has not left, when it falls due
};

/// In order of time. `filter.school` is set from each chosen school; `only` as everywhere.
base::Result<std::vector<LogRow>> delivery_log(const House& house, const roll::Urn& only,
                                               ports::JobFilter filter);

}  // namespace firstday::workflow
