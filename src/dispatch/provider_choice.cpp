#include "dispatch/provider_choice.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

bool carries(const Account& account, job::Kind kind) {
  const auto& kinds = account.provider->capabilities().kinds;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

std::vector<Account> usable_accounts(const Accounts& accounts, job::Kind kind,
                                     const std::set<std::string>& stopped) {
  std::vector<Account> usable;
  const auto of_kind = accounts.find(kind);
  if (of_kind == accounts.end()) return usable;
  for (const Account& account : of_kind->second)
    if (carries(account, kind) && stopped.count(account.name) == 0) usable.push_back(account);
  return usable;
}

bool has_account(const Accounts& accounts, job::Kind kind) {
  return !usable_accounts(accounts, kind, {}).empty();
}

const Account* choose(const std::vector<Account>& usable, int attempts, int tries_each) {
  if (usable.empty()) return nullptr;
  const int turns = std::max(attempts, 0) / std::max(tries_each, 1);
  return &usable[static_cast<std::size_t>(turns) % usable.size()];
}

}  // namespace firstday::dispatch
