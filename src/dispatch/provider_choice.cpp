#include "dispatch/provider_choice.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace firstday::dispatch {

namespace {

bool carries(const Account& account, job::Kind kind) {
  const auto& kinds = account.provider->capabilities().kinds;
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// 0 < u < 1, the same for the same words in every process (FNV-1a with a last mix, so that words which
/// differ only at their end differ in the leading bits).
double lot_of(std::string_view job, std::string_view account) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const std::string_view word : {job, std::string_view("\n"), account})
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
  hash ^= hash >> 33;
  return (static_cast<double>(hash >> 12) + 0.5) / 4503599627370496.0;
}

/// Sorting by u^(1/w) draws without replacement by weight (Efraimidis and Spirakis 2006).
double rank_of(const Account& account, const job::JobId& job, const Failures& failures) {
  constexpr int kMostHalvings = 20;
  const double share = account.weight / std::exp2(std::clamp(failures(account), 0, kMostHalvings));
  return std::log(lot_of(job.text(), account.name)) / share;
}

}  // namespace

std::vector<const Account*> accounts_for(const Accounts& accounts, job::Kind kind) {
  std::vector<const Account*> out;
  const auto of_kind = accounts.find(kind);
  if (of_kind == accounts.end()) return out;
  for (const Account& account : of_kind->second)
    if (carries(account, kind)) out.push_back(&account);
  return out;
}

const Account* choose(std::vector<const Account*> usable, const job::JobId& job, int attempts, int tries_each,
                      const Failures& failures) {
  if (usable.empty()) return nullptr;
  const auto spares =
      std::stable_partition(usable.begin(), usable.end(), [](const Account* a) { return a->weight > 0; });
  if (spares - usable.begin() > 1)
    std::stable_sort(usable.begin(), spares, [&](const Account* a, const Account* b) {
      return rank_of(*a, job, failures) > rank_of(*b, job, failures);
    });
  const int turns = std::max(attempts, 0) / std::max(tries_each, 1);
  return usable[static_cast<std::size_t>(turns) % usable.size()];
}

}  // namespace firstday::dispatch
