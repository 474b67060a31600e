// Takes jobs from the queue for each school, so that none of a thousand waits behind fifty thousand of
// another's, and urgent ones while the others wait.
#pragma once

#include <vector>

#include "dispatch/settings.h"
#include "dispatch/side.h"

namespace firstday::dispatch {

class Leaser {
 public:
  Leaser(const Wiring& wiring, const Settings& settings, const AccountBook& book)
      : wiring_(wiring), settings_(settings), book_(book) {}

  /// Asks the queue which schools have anything due. Before the first lease of a run, and after each wait.
  base::Status look_around(std::vector<Side>& sides);
  /// Leases what there is room for. An error is the store's; what was leased before it is held.
  base::Status lease(std::vector<Side>& sides, base::Instant now, const Moment& moment);

 private:
  bool wants(Side& side, const Moment& moment) const;
  int share_of(const std::vector<Side>& sides) const;
  base::Status lease_for(Side& side, int room, base::Instant now, const Moment& moment);
  base::Status lease_urgent(std::vector<Side>& sides, base::Instant now, const Moment& moment);
  base::Status lease_other_kinds(std::vector<Side>& sides, int share, base::Instant now,
                                 const Moment& moment);
  base::Result<int> take(Side& side, int room, bool urgent_only, std::vector<job::Kind> without,
                         base::Instant now);

  const Wiring& wiring_;
  const Settings& settings_;
  const AccountBook& book_;
  base::Steady urgent_look_at_{};
};

}  // namespace firstday::dispatch
