// When somebody or something looks at a job again: no state may last in silence (dispatch.md section 5).
#pragma once

#include <map>
#include <optional>

#include "base/time.h"
#include "job/state.h"
#include "roll/pupil.h"
#include "roll/school.h"

namespace firstday::job {

/// A school's own, from its settings (config/README.md, "deadlines").
struct Deadlines {
  base::Duration send = std::chrono::minutes{2};      ///< an answer of the provider to a send
  base::Duration receipt = std::chrono::minutes{60};  ///< its word on what became of it
  base::Duration unknown = std::chrono::minutes{10};  ///< until the ladder goes on without knowing
  base::TimeOfDay school_ends{15 * 60 + 20};
};

/// By school; `of` gives the defaults for one that is not there.
class DeadlineBook {
 public:
  void put(const roll::Urn& school, const Deadlines& deadlines) { all_[school] = deadlines; }
  const Deadlines& of(const roll::Urn& school) const {
    const auto at = all_.find(school);
    return at == all_.end() ? usual_ : at->second;
  }

 private:
  std::map<roll::Urn, Deadlines> all_;
  Deadlines usual_;
};

/// What a job's next look depends on.
struct Moments {
  State state = State::kQueued;
  base::Instant since{};  ///< of that state
  base::Date day{};
  base::Instant not_before{};
  std::optional<base::Instant> not_after = {};
  std::optional<base::Instant> due_by = {};
  base::Instant lease_until{};
  /// Of an unknown that nobody settled in time: when it was last brought up.
  std::optional<base::Instant> told_at = {};
};

/// Nothing exactly for the terminal states. queued: when it falls due; leased: the end of the lease;
/// in_flight: the provider's answer; awaiting_receipt: the receipt, but never past not_after; unknown: until
/// the ladder goes on, and then once a day until a person settles it; held and with_staff: the first of
/// not_after and due_by, else the end of its school day. May lie in the past: then it is overdue.
std::optional<base::Instant> next_check_at(const Moments& job, const Deadlines& deadlines);

}  // namespace firstday::job
