#include "dispatch/starter.h"

#include <algorithm>

#include "base/failpoint.h"

namespace firstday::dispatch {

namespace {

/// Empties the side's lists.
std::vector<ports::Leased> all_held(Side& side) {
  std::vector<ports::Leased> all;
  for (auto* lane : {&side.urgent, &side.ordinary}) {
    std::move(lane->begin(), lane->end(), std::back_inserter(all));
    lane->clear();
  }
  std::move(side.parked.begin(), side.parked.end(), std::back_inserter(all));
  side.parked.clear();
  for (Later& later : side.later) all.push_back(std::move(later.leased));
  side.later.clear();
  return all;
}

ports::JobChange give_back_of(const ports::Leased& leased, base::Instant now) {
  return {leased.job.school,
          leased.job.id,
          job::Event::kLeaseLost,
          {},
          "Not started in this run; back in the queue.",
          "firstday",
          now};
}

void add_once(std::vector<std::string>& lines, const std::string& line) {
  if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
}

void count_change(const ports::JobChange& change, bool made, Summary& summary) {
  if (!made) {
    ++summary.lease_lost;
  } else if (change.event == job::Event::kExpire) {
    ++summary.expired;
  } else if (change.event == job::Event::kWithdraw) {
    ++summary.withdrawn;
  } else {
    summary.failed.push_back(change.job);
    add_once(summary.failure_reasons, change.reason);
  }
}

/// Of the account's name: one that carries several kinds is counted once.
std::map<std::string, const Account*> accounts_by_name(const Accounts& accounts) {
  std::map<std::string, const Account*> out;
  for (const auto& [kind, of_kind] : accounts)
    for (const Account& account : of_kind) out[account.name] = &account;
  return out;
}

}  // namespace

Starter::Starter(const Wiring& wiring, const Settings& settings, std::vector<Side>& sides, AccountBook& book,
                 Flights& flights, AddressLog& addresses)
    : wiring_(wiring),
      sides_(sides),
      book_(book),
      flights_(flights),
      addresses_(addresses),
      leaser_(wiring, settings, book),
      groups_(wiring, settings, book, flights, addresses, sides.size()) {}

Moment Starter::moment(base::Instant now) const {
  return {wiring_.clock.steady(), base::to_london(now).date};
}

base::Status Starter::begin() {
  const base::Instant now = wiring_.clock.now();
  const Moment at = moment(now);
  for (Side& side : sides_)
    for (const auto& [name, account] : accounts_by_name(side.is.accounts)) book_.of(*account).forget_day();
  for (Side& side : sides_)
    if (auto status = read_lately(side, at, now); !status) return status;
  knows_addresses_ = true;
  return leaser_.look_around(sides_);
}

base::Status Starter::read_lately(Side& side, const Moment& at, base::Instant now) {
  side.over_budget.clear();
  const auto accounts = accounts_by_name(side.is.accounts);
  const bool counts_days =
      side.budget.is_capped() || std::any_of(accounts.begin(), accounts.end(), [&](const auto& entry) {
        return book_.of(*entry.second).per_day() > 0;
      });
  if (knows_addresses_ && !counts_days) return {};
  const base::Instant hour = now - std::chrono::hours{1};
  const base::Instant day = std::min(base::from_london(at.today, base::TimeOfDay{0}), hour);
  const auto lately = wiring_.queue.lately(side.is.school, counts_days ? day : hour, hour);
  if (!lately) return lately.error();
  if (!knows_addresses_)
    for (const ports::Reached& one : lately.value().reached)
      addresses_.add(one.to, at.steady - std::max(now - one.at, base::Duration{0}));
  if (!counts_days) return {};
  long long spent = 0;
  for (const auto& [name, sent] : lately.value().by_account)
    if (const auto account = accounts.find(name); account != accounts.end()) {
      book_.of(*account->second).count_day(at.today, sent.messages);
      spent += sent.parts * account->second->provider->capabilities().price_per_part;
    }
  side.budget.set(at.today, spent);
  return {};
}

base::Result<bool> Starter::start_some() {
  const base::Instant now = wiring_.clock.now();
  const Moment at = moment(now);
  if (auto status = settle_doubtful(); !status) return status.error();
  take_back_what_may_go(now, at);
  if (auto status = leaser_.lease(sides_, now, at); !status) return status.error();
  Group group = groups_.make(sides_, now, at);
  wake_ = group.wake;
  const bool did_something = !group.is_empty();
  if (auto status = commit_changes(group); !status) return status.error();
  if (auto status = commit_and_start(group); !status) return status.error();
  return did_something;
}

/// A window has opened, an account takes again, an hour is over.
void Starter::take_back_what_may_go(base::Instant now, const Moment& at) {
  for (Side& side : sides_) {
    for (Later& later : std::exchange(side.later, {}))
      if (later.at <= at.steady)
        side.wait(std::move(later.leased));
      else
        side.later.push_back(std::move(later));
    for (ports::Leased& leased : std::exchange(side.parked, {}))
      if (is_shut(side, leased.job.kind, now, at, book_))
        side.parked.push_back(std::move(leased));
      else
        side.wait(std::move(leased));
  }
}

base::Status Starter::commit_changes(Group& group) {
  if (group.changes.empty()) return {};
  const auto made = wiring_.queue.change(group.changes);
  if (!made) {
    for (Dropped& dropped : group.dropped) dropped.side->wait(std::move(dropped.leased));
    for (Ready& ready : group.ready) ready.side->wait(std::move(ready.leased));
    return made.error();
  }
  FIRSTDAY_CHECK(made.value().size() == group.changes.size(), "one answer for each change");
  for (std::size_t i = 0; i < group.changes.size(); ++i)
    count_change(group.changes[i], made.value()[i], group.dropped[i].side->summary);
  return {};
}

base::Status Starter::commit_and_start(Group& group) {
  if (group.ready.empty()) return {};
  std::vector<ports::AttemptStart> starts;
  starts.reserve(group.ready.size());
  for (Ready& ready : group.ready) starts.push_back(std::move(ready.start));
  const auto results = wiring_.queue.start_attempts(starts);
  for (std::size_t i = 0; i < starts.size(); ++i) group.ready[i].start = std::move(starts[i]);
  if (!results) {
    for (Ready& ready : group.ready) not_started(ready);
    return results.error();
  }
  FIRSTDAY_CHECK(results.value().size() == group.ready.size(), "one answer for each start");
  for (std::size_t i = 0; i < group.ready.size(); ++i)
    take_off(group.ready[i], results.value()[i], group.moment);
  return {};
}

void Starter::take_off(Ready& ready, ports::StartResult result, const Moment& at) {
  Summary& summary = ready.side->summary;
  if (result != ports::StartResult::kStarted) addresses_.take_back(ready.start.message.to);
  switch (result) {
    case ports::StartResult::kLeaseLost:
      ++summary.lease_lost;
      return;
    case ports::StartResult::kClaimTaken:
      ++summary.claim_taken;
      return;
    case ports::StartResult::kStarted:
      break;
  }
  ++summary.started;
  ready.side->budget.spend(at.today, ready.cost);
  const int pass = book_.of(ready.account).start(at);
  FIRSTDAY_FAILPOINT("bytes.before_start");
  flights_.start({ready.start.attempt, std::move(ready.leased), ready.account, wiring_.clock.steady(), pass,
                  ready.start.message.to, ready.cost},
                 ready.start.request);
}

/// The store failed, but it may have failed after the commit. That nothing has left is certain.
void Starter::not_started(Ready& ready) {
  const ports::AttemptStart& start = ready.start;
  job::Outcome nothing_left;
  nothing_left.kind = job::OutcomeKind::kNotSent;
  nothing_left.evidence = "The store failed when the attempt was to be recorded, so it was not begun.";
  doubtful_.push_back({start.attempt, start.job, start.fence, start.school, start.now,
                       std::move(nothing_left), job::Event::kProvenNotSent, start.now});
  addresses_.take_back(start.message.to);
  ready.side->wait(std::move(ready.leased));
}

base::Status Starter::settle_doubtful() {
  while (!doubtful_.empty()) {
    const auto settled = wiring_.queue.finish_attempts(std::span(&doubtful_.back(), 1));
    // Refused: the attempt was never committed, so there is nothing to settle.
    if (!settled && settled.error().kind != base::ErrorKind::kUsage) return settled.error();
    doubtful_.pop_back();
  }
  return {};
}

int Starter::waiting() const {
  int all = 0;
  for (const Side& side : sides_) all += side.held();
  return all;
}

std::optional<base::Instant> Starter::next_instant(base::Instant now) const {
  std::optional<base::Instant> first;
  if (wake_) first = now + std::max(*wake_ - wiring_.clock.steady(), base::Duration{0});
  for (const Side& side : sides_)
    if (const auto at = side.is_halted ? std::nullopt : next_instant(side, now))
      first = std::min(first.value_or(*at), *at);
  return first;
}

std::optional<base::Instant> Starter::next_instant(const Side& side, base::Instant now) const {
  if (side.parked.empty() && side.later.empty()) return std::nullopt;
  const Moment at = moment(now);
  std::optional<base::Instant> first;
  const auto offer = [&](std::optional<base::Instant> one) {
    if (one) first = std::min(first.value_or(*one), *one);
  };
  for (const Later& later : side.later) offer(now + (later.at - at.steady));
  for (const ports::Leased& leased : side.parked)
    offer(leaves_at(side, leased.job.kind, now, now, at, book_));
  return first;
}

base::Status Starter::give_back() {
  auto settled = settle_doubtful();
  std::vector<ports::JobChange> changes;
  const base::Instant now = wiring_.clock.now();
  for (Side& side : sides_) {
    side.summary.address_full = static_cast<int>(side.later.size());
    std::vector<ports::Leased> held = all_held(side);
    for (const ports::Leased& leased : held) changes.push_back(give_back_of(leased, now));
    side.parked = std::move(held);
  }
  if (changes.empty()) return settled;
  if (const auto made = wiring_.queue.change(changes); !made) return made.error();
  for (Side& side : sides_) side.parked.clear();
  return settled;
}

}  // namespace firstday::dispatch
