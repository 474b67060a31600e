// Which of the school's accounts a job goes to. Pure.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "job/job.h"
#include "ports/provider.h"

namespace firstday::dispatch {

/// The school's settings for one provider. The provider belongs to whoever made it and outlives us.
struct Account {
  std::string name;  ///< as in the settings; unique in the school
  ports::Provider* provider = nullptr;
  /// Accounts with the same word are one account to the provider: their limits and troubles are shared.
  /// Empty: the school has it for itself.
  std::string shared_as = {};
  int weight =
      0;  ///< its share of the messages beside others of its kind; 0: only when those cannot take any
  int gauge = -1;  ///< its place in the account book, which sets it
};

/// By kind, in the order in which they are asked. One account may stand under several kinds.
using Accounts = std::map<job::Kind, std::vector<Account>>;

/// The accounts whose provider carries this kind, in order.
std::vector<const Account*> accounts_for(const Accounts& accounts, job::Kind kind);

/// How many sends over an account failed in a row: each halves its share.
using Failures = std::function<int(const Account&)>;

/// The account for the next attempt, after `attempts` that are all proven not to have reached anybody. Those
/// with a weight come first, by lot: the lot falls on each by its weight, and for one job always the same.
/// Then those without, in the given order. After every `tries_each` attempts it is the next one's turn, and
/// round again. Nullptr when there is none.
const Account* choose(std::vector<const Account*> usable, const job::JobId& job, int attempts, int tries_each,
                      const Failures& failures);

}  // namespace firstday::dispatch
