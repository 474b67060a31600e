// Mornings of texts, and the store's part of sending them: lease, first transaction, second transaction. No
// provider, no rendering.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <utility>

#include "ports/job_queue.h"

namespace firstday::bench {

inline const roll::Urn kSchool("100001");
inline const base::Date kDay = base::make_date(2027, 1, 12);

/// Quarter to ten of that day.
base::Instant morning_of(base::Date day);

/// One school's batch: a text for each of so many pupils, and their cases.
job::Batch morning(base::Date day, int jobs, const roll::Urn& school = kSchool);

/// Leases all that is due on that day by the hundred, and starts and finishes it in groups. Everything is
/// accepted by a provider that says nothing more. Gives how many were sent.
int dispatch_all(ports::JobQueue& queue, std::size_t group, base::Date day = kDay);

/// The value; a benchmark that did not do its work ends with the error's sentence.
template <typename T>
T must(base::Result<T> result) {
  if (result) return std::move(result).value();
  std::fprintf(stderr, "%s\n", result.error().what.c_str());
  std::exit(1);
}

double seconds(const std::function<void()>& work);
double median(std::vector<double> values);

}  // namespace firstday::bench
