#include "support/memory_queue.h"

#include <algorithm>
#include <tuple>

namespace firstday::support {

using chronology::Type;
using job::Event;
using job::State;
using store::Doing;
using store::SubjectState;

namespace {

bool expires(const job::Job& job, base::Instant now) {
  return job.not_after && *job.not_after < now;
}

bool matches(const roll::Urn& asked, const roll::Urn& school) {
  return asked.empty() || asked == school;
}

}  // namespace

base::Status MemoryQueue::failing(Verb verb) const {
  int& left = failures_[verb];
  if (left == 0) return {};
  --left;
  return base::unavailable("The disk is full. Make room and try again.");
}

void MemoryQueue::fail(Verb verb, int times) {
  const std::lock_guard lock(guard_);
  failures_[verb] = times;
}

MemoryQueue::Entry* MemoryQueue::find(const roll::Urn& school, const job::JobId& id) {
  const auto at = entries_.find({school, id});
  return at == entries_.end() ? nullptr : &at->second;
}

bool MemoryQueue::has_live_subject(const Entry& entry) {
  return std::find(entry.subjects.begin(), entry.subjects.end(), SubjectState::kLive) != entry.subjects.end();
}

void MemoryQueue::move(Entry& entry, State state, base::Instant at, std::string_view reason) {
  if (entry.state == state) return;
  entry.state = state;
  entry.state_at = at;
  entry.reason = reason;
  entry.told_at.reset();
  entry.brought_up_at.reset();
}

void MemoryQueue::tell(Type type, const Entry& entry, State state, Event how, std::string_view reason,
                       const Doing& doing) {
  each_live(entry, [&](std::size_t i) {
    journal_.put(
        store::job_changed(type, store::about(entry.job, entry.job.subjects[i]), state, how, reason, doing));
  });
}

void MemoryQueue::withdraw_subject(Entry& entry, std::size_t index, SubjectState as, std::string_view reason,
                                   const Doing& doing) {
  entry.subjects[index] = as;
  if (as == SubjectState::kWithdrawnByPlan)
    taken_keys_.erase({entry.job.school, entry.job.subjects[index].key});
  journal_.put(
      store::subject_withdrawn(store::about(entry.job, entry.job.subjects[index]), as, reason, doing));
  if (has_live_subject(entry))
    move(entry, store::after_losing_a_subject(entry.state), doing.at, {});
  else
    move(entry, State::kCancelled, doing.at, reason);
}

// --- lease

void MemoryQueue::expire(const ports::LeaseRequest& request) {
  for (auto& [key, entry] : entries_) {
    if (!matches(request.school, key.first)) continue;
    if (entry.state == State::kLeased && entry.lease_until <= request.now &&
        entry.lease_owner != request.owner)
      move(entry, State::kQueued, request.now, {});
    const auto expired = job::next(entry.state, Event::kExpire);
    if (!expired || !expires(entry.job, request.now)) continue;
    move(entry, *expired, request.now, store::kTimePassed);
    tell(Type::kJobExpired, entry, *expired, Event::kExpire, store::kTimePassed, {request.now});
  }
}

ports::Leased MemoryQueue::hand_out(Entry& entry, const ports::LeaseRequest& request) const {
  entry.state = State::kLeased;
  entry.state_at = request.now;
  entry.lease_owner = request.owner;
  entry.lease_until = request.now + request.length;
  ++entry.fence;
  ports::Leased out{entry.job, entry.fence, static_cast<int>(entry.attempts.size())};
  out.job.subjects.clear();
  each_live(entry, [&](std::size_t i) { out.job.subjects.push_back(entry.job.subjects[i]); });
  return out;
}

bool MemoryQueue::is_due(const ports::LeaseRequest& request, const roll::Urn& school, const Entry& entry) {
  const auto& without = request.without;
  return matches(request.school, school) && entry.state == State::kQueued &&
         job::is_carried(entry.job.kind) && entry.job.not_before <= request.now &&
         (!request.urgent_only || entry.job.priority < job::kUrgentBelow) &&
         std::find(without.begin(), without.end(), entry.job.kind) == without.end();
}

base::Result<std::vector<ports::Leased>> MemoryQueue::lease(const ports::LeaseRequest& request) {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kLease); !status) return status.error();
  expire(request);
  std::vector<Entry*> due;
  for (auto& [key, entry] : entries_)
    if (is_due(request, key.first, entry)) due.push_back(&entry);
  std::sort(due.begin(), due.end(), [](const Entry* a, const Entry* b) {
    return std::tie(a->job.priority, a->job.not_before, a->job.id) <
           std::tie(b->job.priority, b->job.not_before, b->job.id);
  });
  std::vector<ports::Leased> out;
  for (Entry* entry : due)
    if (static_cast<int>(out.size()) < request.limit) out.push_back(hand_out(*entry, request));
  return out;
}

