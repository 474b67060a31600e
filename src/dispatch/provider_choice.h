// Which of the school's accounts a job goes to. Pure.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "job/job.h"
#include "ports/provider.h"

namespace firstday::dispatch {

/// The school's settings for one provider. The provider belongs to whoever made it and outlives us.
struct Account {
  std::string name;  ///< as in the settings; unique in the house
  ports::Provider* provider = nullptr;
};

/// By kind, in the order in which they are asked. One account may stand under several kinds.
using Accounts = std::map<job::Kind, std::vector<Account>>;

/// The accounts that can carry this kind now, in order: those whose provider carries it and whose name
/// is not among the stopped ones.
std::vector<Account> usable_accounts(const Accounts& accounts, job::Kind kind,
                                     const std::set<std::string>& stopped);

/// True where an account for this kind was set up at all, stopped or not.
bool has_account(const Accounts& accounts, job::Kind kind);

/// The account for the next attempt, after `attempts` that are all proven not to have reached anybody:
/// the first usable one; after every `tries_each` attempts the next in order, and round again. Nullptr
/// when none is usable. Points into `usable`.
const Account* choose(const std::vector<Account>& usable, int attempts, int tries_each);

}  // namespace firstday::dispatch
