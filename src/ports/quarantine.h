// The hold on all sending while the record may not know what has left: after a restore, where an older
// database was put back, where a copy of the installation runs in another place (dispatch.md section 5,
// "Quarantine").
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace firstday::ports {

struct Quarantined {
  base::Instant since{};
  std::string why;  ///< whole sentences: what was found, and since when messages may have left unrecorded
};

/// While it is on, the queue leases nothing and starts no attempt (ports/job_queue.h); everything else is
/// recorded as ever. It outlives the process, and only a person ends it.
class Quarantine {
 public:
  virtual ~Quarantine() = default;

  virtual base::Result<std::optional<Quarantined>> current() const = 0;
  /// Compares the database with what is kept beside it, and puts the hold on where they do not belong
  /// together. For whoever opens the installation, and again whenever the right to dispatch is taken.
  virtual base::Result<std::optional<Quarantined>> look(base::Instant now) = 0;
  /// A person or a restore puts it on; an event on every school's chain says so. `why` holds no personal
  /// data. Where it is on already, the first reason stays.
  virtual base::Status begin(const std::string& why, const std::string& actor, base::Instant now) = 0;
  /// Ends it; an event on every school's chain says who and why. kUsage where none is on, or without a
  /// reason.
  virtual base::Status release(const std::string& reason, const std::string& actor, base::Instant now) = 0;
};

}  // namespace firstday::ports
