// The way of a job up to the wire: lease, choose, render, prepare, first transaction, start.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "dispatch/account_book.h"
#include "dispatch/flights.h"
#include "dispatch/settings.h"

namespace firstday::dispatch {

class Starter {
 public:
  Starter(const Wiring& wiring, const Settings& settings, AccountBook& book, Flights& flights)
      : wiring_(wiring), settings_(settings), book_(book), flights_(flights) {}

  /// Starts what may go on the wire now, committed as one group before its first byte. Does nothing
  /// but give leases back while the window is closed. An error is the store's, or the roll's: no more
  /// may be started. What the group had leased is then still held, for give_back().
  base::Status start_some(const roll::Urn& school, Summary& summary);

  /// Jobs leased and waiting for a free place.
  int waiting() const { return static_cast<int>(waiting_.size()); }
  /// True when the queue was asked and had nothing for us.
  bool found_nothing() const { return found_nothing_; }
  /// Lets the next start_some() ask the queue, however short ago it was found empty.
  void look_now() { look_at_.reset(); }
  /// Gives every lease that is still held back to the queue, and counts them as left waiting. After an error
  /// they are still held.
  base::Status give_back(Summary& summary);

 private:
  /// A job whose bytes are frozen and whose account has a place for it.
  struct Ready {
    ports::Leased leased;
    Account account;
    ports::AttemptStart start;
  };
  /// A group in the making.
  struct Group {
    base::Instant now{};
    std::vector<Ready> ready;
    std::vector<ports::Leased> dropped;           ///< jobs that will not be sent
    std::vector<ports::JobChange> changes;        ///< of those, in their order
    std::map<const ports::Provider*, int> taken;  ///< places this group takes
    std::optional<base::Error> roll_is_away;
  };

  base::Status lease(const roll::Urn& school, base::Instant now);
  void hold(std::vector<ports::Leased> leased);
  Group make_group(base::Instant now);
  bool consider(ports::Leased& leased, Group& group);
  bool has_place(const Account& account, const Group& group) const;
  bool make_ready(ports::Leased& leased, const Account& account, Group& group);
  void not_rendered(const ports::Leased& leased, const base::Error& error, Group& group);
  void drop(const ports::Leased& leased, job::Event event, std::string reason, Group& group) const;
  base::Status commit_changes(Group& group, Summary& summary);
  base::Status commit_and_start(Group& group, Summary& summary);
  void not_started(Ready& ready);
  base::Status settle_doubtful();
  void take_off(Ready& ready, ports::StartResult result, Summary& summary);

  const Wiring& wiring_;
  const Settings& settings_;
  AccountBook& book_;
  Flights& flights_;
  std::vector<ports::Leased> waiting_;          ///< in the queue's order
  std::vector<ports::Leased> parked_;           ///< every account for their kind is stopped
  std::vector<ports::AttemptFinish> doubtful_;  ///< commits that failed, and may yet have happened
  std::optional<base::Steady> look_at_;

  bool found_nothing_ = false;
};

}  // namespace firstday::dispatch
