// What a service has counted, as metrics. Names of schools and accounts; never of anybody.
#pragma once

#include "web/metrics_text.h"
#include "workflow/service_book.h"

namespace firstday::web {

/// What the book does not know.
struct Process {
  std::string version;
  long long refused_connections = 0;
};

/// `now`: ages are counted up to it.
std::vector<Metric> metrics_of(const workflow::ServiceNumbers& numbers, base::Instant now,
                               const Process& process);

}  // namespace firstday::web
