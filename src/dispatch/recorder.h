// The second transaction of every send: what became of it. Outcomes stay here until they are committed.
#pragma once

#include <vector>

#include "dispatch/address_log.h"
#include "dispatch/flights.h"
#include "dispatch/settings.h"
#include "dispatch/side.h"

namespace firstday::dispatch {

class Recorder {
 public:
  Recorder(const Wiring& wiring, const Settings& settings, std::vector<Side>& sides, AccountBook& book,
           const Flights& flights, AddressLog& addresses)
      : wiring_(wiring),
        settings_(settings),
        sides_(sides),
        book_(book),
        flights_(flights),
        addresses_(addresses) {}

  /// Decides what each outcome means for its job, and keeps it for record().
  void take(const std::vector<Landed>& landed, base::Instant now);
  /// Commits all that is kept, as one group, and counts it in the schools' summaries. After an error
  /// everything is still kept.
  base::Status record();
  int kept() const { return static_cast<int>(kept_.size()); }
  int kept_of(const roll::Urn& school) const;

 private:
  struct Kept {
    ports::AttemptFinish finish;
    job::Kind kind = job::Kind::kText;
    Account account;
    base::Duration took{};
  };

  /// `others`: sends over the same account that were on the wire beside it.
  Kept judged(const Landed& landed, base::Instant now, int others);
  void note(const Landed& landed, base::Duration took, int others);
  void take_back(const Landed& landed);
  Side& side_of(const roll::Urn& school) const;
  void count(const Kept& kept, bool job_moved, Summary& summary) const;
  void log(const Kept& kept, bool job_moved) const;

  const Wiring& wiring_;
  const Settings& settings_;
  std::vector<Side>& sides_;
  AccountBook& book_;
  const Flights& flights_;
  AddressLog& addresses_;
  std::vector<Kept> kept_;
};

}  // namespace firstday::dispatch
