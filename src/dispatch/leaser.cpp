#include "dispatch/leaser.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

/// With less a school of many would be leased for again after every few sends.
constexpr int kFewest = 4;

/// A job that is leased again was given back without our knowing (the answer was lost, a person held and
/// released it): the first lease's fence is worth nothing.
void forget_those_leased_again(Side& side, const std::vector<ports::Leased>& leased) {
  const auto again = [&](const ports::Leased& held) {
    return std::any_of(leased.begin(), leased.end(),
                       [&](const ports::Leased& one) { return one.job.id == held.job.id; });
  };
  std::erase_if(side.urgent, again);
  std::erase_if(side.ordinary, again);
  std::erase_if(side.parked, again);
  std::erase_if(side.later, [&](const Later& later) { return again(later.leased); });
}

int waiting(const Side& side) {
  return static_cast<int>(side.urgent.size() + side.ordinary.size());
}

}  // namespace

base::Status Leaser::look_around(std::vector<Side>& sides) {
  if (sides.size() == 1) {
    sides.front().look_at.reset();
    sides.front().found_nothing = false;
    return {};
  }
  const auto due = wiring_.queue.due(false);
  if (!due) return due.error();
  const base::Instant now = wiring_.clock.now();
  const base::Steady later = wiring_.clock.steady() + settings_.look_again;
  for (Side& side : sides) {
    side.found_nothing = std::none_of(due.value().begin(), due.value().end(), [&](const ports::Due& one) {
      return one.school == side.is.school && one.at <= now;
    });
    side.look_at = side.found_nothing ? std::optional(later) : std::nullopt;
  }
  return {};
}

base::Status Leaser::lease(std::vector<Side>& sides, base::Instant now, const Moment& moment) {
  const int share = share_of(sides);
  bool somebody_is_full = false;
  for (Side& side : sides) {
    const int room = share - waiting(side);
    somebody_is_full = somebody_is_full || room <= 0;
    if (room <= 0 || !wants(side, moment)) continue;
    if (auto status = lease_for(side, room, now, moment); !status) return status;
  }
  if (!somebody_is_full || moment.steady < urgent_look_at_) return {};
  urgent_look_at_ = moment.steady + settings_.urgent_look;
  if (auto status = lease_urgent(sides, now, moment); !status) return status;
  return lease_other_kinds(sides, share, now, moment);
}

bool Leaser::wants(Side& side, const Moment& moment) const {
  if (side.is_halted || (side.look_at && moment.steady < *side.look_at)) return false;
  if (!side.found_nothing) return true;
  // A look that finds nothing is cheaper than a lease.
  const auto next = wiring_.queue.next_due(side.is.school);
  if (next && next.value() && *next.value() <= wiring_.clock.now()) return true;
  side.look_at = moment.steady + settings_.look_again;
  return !next;
}

int Leaser::share_of(const std::vector<Side>& sides) const {
  const auto busy = std::count_if(sides.begin(), sides.end(), [](const Side& side) {
    return !side.is_halted && (side.has_waiting() || !side.found_nothing);
  });
  return std::max(settings_.group_size / std::max(static_cast<int>(busy), 1),
                  std::min(kFewest, settings_.group_size));
}

base::Status Leaser::lease_for(Side& side, int room, base::Instant now, const Moment& moment) {
  const auto taken = take(side, room, false, shut_kinds(side, now, moment, book_), now);
  if (!taken) return taken.error();
  side.found_nothing = taken.value() == 0;
  side.look_at = taken.value() < room ? std::optional(moment.steady + settings_.look_again) : std::nullopt;
  return {};
}

base::Status Leaser::lease_urgent(std::vector<Side>& sides, base::Instant now, const Moment& moment) {
  const auto due = wiring_.queue.due(true);
  if (!due) return due.error();
  for (const ports::Due& one : due.value()) {
    const auto side =
        std::find_if(sides.begin(), sides.end(), [&](const Side& s) { return s.is.school == one.school; });
    if (one.at > now || side == sides.end() || side->is_halted) continue;
    const int room = settings_.group_size - static_cast<int>(side->urgent.size());
    if (room <= 0) continue;
    if (const auto taken = take(*side, room, true, shut_kinds(*side, now, moment, book_), now); !taken)
      return taken.error();
  }
  return {};
}

/// Texts that wait for a slow account must not keep the e-mails behind them.
base::Status Leaser::lease_other_kinds(std::vector<Side>& sides, int share, base::Instant now,
                                       const Moment& moment) {
  for (Side& side : sides) {
    if (side.is_halted || side.is.accounts.size() < 2 || waiting(side) < share) continue;
    std::vector<job::Kind> without = shut_kinds(side, now, moment, book_);
    for (const auto* lane : {&side.urgent, &side.ordinary})
      for (const ports::Leased& leased : *lane)
        if (std::find(without.begin(), without.end(), leased.job.kind) == without.end())
          without.push_back(leased.job.kind);
    if (without.size() >= std::size(job::kCarriedKinds)) continue;
    if (const auto taken = take(side, share, false, std::move(without), now); !taken) return taken.error();
  }
  return {};
}

base::Result<int> Leaser::take(Side& side, int room, bool urgent_only, std::vector<job::Kind> without,
                               base::Instant now) {
  auto leased = wiring_.queue.lease(
      {settings_.owner, now, settings_.lease, room, side.is.school, urgent_only, std::move(without)});
  if (!leased) return leased.error();
  const int taken = static_cast<int>(leased.value().size());
  forget_those_leased_again(side, leased.value());
  for (ports::Leased& one : leased.value()) side.wait(std::move(one));
  return taken;
}

}  // namespace firstday::dispatch
