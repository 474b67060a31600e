#include "dispatch/starter.h"

#include <algorithm>

#include "base/failpoint.h"
#include "dispatch/claim.h"

namespace firstday::dispatch {

namespace {

constexpr const char* kActor = "firstday";

std::vector<ports::JobChange> give_backs(const std::vector<ports::Leased>& held, base::Instant now) {
  std::vector<ports::JobChange> changes;
  changes.reserve(held.size());
  for (const ports::Leased& leased : held)
    changes.push_back({leased.job.school,
                       leased.job.id,
                       job::Event::kLeaseLost,
                       {},
                       "Not started in this run; back in the queue.",
                       kActor,
                       now});
  return changes;
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

}  // namespace

base::Status Starter::start_some(const roll::Urn& school, Summary& summary) {
  const base::Instant now = wiring_.clock.now();
  if (auto status = settle_doubtful(); !status) return status;
  if (!is_open(settings_.window, now)) return give_back(summary);
  if (book_.all_stopped()) return base::misconfigured("Every account is stopped.");
  if (auto status = lease(school, now); !status) return status;
  Group group = make_group(now);
  if (auto status = commit_changes(group, summary); !status) return status;
  if (auto status = commit_and_start(group, summary); !status) return status;
  return group.roll_is_away ? base::Status(*group.roll_is_away) : base::Status();
}

base::Status Starter::lease(const roll::Urn& school, base::Instant now) {
  found_nothing_ = false;
  const int room = settings_.group_size - waiting();
  if (room <= 0 || (look_at_ && wiring_.clock.steady() < *look_at_)) return {};
  auto leased = wiring_.queue.lease({settings_.owner, now, settings_.lease, room, school});
  if (!leased) return leased.error();
  found_nothing_ = leased.value().empty();
  const bool all_there_was = static_cast<int>(leased.value().size()) < room;
  look_at_ = all_there_was ? std::optional(wiring_.clock.steady() + settings_.look_again) : std::nullopt;
  hold(std::move(leased).value());
  return {};
}

/// A job that is leased again was given back without our knowing (the answer was lost, a person held and
/// released it): the first lease's fence is worth nothing.
void Starter::hold(std::vector<ports::Leased> leased) {
  const auto again = [&](const ports::Leased& held) {
    return std::any_of(leased.begin(), leased.end(),
                       [&](const ports::Leased& one) { return one.job.id == held.job.id; });
  };
  std::erase_if(waiting_, again);
  std::erase_if(parked_, again);
  std::move(leased.begin(), leased.end(), std::back_inserter(waiting_));
}

Starter::Group Starter::make_group(base::Instant now) {
  Group group;
  group.now = now;
  std::vector<ports::Leased> stay;
  for (ports::Leased& leased : waiting_)
    if (group.roll_is_away || !consider(leased, group)) stay.push_back(std::move(leased));
  waiting_ = std::move(stay);
  return group;
}

/// True when the job has left the waiting list, one way or the other; it may have been moved away.
bool Starter::consider(ports::Leased& leased, Group& group) {
  const job::Job& job = leased.job;
  if (job.not_after && group.now > *job.not_after) {
    drop(leased, job::Event::kExpire, "Its time passed before it could leave.", group);
    return true;
  }
  if (!book_.is_set_up(job.kind)) {
    drop(leased, job::Event::kGivenUp,
         "No account that carries the kind " + std::string(job::word(job.kind)) + " is set up.", group);
    return true;
  }
  const auto account = book_.account_for(job.kind, leased.attempts);
  if (!account) {
    parked_.push_back(std::move(leased));
    return true;
  }
  return has_place(*account, group) && make_ready(leased, *account, group);
}

bool Starter::has_place(const Account& account, const Group& group) const {
  const int in_group = static_cast<int>(group.ready.size());
  if (flights_.on_wire() + in_group >= settings_.max_in_flight) return false;
  const auto taken = group.taken.find(account.provider);
  const int over_provider =
      flights_.on_wire(*account.provider) + (taken == group.taken.end() ? 0 : taken->second);
  return over_provider < book_.places(account);
}

bool Starter::make_ready(ports::Leased& leased, const Account& account, Group& group) {
  auto prepared = wiring_.render(leased.job);
  if (!prepared) {
    not_rendered(leased, prepared.error(), group);
    return !group.roll_is_away;
  }
  job::Message& message = prepared.value().message;
  const job::AttemptId attempt = wiring_.new_attempt_id(group.now);
  auto request = account.provider->prepare(message, attempt);
  if (!request) {
    drop(leased, job::Event::kGivenUp, request.error().what, group);
    return true;
  }
  ports::AttemptStart start{attempt,
                            leased.job.id,
                            leased.fence,
                            leased.job.school,
                            group.now,
                            account.provider->capabilities().name,
                            account.name,
                            claims_for(leased.job, message.to, wiring_.claim_hash),
                            std::move(message),
                            std::move(request).value()};
  group.ready.push_back({std::move(leased), account, std::move(start)});
  ++group.taken[account.provider];
  return true;
}

void Starter::not_rendered(const ports::Leased& leased, const base::Error& error, Group& group) {
  switch (error.kind) {
    case base::ErrorKind::kUnavailable:
      group.roll_is_away = error;
      break;
    case base::ErrorKind::kConflict:
      drop(leased, job::Event::kWithdraw, error.what, group);
      break;
    default:
      drop(leased, job::Event::kGivenUp, error.what, group);
      break;
  }
}

void Starter::drop(const ports::Leased& leased, job::Event event, std::string reason, Group& group) const {
  wiring_.log.warning("A job ends before it is sent.", {{"job", leased.job.id},
                                                        {"kind", job::word(leased.job.kind)},
                                                        {"event", job::word(event)},
                                                        {"reason", reason}});
  group.dropped.push_back(leased);
  group.changes.push_back(
      {leased.job.school, leased.job.id, event, {}, std::move(reason), kActor, group.now});
}

base::Status Starter::commit_changes(Group& group, Summary& summary) {
  if (group.changes.empty()) return {};
  const auto made = wiring_.queue.change(group.changes);
  if (!made) {
    for (ports::Leased& leased : group.dropped) waiting_.push_back(std::move(leased));
    for (Ready& ready : group.ready) waiting_.push_back(std::move(ready.leased));
    return made.error();
  }
  FIRSTDAY_CHECK(made.value().size() == group.changes.size(), "one answer for each change");
  for (std::size_t i = 0; i < group.changes.size(); ++i)
    count_change(group.changes[i], made.value()[i], summary);
  return {};
}

base::Status Starter::commit_and_start(Group& group, Summary& summary) {
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
  for (std::size_t i = 0; i < group.ready.size(); ++i) take_off(group.ready[i], results.value()[i], summary);
  return {};
}

void Starter::take_off(Ready& ready, ports::StartResult result, Summary& summary) {
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
  FIRSTDAY_FAILPOINT("bytes.before_start");
  flights_.start({ready.start.attempt, std::move(ready.leased), ready.account, wiring_.clock.steady()},
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
  waiting_.push_back(std::move(ready.leased));
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

base::Status Starter::give_back(Summary& summary) {
  auto settled = settle_doubtful();

  std::move(parked_.begin(), parked_.end(), std::back_inserter(waiting_));
  parked_.clear();
  if (waiting_.empty()) return settled;
  const auto made = wiring_.queue.change(give_backs(waiting_, wiring_.clock.now()));
  summary.left_waiting += static_cast<int>(waiting_.size());
  if (!made) return made.error();
  waiting_.clear();
  return settled;
}

}  // namespace firstday::dispatch
