#include "dispatch/side.h"

#include <algorithm>

namespace firstday::dispatch {

bool is_shut(const Side& side, job::Kind kind, base::Instant now, const Moment& moment,
             const AccountBook& book) {
  if (side.over_budget.count(kind) != 0 || !is_open(side.is.window_of(kind), now)) return true;
  return !accounts_for(side.is.accounts, kind).empty() && !book.takes(side.is.accounts, kind, moment);
}

std::vector<job::Kind> shut_kinds(const Side& side, base::Instant now, const Moment& moment,
                                  const AccountBook& book) {
  std::vector<job::Kind> shut;
  for (const job::Kind kind : job::kCarriedKinds)
    if (is_shut(side, kind, now, moment, book)) shut.push_back(kind);
  return shut;
}

std::optional<base::Instant> leaves_at(const Side& side, job::Kind kind, base::Instant due, base::Instant now,
                                       const Moment& moment, const AccountBook& book) {
  if (side.over_budget.count(kind) != 0) return std::nullopt;
  base::Instant at = std::max(due, now);
  if (!accounts_for(side.is.accounts, kind).empty() && !book.takes(side.is.accounts, kind, moment)) {
    const auto tries = book.tries_at(side.is.accounts, kind, moment);
    if (!tries) return std::nullopt;
    at = std::max(at, now + (*tries - moment.steady));
  }
  return next_open(side.is.window_of(kind), at);
}

}  // namespace firstday::dispatch
