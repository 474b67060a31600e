#include "dispatch/account_book.h"

#include <algorithm>

namespace firstday::dispatch {

AccountBook::AccountBook(Accounts accounts, int tries_each, int unknowns_before_stop)
    : accounts_(std::move(accounts)), tries_each_(tries_each), unknowns_before_stop_(unknowns_before_stop) {
  stop_those_out_of_order();
}

void AccountBook::stop_those_out_of_order() {
  for (const auto& [kind, accounts] : accounts_)
    for (const Account& account : accounts)
      if (const std::string& why = account.provider->capabilities().out_of_order; !why.empty())
        stop(account, why);
}

std::optional<Account> AccountBook::account_for(job::Kind kind, int attempts) const {
  const auto usable = usable_accounts(accounts_, kind, stopped_names_);
  const Account* chosen = choose(usable, attempts, tries_each_);
  return chosen == nullptr ? std::nullopt : std::optional(*chosen);
}

bool AccountBook::has_other(job::Kind kind, const Account& than) const {
  const auto usable = usable_accounts(accounts_, kind, stopped_names_);
  return std::any_of(usable.begin(), usable.end(), [&](const Account& a) { return a.name != than.name; });
}

bool AccountBook::all_stopped() const {
  if (stopped_names_.empty()) return false;
  return std::all_of(accounts_.begin(), accounts_.end(), [&](const auto& of_kind) {
    return usable_accounts(accounts_, of_kind.first, stopped_names_).empty();
  });
}

int AccountBook::places(const Account& account) const {
  if (unknowns_in_a_row_.count(account.name) == 0) return 1;
  return std::max(account.provider->capabilities().max_in_flight, 1);
}

bool AccountBook::note(const Account& account, const job::Outcome& outcome) {
  if (outcome.kind == job::OutcomeKind::kMisconfigured)
    return stop(account, outcome.evidence + " Check the account's key, credit and sender in the settings.");
  int& unknowns = unknowns_in_a_row_[account.name];
  unknowns = outcome.kind == job::OutcomeKind::kUnknown ? unknowns + 1 : 0;
  if (unknowns_before_stop_ == 0 || unknowns < unknowns_before_stop_) return false;
  return stop(account, "It is not known what became of the last " + std::to_string(unknowns) +
                           " messages. Ask the provider whether it took them.");
}

bool AccountBook::stop(const Account& account, const std::string& why) {
  stopped_why_.try_emplace(account.name, why);
  return stopped_names_.insert(account.name).second;
}

std::vector<StoppedAccount> AccountBook::stopped() const {
  std::vector<StoppedAccount> all;
  for (const auto& [name, why] : stopped_why_) all.push_back({name, why});
  return all;
}

void AccountBook::resume_all() {
  unknowns_in_a_row_.clear();
  stopped_names_.clear();
  stopped_why_.clear();
  stop_those_out_of_order();
}

}  // namespace firstday::dispatch
