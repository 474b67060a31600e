// The accounts of every school, and how each is doing. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dispatch/gauge.h"
#include "dispatch/school_side.h"
#include "dispatch/summary.h"

namespace firstday::dispatch {

class AccountBook {
 public:
  /// Numbers the schools' accounts (Account::gauge). `tries_each`: see Settings.
  AccountBook(std::vector<SchoolSide>& schools, int tries_each, const BreakerSettings& breaker);

  Gauge& of(const Account& account) { return gauges_[static_cast<std::size_t>(account.gauge)]; }
  const Gauge& of(const Account& account) const { return gauges_[static_cast<std::size_t>(account.gauge)]; }

  /// The account for a job's next attempt; nullptr when none for its kind takes anything now. Points into
  /// `accounts`.
  const Account* account_for(const Accounts& accounts, const job::Job& job, int attempts,
                             const Moment& now) const;
  /// True when another account than this one could carry the kind now.
  bool has_other(const Accounts& accounts, job::Kind kind, const Account& than, const Moment& now) const;
  bool takes(const Accounts& accounts, job::Kind kind, const Moment& now) const;
  /// When the first account for the kind lets one message try; nothing: not before somebody acts.
  std::optional<base::Steady> tries_at(const Accounts& accounts, job::Kind kind, const Moment& now) const;
  /// True when there are accounts, and none of them takes anything or will try by itself until `until`.
  bool all_stopped(const Accounts& accounts, const Moment& now, base::Steady until) const;

  /// Those of the school's accounts over which nothing goes, by name.
  std::vector<StoppedAccount> stopped(const Accounts& accounts, const Moment& now) const;
  std::vector<AccountHealth> health(const Accounts& accounts) const;
  /// A person says that they are mended; what was found out of order when it was opened stays so.
  void resume_all();

 private:
  std::vector<const Account*> usable(const Accounts& accounts, job::Kind kind, const Moment& now) const;

  int tries_each_;
  std::vector<Gauge> gauges_;
};

}  // namespace firstday::dispatch
