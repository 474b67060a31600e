// Chooses what goes on the wire now, in whose turn, and makes it ready: one group, committed together.
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "dispatch/address_log.h"
#include "dispatch/flights.h"
#include "dispatch/settings.h"
#include "dispatch/side.h"
#include "dispatch/turns.h"

namespace firstday::dispatch {

/// A job whose bytes are frozen and whose account has a place for it.
struct Ready {
  Side* side = nullptr;
  ports::Leased leased;
  Account account;
  ports::AttemptStart start;
  long long cost = 0;  ///< hundredths of a penny
};

/// A job that will not be sent.
struct Dropped {
  Side* side = nullptr;
  ports::Leased leased;
};

struct Group {
  base::Instant now{};
  Moment moment;
  std::vector<Ready> ready;
  std::vector<Dropped> dropped;
  std::vector<ports::JobChange> changes;  ///< of those, in their order
  std::map<int, int> taken;               ///< places this group takes, by gauge
  std::map<const Side*, long long> cost;
  std::optional<base::Steady> wake;  ///< when something that waits here may go, at the earliest

  bool is_empty() const { return ready.empty() && dropped.empty(); }
};

class GroupMaker {
 public:
  GroupMaker(const Wiring& wiring, const Settings& settings, AccountBook& book, Flights& flights,
             AddressLog& addresses, std::size_t schools);

  /// Takes what may go now out of the sides' waiting lists. What may not stays where it is, is parked, or
  /// waits for its address.
  Group make(std::vector<Side>& sides, base::Instant now, const Moment& moment);

 private:
  enum class Fate { kReady, kGone, kStays };
  /// One lane of a pass: where each school's list is looked at next.
  struct Lane {
    bool urgent = false;
    FairTurns* turns = nullptr;
    std::vector<std::list<ports::Leased>*> lists;
    std::vector<std::list<ports::Leased>::iterator> at;

    bool has(std::size_t side) const { return at[side] != lists[side]->end(); }
    bool has_any() const;
  };

  static Lane lane(std::vector<Side>& sides, bool urgent, FairTurns& turns);
  bool is_full(const Group& group, bool urgent) const;
  bool take_one(std::vector<Side>& sides, Lane& lane, Group& group);
  Fate consider(Side& side, ports::Leased& leased, bool urgent, Group& group);
  bool ends_here(Side& side, ports::Leased& leased, Group& group);
  const Account* place_for(const Side& side, const ports::Leased& leased, bool urgent, Group& group) const;
  Fate make_ready(Side& side, ports::Leased& leased, const Account& account, Group& group);
  Fate not_rendered(Side& side, ports::Leased& leased, const base::Error& error, Group& group);
  bool may_be_written_to(Side& side, ports::Leased& leased, const job::Message& message,
                         const Account& account, Group& group);
  bool is_affordable(Side& side, ports::Leased& leased, long long cost, const Group& group) const;
  void drop(Side& side, ports::Leased leased, job::Event event, std::string reason, Group& group) const;

  const Wiring& wiring_;
  const Settings& settings_;
  AccountBook& book_;
  Flights& flights_;
  AddressLog& addresses_;
  FairTurns urgent_turns_, ordinary_turns_;
  UrgentTurns overtaking_;
};

}  // namespace firstday::dispatch
