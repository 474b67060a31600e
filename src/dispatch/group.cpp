#include "dispatch/group.h"

#include <algorithm>

#include "dispatch/claim.h"

namespace firstday::dispatch {

namespace {

void wake_at(std::optional<base::Steady> at, Group& group) {
  if (at) group.wake = std::min(group.wake.value_or(*at), *at);
}

long long cost_of(const job::Message& message, const ports::Capabilities& can) {
  return static_cast<long long>(can.price_per_part) * message.parts;
}

/// The lower of the two, of those that are limits.
int lower_limit(int one, int other) {
  if (one <= 0 || other <= 0) return std::max(one, other);
  return std::min(one, other);
}

}  // namespace

GroupMaker::GroupMaker(const Wiring& wiring, const Settings& settings, AccountBook& book, Flights& flights,
                       AddressLog& addresses, std::size_t schools)
    : wiring_(wiring),
      settings_(settings),
      book_(book),
      flights_(flights),
      addresses_(addresses),
      urgent_turns_(schools),
      ordinary_turns_(schools),
      overtaking_(settings.urgent_in_a_row) {}

bool GroupMaker::Lane::has_any() const {
  for (std::size_t i = 0; i < at.size(); ++i)
    if (has(i)) return true;
  return false;
}

GroupMaker::Lane GroupMaker::lane(std::vector<Side>& sides, bool urgent, FairTurns& turns) {
  Lane lane;
  lane.urgent = urgent;
  lane.turns = &turns;
  for (Side& side : sides) {
    lane.lists.push_back(urgent ? &side.urgent : &side.ordinary);
    lane.at.push_back(side.is_halted ? lane.lists.back()->end() : lane.lists.back()->begin());
  }
  return lane;
}

Group GroupMaker::make(std::vector<Side>& sides, base::Instant now, const Moment& moment) {
  Group group;
  group.now = now;
  group.moment = moment;
  Lane urgent = lane(sides, true, urgent_turns_);
  Lane ordinary = lane(sides, false, ordinary_turns_);
  for (;;) {
    const bool others_wait = ordinary.has_any();
    const bool may_overtake = overtaking_.may_be_urgent(others_wait);
    if (may_overtake && take_one(sides, urgent, group)) {
      overtaking_.took_urgent(others_wait);
    } else if (take_one(sides, ordinary, group)) {
      overtaking_.took_other();
    } else if (may_overtake || !take_one(sides, urgent, group)) {
      return group;
    }
  }
}

/// Some places are for urgent messages only, or bulk would have them all when one comes.
bool GroupMaker::is_full(const Group& group, bool urgent) const {
  const int chosen = static_cast<int>(group.ready.size());
  if (chosen >= settings_.group_size) return true;
  const int most = settings_.max_in_flight;
  return flights_.on_wire() + chosen >= (urgent ? most : most - kept_for_urgent(most));
}

/// True when one was made ready. What is looked at and stays is not looked at again in this pass.
bool GroupMaker::take_one(std::vector<Side>& sides, Lane& lane, Group& group) {
  while (!is_full(group, lane.urgent)) {
    const std::size_t turn = lane.turns->next([&](std::size_t i) { return lane.has(i); });
    if (turn == sides.size()) return false;
    const auto looked_at = lane.at[turn]++;
    const Fate fate = consider(sides[turn], *looked_at, lane.urgent, group);
    if (sides[turn].is_halted) lane.at[turn] = lane.lists[turn]->end();
    if (fate == Fate::kStays) continue;
    lane.lists[turn]->erase(looked_at);
    if (fate == Fate::kGone) continue;
    lane.turns->pay(turn, std::max(group.ready.back().start.message.parts, 1));
    return true;
  }
  return false;
}

/// kReady and kGone: it may be moved away.
GroupMaker::Fate GroupMaker::consider(Side& side, ports::Leased& leased, bool urgent, Group& group) {
  if (ends_here(side, leased, group)) return Fate::kGone;
  if (is_shut(side, leased.job.kind, group.now, group.moment, book_)) {
    side.parked.push_back(std::move(leased));
    return Fate::kGone;
  }
  const Account* account = place_for(side, leased, urgent, group);
  return account == nullptr ? Fate::kStays : make_ready(side, leased, *account, group);
}

bool GroupMaker::ends_here(Side& side, ports::Leased& leased, Group& group) {
  const job::Job& job = leased.job;
  if (job.not_after && group.now > *job.not_after) {
    drop(side, std::move(leased), job::Event::kExpire, "Its time passed before it could leave.", group);
    return true;
  }
  if (!accounts_for(side.is.accounts, job.kind).empty()) return false;
  const std::string kind(job::word(job.kind));
  drop(side, std::move(leased), job::Event::kGivenUp,
       "No account that carries the kind " + kind + " is set up.", group);
  return true;
}

const Account* GroupMaker::place_for(const Side& side, const ports::Leased& leased, bool urgent,
                                     Group& group) const {
  const Account* account = book_.account_for(side.is.accounts, leased.job, leased.attempts, group.moment);
  FIRSTDAY_CHECK(account != nullptr, "a kind that is not shut has an account that takes");
  const auto taken = group.taken.find(account->gauge);
  const Room room = book_.of(*account).room(group.moment, flights_.on_wire(*account),
                                            taken == group.taken.end() ? 0 : taken->second, urgent);
  if (!room.now) wake_at(room.at, group);
  return room.now ? account : nullptr;
}

GroupMaker::Fate GroupMaker::make_ready(Side& side, ports::Leased& leased, const Account& account,
                                        Group& group) {
  auto prepared = side.is.render(leased.job);
  if (!prepared) return not_rendered(side, leased, prepared.error(), group);
  job::Message& message = prepared.value().message;
  const ports::Capabilities& can = account.provider->capabilities();
  const long long cost = cost_of(message, can);
  if (!may_be_written_to(side, leased, message, account, group) || !is_affordable(side, leased, cost, group))
    return Fate::kGone;
  const job::AttemptId attempt = wiring_.new_attempt_id(group.now);
  auto request = account.provider->prepare(message, attempt);
  if (!request) {
    drop(side, std::move(leased), job::Event::kGivenUp, request.error().what, group);
    return Fate::kGone;
  }
  addresses_.add(message.to, group.moment.steady);
  ports::AttemptStart start{attempt,
                            leased.job.id,
                            leased.fence,
                            leased.job.school,
                            group.now,
                            can.name,
                            account.name,
                            claims_for(leased.job, message.to, wiring_.claim_hash),
                            std::move(message),
                            std::move(request).value()};
  group.ready.push_back({&side, std::move(leased), account, std::move(start), cost});
  ++group.taken[account.gauge];
  group.cost[&side] += cost;
  return Fate::kReady;
}

GroupMaker::Fate GroupMaker::not_rendered(Side& side, ports::Leased& leased, const base::Error& error,
                                          Group& group) {
  if (error.kind == base::ErrorKind::kUnavailable) {
    side.halt(error.what);
    return Fate::kStays;
  }
  const bool may_not_be_told = error.kind == base::ErrorKind::kConflict;
  drop(side, std::move(leased), may_not_be_told ? job::Event::kWithdraw : job::Event::kGivenUp, error.what,
       group);
  return Fate::kGone;
}

/// Where it may not, it waits until an hour has passed since enough of the last ones.
bool GroupMaker::may_be_written_to(Side& side, ports::Leased& leased, const job::Message& message,
                                   const Account& account, Group& group) {
  const int limit = lower_limit(side.is.per_address_hour, account.provider->capabilities().per_address_hour);
  const base::Steady at = addresses_.free_at(message.to, limit, group.moment.steady);
  if (at <= group.moment.steady) return true;
  side.later.push_back({std::move(leased), at});
  return false;
}

/// Where it is not, neither is what follows of its kind in this run: a cheaper one is not let past a dearer.
bool GroupMaker::is_affordable(Side& side, ports::Leased& leased, long long cost, const Group& group) const {
  const auto spent = group.cost.find(&side);
  const long long with_group = cost == 0 ? 0 : cost + (spent == group.cost.end() ? 0 : spent->second);
  if (side.budget.has_room(group.moment.today, with_group)) return true;
  side.over_budget.insert(leased.job.kind);
  side.parked.push_back(std::move(leased));
  return false;
}

void GroupMaker::drop(Side& side, ports::Leased leased, job::Event event, std::string reason,
                      Group& group) const {
  wiring_.log.warning("A job ends before it is sent.", {{"job", leased.job.id},
                                                        {"kind", job::word(leased.job.kind)},
                                                        {"event", job::word(event)},
                                                        {"reason", reason}});
  group.changes.push_back(
      {leased.job.school, leased.job.id, event, {}, std::move(reason), "firstday", group.now});
  group.dropped.push_back({&side, std::move(leased)});
}

}  // namespace firstday::dispatch
