// How each account is doing: whether it is stopped, and how much may be tried over it. Pure.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dispatch/provider_choice.h"
#include "dispatch/summary.h"
#include "job/outcome.h"

namespace firstday::dispatch {

class AccountBook {
 public:
  /// An account whose provider is out of order begins stopped, and stays so: no message is tried over it.
  /// `tries_each`, `unknowns_before_stop`: see Settings.
  AccountBook(Accounts accounts, int tries_each, int unknowns_before_stop);

  bool is_set_up(job::Kind kind) const { return has_account(accounts_, kind); }
  /// The account for a job's next attempt; nothing when every account for the kind is stopped.
  std::optional<Account> account_for(job::Kind kind, int attempts) const;
  /// True when another account than this one could carry the kind.
  bool has_other(job::Kind kind, const Account& than) const;
  /// True when there are accounts, and every one of them is stopped.
  bool all_stopped() const;

  /// How many sends may be on the wire over the account. The first goes alone: a wrong key costs one
  /// message, not a group.
  int places(const Account& account) const;

  /// Takes note of an outcome; stops the account when it was misconfigured or too many outcomes in a
  /// row were unknown. True when it is this that stopped it.
  bool note(const Account& account, const job::Outcome& outcome);
  std::vector<StoppedAccount> stopped() const;  ///< by name
  void resume_all();

 private:
  bool stop(const Account& account, const std::string& why);
  void stop_those_out_of_order();

  Accounts accounts_;
  int tries_each_;
  int unknowns_before_stop_;
  std::map<std::string, int> unknowns_in_a_row_;  ///< of the accounts that have been tried

  std::set<std::string> stopped_names_;
  std::map<std::string, std::string> stopped_why_;
};

}  // namespace firstday::dispatch