// --- T1

std::vector<std::size_t> MemoryQueue::refused_claims(const ports::AttemptStart& start) const {
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < start.claims.size(); ++i)
    if (taken_claims_.count({start.school, start.claims[i]}) != 0) refused.push_back(i);
  return refused;
}

ports::StartResult MemoryQueue::start(const ports::AttemptStart& start) {
  Entry* entry = find(start.school, start.job);
  if (entry == nullptr || entry->state != State::kLeased || entry->fence != start.fence)
    return ports::StartResult::kLeaseLost;
  if (expires(entry->job, start.now)) {
    move(*entry, State::kExpired, start.now, store::kTimePassed);
    tell(Type::kJobExpired, *entry, State::kExpired, Event::kExpire, store::kTimePassed, {start.now});
    return ports::StartResult::kLeaseLost;
  }
  if (const auto refused = refused_claims(start); !refused.empty()) {
    std::vector<std::size_t> live;
    each_live(*entry, [&](std::size_t i) { live.push_back(i); });
    if (refused.size() < live.size() && live.size() == start.claims.size()) {
      for (const std::size_t place : refused)
        withdraw_subject(*entry, live[place], SubjectState::kWithdrawnByPerson, store::kClaimTaken,
                         {start.now});
      return ports::StartResult::kLeaseLost;
    }
    move(*entry, State::kSuperseded, start.now, store::kClaimTaken);
    tell(Type::kJobWithdrawn, *entry, State::kSuperseded, Event::kSupersede, store::kClaimTaken, {start.now});
    return ports::StartResult::kClaimTaken;
  }
  for (const std::string& claim : start.claims) taken_claims_.insert({start.school, claim});
  entry->attempts.push_back({start, job::AttemptState::kStarted, {}});
  move(*entry, State::kInFlight, start.now, {});
  const int number = static_cast<int>(entry->attempts.size());
  each_live(*entry, [&](std::size_t i) {
    journal_.put(store::attempt_started(store::about(entry->job, entry->job.subjects[i]), start, number));
  });
  return ports::StartResult::kStarted;
}

base::Result<std::vector<ports::StartResult>> MemoryQueue::start_attempts(
    std::span<const ports::AttemptStart> starts) {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kStart); !status) return status.error();
  std::vector<ports::StartResult> out;
  for (const ports::AttemptStart& s : starts) out.push_back(start(s));
  return out;
}

// --- T2

void MemoryQueue::learn(Attempt& attempt, const job::Outcome& outcome) {
  attempt.outcomes.push_back(outcome);
  const bool was_live = job::is_possibly_live(attempt.state);
  attempt.state = job::after(attempt.state, outcome.kind);
  if (!was_live || job::is_possibly_live(attempt.state)) return;
  for (const std::string& claim : attempt.start.claims) taken_claims_.erase({attempt.start.school, claim});
}

bool MemoryQueue::finish(Entry& entry, Attempt& attempt, const ports::AttemptFinish& finish) {
  learn(attempt, finish.outcome);
  std::optional<State> state;
  if (entry.fence == finish.fence) state = job::next(entry.state, finish.job_event);
  if (state) {
    move(entry, *state, finish.now, *state == State::kFailed ? finish.outcome.evidence : std::string());
    if (*state == State::kQueued && finish.retry_at) entry.job.not_before = *finish.retry_at;
  }
  each_live(entry, [&](std::size_t i) {
    journal_.put(store::attempt_finished(store::about(entry.job, entry.job.subjects[i]), finish, state));
  });
  return state.has_value();
}

