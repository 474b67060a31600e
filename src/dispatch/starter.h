// The way of a job up to the wire: lease, choose, render, prepare, first transaction, start.
#pragma once

#include <optional>
#include <vector>

#include "dispatch/group.h"
#include "dispatch/leaser.h"

namespace firstday::dispatch {

class Starter {
 public:
  Starter(const Wiring& wiring, const Settings& settings, std::vector<Side>& sides, AccountBook& book,
          Flights& flights, AddressLog& addresses);

  /// Before a run: which schools have something, and what the record says of the limits that outlive a
  /// process.
  base::Status begin();
  /// Starts what may go on the wire now, committed as one group before its first byte. True when anything was
  /// started or came to an end, so that it is worth asking again. An error is the store's: no more may be
  /// started. What the group had leased is then still held, for give_back().
  base::Result<bool> start_some();

  int waiting() const;  ///< jobs leased and not begun
  /// When a rate lets the next one go; nothing where none waits for a rate.
  std::optional<base::Steady> rate_opens_at() const { return wake_; }
  /// When something that is held here may leave, at the earliest; nothing: when an answer comes.
  std::optional<base::Instant> next_instant(base::Instant now) const;
  /// The same of one school, without what waits for a rate.
  std::optional<base::Instant> next_instant(const Side& side, base::Instant now) const;
  /// Asks the queue again, however short ago it was found empty.
  base::Status look_now() { return leaser_.look_around(sides_); }
  /// Gives every lease that is still held back to the queue. After an error they are still held.
  base::Status give_back();

 private:
  Moment moment(base::Instant now) const;
  base::Status read_lately(Side& side, const Moment& moment, base::Instant now);
  void take_back_what_may_go(base::Instant now, const Moment& moment);
  base::Status commit_changes(Group& group);
  base::Status commit_and_start(Group& group);
  void not_started(Ready& ready);
  base::Status settle_doubtful();
  void take_off(Ready& ready, ports::StartResult result, const Moment& moment);

  const Wiring& wiring_;
  std::vector<Side>& sides_;
  AccountBook& book_;
  Flights& flights_;
  AddressLog& addresses_;
  Leaser leaser_;
  GroupMaker groups_;
  std::vector<ports::AttemptFinish> doubtful_;  ///< commits that failed, and may yet have happened
  std::optional<base::Steady> wake_;
  bool knows_addresses_ = false;
};

}  // namespace firstday::dispatch
