#include "dispatch/account_book.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

std::string key_of(const roll::Urn& school, const Account& account) {
  return account.shared_as.empty() ? school.text() + "\n" + account.name : account.shared_as;
}

}  // namespace

AccountBook::AccountBook(std::vector<SchoolSide>& schools, int tries_each, const BreakerSettings& breaker)
    : tries_each_(tries_each) {
  std::map<std::string, int> places;
  for (SchoolSide& side : schools)
    for (auto& [kind, accounts] : side.accounts)
      for (Account& account : accounts) {
        const auto [place, is_new] =
            places.try_emplace(key_of(side.school, account), static_cast<int>(gauges_.size()));
        if (is_new) gauges_.emplace_back(account.provider->capabilities(), breaker);
        account.gauge = place->second;
      }
}

std::vector<const Account*> AccountBook::usable(const Accounts& accounts, job::Kind kind,
                                                const Moment& now) const {
  auto all = accounts_for(accounts, kind);
  std::erase_if(all, [&](const Account* account) { return !of(*account).takes(now); });
  return all;
}

const Account* AccountBook::account_for(const Accounts& accounts, const job::Job& job, int attempts,
                                        const Moment& now) const {
  return choose(usable(accounts, job.kind, now), job.id, attempts, tries_each_,
                [this](const Account& account) { return of(account).failures_in_a_row(); });
}

bool AccountBook::has_other(const Accounts& accounts, job::Kind kind, const Account& than,
                            const Moment& now) const {
  const auto all = usable(accounts, kind, now);
  return std::any_of(all.begin(), all.end(), [&](const Account* a) { return a->gauge != than.gauge; });
}

bool AccountBook::takes(const Accounts& accounts, job::Kind kind, const Moment& now) const {
  return !usable(accounts, kind, now).empty();
}

std::optional<base::Steady> AccountBook::tries_at(const Accounts& accounts, job::Kind kind,
                                                  const Moment& now) const {
  std::optional<base::Steady> first;
  for (const Account* account : accounts_for(accounts, kind))
    if (const auto at = of(*account).tries_at(now)) first = std::min(first.value_or(*at), *at);
  return first;
}

bool AccountBook::all_stopped(const Accounts& accounts, const Moment& now, base::Steady until) const {
  bool any = false;
  for (const auto& [kind, of_kind] : accounts) {
    if (takes(accounts, kind, now)) return false;
    if (const auto at = tries_at(accounts, kind, now); at && *at <= until) return false;
    any = any || !of_kind.empty();
  }
  return any;
}

std::vector<StoppedAccount> AccountBook::stopped(const Accounts& accounts, const Moment& now) const {
  std::map<std::string, StoppedAccount> by_name;
  for (const auto& [kind, of_kind] : accounts)
    for (const Account& account : of_kind)
      if (std::string why = of(account).stopped_because(now); !why.empty())
        by_name[account.name] = {account.name, std::move(why)};
  std::vector<StoppedAccount> all;
  all.reserve(by_name.size());
  for (auto& [name, stopped] : by_name) all.push_back(std::move(stopped));
  return all;
}

std::vector<AccountHealth> AccountBook::health(const Accounts& accounts) const {
  std::map<std::string, AccountHealth> by_name;
  for (const auto& [kind, of_kind] : accounts)
    for (const Account& account : of_kind)
      by_name[account.name] = {account.name, of(account).places(), of(account).failures_in_a_row()};
  std::vector<AccountHealth> all;
  all.reserve(by_name.size());
  for (auto& [name, health] : by_name) all.push_back(std::move(health));
  return all;
}

void AccountBook::resume_all() {
  for (Gauge& gauge : gauges_) gauge.resume();
}

}  // namespace firstday::dispatch