base::Result<std::vector<bool>> MemoryQueue::finish_attempts(std::span<const ports::AttemptFinish> finishes) {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kFinish); !status) return status.error();
  std::vector<std::pair<Entry*, std::size_t>> found;
  for (const ports::AttemptFinish& f : finishes) {
    Entry* entry = find(f.school, f.job);
    if (entry == nullptr) return base::usage("An outcome names an attempt that was never started.");
    const auto attempt = std::find_if(entry->attempts.begin(), entry->attempts.end(),
                                      [&](const Attempt& a) { return a.start.attempt == f.attempt; });
    if (attempt == entry->attempts.end())
      return base::usage("An outcome names an attempt that was never started.");
    found.emplace_back(entry, static_cast<std::size_t>(attempt - entry->attempts.begin()));
  }
  std::vector<bool> out;
  for (std::size_t i = 0; i < finishes.size(); ++i)
    out.push_back(finish(*found[i].first, found[i].first->attempts[found[i].second], finishes[i]));
  return out;
}

// --- change and recover

bool MemoryQueue::withdraw(Entry& entry, const ports::JobChange& change) {
  if (!job::may_be_withdrawn(entry.state)) return false;
  const SubjectState as =
      store::is_person(change.actor) ? SubjectState::kWithdrawnByPerson : SubjectState::kWithdrawnByPlan;
  bool any = false;
  each_live(entry, [&](std::size_t i) {
    if (!change.pupil.empty() && entry.job.subjects[i].pupil != change.pupil) return;
    withdraw_subject(entry, i, as, change.reason, {change.now, change.actor});
    any = true;
  });
  return any;
}

bool MemoryQueue::change_one(const ports::JobChange& change) {
  Entry* entry = find(change.school, change.job);
  if (entry == nullptr) return false;
  if (change.event == Event::kWithdraw) return withdraw(*entry, change);
  const auto state = store::after_change(entry->state, change.event);
  if (!state) return false;
  move(*entry, *state, change.now, change.reason);
  const auto type = store::event_type_of(change.event, change.actor);
  if (type == Type::kUnknownClosed && !entry->attempts.empty() &&
      job::may_become(entry->attempts.back().state, job::AttemptState::kSettled))
    entry->attempts.back().state = job::AttemptState::kSettled;
  if (type) tell(*type, *entry, *state, change.event, change.reason, {change.now, change.actor});
  return true;
}

base::Result<std::vector<bool>> MemoryQueue::change(std::span<const ports::JobChange> changes) {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kChange); !status) return status.error();
  std::vector<bool> out;
  for (const ports::JobChange& c : changes) out.push_back(change_one(c));
  return out;
}

base::Result<ports::Recovered> MemoryQueue::recover(base::Instant now) {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kRecover); !status) return status.error();
  ports::Recovered out;
  for (auto& [key, entry] : entries_) {
    if (entry.state == State::kLeased) {
      move(entry, State::kQueued, now, {});
      ++out.requeued;
    }
    for (Attempt& attempt : entry.attempts) {
      if (attempt.state != job::AttemptState::kStarted) continue;
      ports::AttemptFinish lost;
      lost.attempt = attempt.start.attempt;
      lost.job = key.second;
      lost.fence = entry.fence;
      lost.school = key.first;
      lost.now = now;
      lost.outcome.evidence = store::kStoppedBeforeOutcome;
      finish(entry, attempt, lost);
      ++entry.fence;  // whoever still acts for the dead dispatcher changes nothing
      ++out.unknown;
    }
  }
  return out;
}

// --- what providers say later, and what was awaited in vain

std::optional<base::Instant> MemoryQueue::next_check_at(const Entry& e) const {
  return job::next_check_at({e.state, e.state_at, e.job.day, e.job.not_before, e.job.not_after, e.job.due_by,
                             e.lease_until, e.brought_up_at},
                            deadlines.of(e.job.school));
}

base::Result<ports::Passed> MemoryQueue::pass_deadlines(const roll::Urn& school, base::Instant now) {
  const std::lock_guard lock(guard_);
  ports::Passed out;
  for (auto& [key, entry] : entries_) {
    if (key.first != school || next_check_at(entry).value_or(now + std::chrono::hours{1}) > now) continue;
    if (entry.state == State::kAwaitingReceipt) {
      move(entry, State::kUnknown, now, store::kNoReceipt);
      tell(Type::kReceipt, entry, State::kUnknown, Event::kReceiptOverdue, store::kNoReceipt, {now});
      ++out.unknown;
    } else if (entry.state == State::kUnknown) {
      entry.brought_up_at = now;
      if (entry.told_at) continue;
      entry.told_at = now;
      const job::Job& unknown = entry.job;
      each_live(entry, [&](std::size_t i) {
        journal_.put(store::unknown_overdue(store::about(unknown, unknown.subjects[i]), {now}));
      });
      ++out.told;
    }
  }
  return out;
}

