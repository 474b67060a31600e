// What is kept of staff who are out on a visit for their safety alone, and when it must go (004-06, domain.md
// section 6: purged after the visit).
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "chronology/event.h"

namespace firstday::chronology {

/// Details of one event that have done their work.
struct SafetyData {
  roll::Urn school;
  long long seq = 0;
  std::vector<std::string> names;  ///< mobile, car, value (the times they were to ring and be back) ...

  friend bool operator==(const SafetyData&, const SafetyData&) = default;
};

/// Of `events`, in order of seq and of any cases: what is to be destroyed at `now`, which is `after` the
/// staff came back; where nobody has put that on record, `after` the end of the day. That they left and came
/// back, who they were and when stays.
std::vector<SafetyData> safety_data_to_destroy(std::span<const Event> events, base::Instant now,
                                               std::chrono::hours after);

}  // namespace firstday::chronology
