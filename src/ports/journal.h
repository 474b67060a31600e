// The record: events of one school, in order, only ever appended, each chained to the one before.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "chronology/event.h"

namespace firstday::ports {

/// Empty members do not restrict.
struct EventFilter {
  roll::Urn school;
  roll::PupilRef pupil;
  std::optional<base::Instant> from;
  std::optional<base::Instant> to;  ///< not included
  /// Only events of cases that are open, and of cases closed since `from`: each case whole, from its
  /// opening on, so `from` does not restrict the events themselves then.
  bool of_open_cases = false;
  std::vector<chronology::Type> types;
};

/// What a check of the chain found. `broken_at` is the first seq that does not fit; 0 when all does.
struct ChainState {
  long long events = 0;
  long long broken_at = 0;
  std::string why;
  std::string head;  ///< hex hash of the last event
};

/// Details of one event that may no longer be kept.
struct Destruction {
  roll::Urn school;
  long long seq = 0;
  std::vector<std::string> names;  ///< of the details; those that the event has not are passed over
  std::string reason;              ///< in words; no personal data
  std::string actor = "firstday";
  base::Instant at{};
};

class Journal {
 public:
  virtual ~Journal() = default;

  /// One transaction; gives the events their seq. All must belong to one school.
  virtual base::Status append(std::span<const chronology::Event> events) = 0;
  /// By seq.
  virtual base::Result<std::vector<chronology::Event>> events(const EventFilter& filter) const = 0;
  /// Takes the details out for good, and writes an event (details_destroyed) that says of which event and
  /// which they were, never what they said. One transaction for all. The chain verifies afterwards as before:
  /// it covers a commitment to the details, and what is left is covered by that event. Copies that somebody
  /// made of the database before, backups among them, are not touched. Gives how many events lost something;
  /// doing it again changes nothing.
  virtual base::Result<int> destroy(std::span<const Destruction> destructions) = 0;
  virtual base::Result<ChainState> verify(const roll::Urn& school) const = 0;
};

}  // namespace firstday::ports