const MemoryQueue::Attempt* MemoryQueue::find_attempt(const roll::Urn& school,
                                                      const job::AttemptId& id) const {
  for (const auto& [key, entry] : entries_)
    for (const Attempt& attempt : entry.attempts)
      if (key.first == school && attempt.start.attempt == id) return &attempt;
  return nullptr;
}

bool MemoryQueue::has_attempt(const roll::Urn& school, const job::AttemptId& id) const {
  const std::lock_guard lock(guard_);
  return find_attempt(school, id) != nullptr;
}

bool MemoryQueue::settle_receipt(const ports::Matched& word, std::span<const job::ReceiptStatus> known,
                                 base::Instant now) {
  const std::lock_guard lock(guard_);
  const auto& receipt = std::get<job::Receipt>(word.word);
  const Attempt* found = find_attempt(word.school, word.attempt);
  Entry& entry = *find(word.school, found->start.job);
  Attempt& attempt = entry.attempts[static_cast<std::size_t>(found - entry.attempts.data())];
  const job::Settled settled =
      job::settle({attempt.state, entry.state, &attempt == &entry.attempts.back(), known}, receipt.status);
  if (!settled.news) return false;
  attempt.state = settled.attempt;
  std::string reason;
  if (settled.job == State::kFailed)
    reason = receipt.detail.empty() ? store::kReceiptSaysFailed : receipt.detail;
  if (settled.how) move(entry, settled.job, now, reason);
  const bool any_live = has_live_subject(entry);
  for (std::size_t i = 0; i < entry.subjects.size(); ++i)
    if (!any_live || entry.subjects[i] == SubjectState::kLive)
      journal_.put(store::receipt_came(store::about(entry.job, entry.job.subjects[i]), word, settled, {now}));
  return settled.contradicts;
}

std::optional<job::AttemptId> MemoryQueue::attempt_for(const roll::Urn& school, const std::string& account,
                                                       const job::Receipt& receipt) const {
  const std::lock_guard lock(guard_);
  const Attempt* own = find_attempt(school, job::AttemptId(receipt.reference));
  if (own != nullptr && own->start.account == account) return own->start.attempt;
  const Attempt* newest = nullptr;
  for (const auto& [key, entry] : entries_)
    for (const Attempt& a : entry.attempts) {
      if (key.first != school || a.start.account != account || receipt.provider_ref.empty()) continue;
      const bool answered = std::any_of(a.outcomes.begin(), a.outcomes.end(), [&](const job::Outcome& o) {
        return o.provider_ref == receipt.provider_ref;
      });
      if (answered && (newest == nullptr || std::tie(newest->start.now, newest->start.attempt) <
                                                std::tie(a.start.now, a.start.attempt)))
        newest = &a;
    }
  return newest == nullptr ? std::nullopt : std::optional(newest->start.attempt);
}

bool MemoryQueue::put_opt_out(const roll::OptOut& opt_out) {
  const std::lock_guard lock(guard_);
  for (const roll::OptOut& o : opt_outs_)
    if (o.school == opt_out.school && o.channel == opt_out.channel && o.address == opt_out.address)
      return false;
  opt_outs_.push_back(opt_out);
  return true;
}

bool MemoryQueue::end_opt_out(const roll::OptOut& opt_out) {
  const std::lock_guard lock(guard_);
  return std::erase_if(opt_outs_, [&](const roll::OptOut& o) {
           return o.school == opt_out.school && o.channel == opt_out.channel && o.address == opt_out.address;
         }) > 0;
}

std::vector<roll::OptOut> MemoryQueue::opt_outs(const roll::Urn& school) const {
  const std::lock_guard lock(guard_);
  std::vector<roll::OptOut> out;
  for (const roll::OptOut& o : opt_outs_)
    if (o.school == school) out.push_back(o);
  std::sort(out.begin(), out.end(), [](const roll::OptOut& a, const roll::OptOut& b) {
    return std::tuple(roll::word(a.channel), a.address.reveal()) <
           std::tuple(roll::word(b.channel), b.address.reveal());
  });
  return out;
}

}  // namespace firstday::support
