#include "dispatch/dispatcher.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

int recorded(const Summary& summary) {
  int sum = 0;
  for (const auto& [kind, count] : summary.outcomes) sum += count;
  return sum;
}

std::vector<Side> sides_of(std::vector<SchoolSide> schools) {
  std::vector<Side> sides;
  for (SchoolSide& school : schools) {
    FIRSTDAY_CHECK(!school.school.empty(), "a dispatcher sends for schools it knows");
    sides.emplace_back(std::move(school));
  }
  return sides;
}

constexpr const char* kNoSchoolDay =
    "The calendar has no school day ahead on which messages may leave. Add the dates of the next term.";

std::string in_pounds(int pence) {
  const std::string rest = std::to_string(pence % 100);
  return "£" + std::to_string(pence / 100) + "." + (rest.size() < 2 ? "0" + rest : rest);
}

std::string over_budget(const Side& side) {
  return "The day's budget of " + in_pounds(side.budget.pence_a_day()) + " is spent, and " +
         std::to_string(side.summary.over_budget) +
         " messages wait. Raise 'limits.pence_a_day' of the school, or ring the families.";
}

}  // namespace

Dispatcher::Dispatcher(Wiring wiring, Settings settings, std::vector<SchoolSide> schools)
    : wiring_(std::move(wiring)),
      settings_(std::move(settings)),
      book_(schools, settings_.tries_each_account, settings_.breaker),
      sides_(sides_of(std::move(schools))),
      flights_(wiring_.log),
      recorder_(wiring_, settings_, sides_, book_, flights_, addresses_),
      starter_(wiring_, settings_, sides_, book_, flights_, addresses_) {
  FIRSTDAY_CHECK(!settings_.owner.empty(), "a dispatcher has an instance id");
  FIRSTDAY_CHECK(!sides_.empty(), "a dispatcher sends for somebody");
  FIRSTDAY_CHECK(settings_.group_size > 0 && settings_.max_in_flight > 0, "a dispatcher may send something");
}

base::Result<ports::Recovered> Dispatcher::recover() {
  auto recovered = wiring_.queue.recover(wiring_.clock.now());
  if (recovered)
    wiring_.log.info("Recovery: what an earlier run left behind.",
                     {{"requeued", recovered.value().requeued}, {"unknown", recovered.value().unknown}});
  return recovered;
}

void Dispatcher::stop() {
  stopping_ = true;
  wiring_.clock.wake();
}

base::Result<Summaries> Dispatcher::run_until_idle(const Ask& ask) {
  begin(ask);
  for (;;) {
    land_and_record();
    const bool went_on = may_start() && start_some();
    if (flights_.landed() > 0) continue;
    if (ask.give_way_at && wiring_.clock.steady() >= *ask.give_way_at && may_give_way()) return give_way();
    if (flights_.on_wire() > 0) {
      flights_.poll(poll_wait());
      gather();
    } else if (!went_on && (!may_start() || !wait_for_next(ask))) {
      break;
    }
  }
  finish();
  if (error_ && !has_done_anything()) return *error_;
  return summaries();
}

Moment Dispatcher::moment() const {
  return {wiring_.clock.steady(), base::to_london(wiring_.clock.now()).date};
}

Summaries Dispatcher::give_way() {
  for (Side& side : sides_) look_at_accounts(side);
  return summaries();
}

void Dispatcher::begin(const Ask& ask) {
  error_.reset();
  const base::Instant now = wiring_.clock.now();
  const Moment at = moment();
  const base::Steady last = at.steady + std::max(ask.until - now, base::Duration{0});
  for (Side& side : sides_) {
    side.summary = {};
    side.is_halted = false;
    if (const auto why = ask.without.find(side.is.school); why != ask.without.end()) side.halt(why->second);
    if (book_.all_stopped(side.is.accounts, at, last)) side.halt("Every account is stopped.");
  }
  if (const auto status = starter_.begin(); !status) stop_starts(status.error());
}

/// A commit costs the same for one outcome as for a hundred, so answers that come close together wait for
/// one another; the first moment without a new one ends that.
void Dispatcher::gather() {
  int before = 0;
  while (flights_.on_wire() > 0 && flights_.landed() > before && flights_.landed() < settings_.group_size) {
    before = flights_.landed();
    flights_.poll(std::chrono::milliseconds{1});
  }
}

bool Dispatcher::may_start() const {
  return !stopping_ && !error_ &&
         std::any_of(sides_.begin(), sides_.end(), [](const Side& side) { return !side.is_halted; });
}

/// Schools that are halted for this run only are no reason to hold up the caller.
bool Dispatcher::may_give_way() const {
  return !stopping_ && !error_ && is_under_way();
}

void Dispatcher::land_and_record() {
  const base::Instant now = wiring_.clock.now();
  recorder_.take(flights_.take_landed(wiring_.clock.steady(), settings_.send_deadline), now);
  if (recorder_.kept() == 0) return;
  if (const auto status = recorder_.record(); !status) stop_starts(status.error());
  tell_progress();
}

/// True when it is worth asking again at once.
bool Dispatcher::start_some() {
  const int before = flights_.on_wire();
  const auto went_on = starter_.start_some();
  if (!went_on) stop_starts(went_on.error());
  if (flights_.on_wire() > before) tell_progress();
  return went_on && went_on.value();
}

/// No longer than until something that waits for its turn may go.
std::chrono::milliseconds Dispatcher::poll_wait() const {
  const base::Instant now = wiring_.clock.now();
  const auto next = starter_.next_instant(now);
  if (!next) return settings_.poll_wait;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - now);
  return std::clamp(left, std::chrono::milliseconds{1}, settings_.poll_wait);
}

/// False when nothing more is to come before `until`.
bool Dispatcher::wait_for_next(const Ask& ask) {
  const base::Instant now = wiring_.clock.now();
  const base::Steady steady = wiring_.clock.steady();
  auto at = next_instant(now);
  if (!at) return false;
  // What waits for a rate was due before: a run stays for it, a minute at the most each time.
  base::Instant last = ask.until;
  if (const auto rate = starter_.rate_opens_at()) last = std::max(last, now + (*rate - steady));
  if (*at > last) return false;
  if (ask.give_way_at) at = std::min(*at, now + (*ask.give_way_at - steady));
  if (*at > now) wiring_.clock.wait_until(*at);
  if (const auto status = starter_.look_now(); !status) stop_starts(status.error());
  return may_start();
}

/// Of all schools; and each's own into its summary.
std::optional<base::Instant> Dispatcher::next_instant(base::Instant now) {
  const auto due = wiring_.queue.due(false);
  if (!due) {
    stop_starts(due.error());
    return std::nullopt;
  }
  const Moment then = moment();
  std::optional<base::Instant> first = starter_.next_instant(now);
  for (Side& side : sides_) {
    side.summary.next_due = starter_.next_instant(side, now);
    if (const auto status = expire_what_misses_its_window(side, now); !status) stop_starts(status.error());
    for (const ports::Due& one : due.value()) {
      if (one.school != side.is.school) continue;
      const auto at = leaves_at(side, one.kind, one.at, now, then, book_);
      if (!next_open(side.is.window_of(one.kind), std::max(one.at, now))) side.halt(kNoSchoolDay);
      if (!at) continue;
      side.summary.next_due = std::min(side.summary.next_due.value_or(*at), *at);
      if (side.is_halted) continue;
      const base::Instant looks = *at > now ? *at : look_again_at(side, now);
      first = std::min(first.value_or(looks), looks);
    }
  }
  return first;
}

/// For what is due and was not started. The queue may call something due that it does not give us (another
/// dispatcher has it); or the school has as many here as it may, and they wait for a rate.
base::Instant Dispatcher::look_again_at(const Side& side, base::Instant now) const {
  if (side.found_nothing) return now + settings_.look_again;
  return side.has_waiting() ? now + settings_.urgent_look : now;
}

base::Status Dispatcher::expire_what_misses_its_window(Side& side, base::Instant now) {
  const auto& kinds = job::kCarriedKinds;
  if (std::all_of(std::begin(kinds), std::end(kinds),
                  [&](job::Kind kind) { return is_open(side.is.window_of(kind), now); }))
    return {};
  ports::JobFilter filter;
  filter.school = side.is.school;
  filter.states = {job::State::kQueued};
  const auto rows = wiring_.queue.jobs(filter);
  if (!rows) return rows.error();
  std::vector<ports::JobChange> changes;
  for (const ports::JobRow& row : rows.value())
    if (job::is_carried(row.job.kind) && misses_window(side.is.window_of(row.job.kind), row.job, now))
      changes.push_back({side.is.school,
                         row.job.id,
                         job::Event::kExpire,
                         {},
                         "Its time ends before messages may leave again.",
                         "firstday",
                         now});
  if (changes.empty()) return {};
  const auto made = wiring_.queue.change(changes);
  if (!made) return made.error();
  side.summary.expired += static_cast<int>(std::count(made.value().begin(), made.value().end(), true));
  return {};
}

void Dispatcher::finish() {
  record_patiently();
  if (const auto status = starter_.give_back(); !status) stop_starts(status.error());
  for (Side& side : sides_) sum_up(side);
}

void Dispatcher::look_at_accounts(Side& side) const {
  side.summary.stopped_accounts = book_.stopped(side.is.accounts, moment());
  side.summary.account_health = book_.health(side.is.accounts);
}

void Dispatcher::sum_up(Side& side) {
  Summary& summary = side.summary;
  look_at_accounts(side);
  summary.not_recorded = recorder_.kept_of(side.is.school);
  if (stopping_) side.halt("Sending was asked to stop.");
  if (!side.is_halted && summary.stopped_accounts.empty() && side.over_budget.empty()) return;
  bool wait_for_accounts = false;
  for (const job::Job& job : due_and_waiting(side)) {
    ++summary.left_waiting;
    summary.over_budget += side.over_budget.count(job.kind) != 0 ? 1 : 0;
    wait_for_accounts = wait_for_accounts || (!accounts_for(side.is.accounts, job.kind).empty() &&
                                              !book_.takes(side.is.accounts, job.kind, moment()));
  }
  if (summary.over_budget > 0) side.halt(over_budget(side));
  if (wait_for_accounts)
    side.halt("Every account for some kinds of message is stopped; those messages wait.");
}

/// Empty where the store does not say.
std::vector<job::Job> Dispatcher::due_and_waiting(const Side& side) const {
  ports::JobFilter filter;
  filter.school = side.is.school;
  filter.states = {job::State::kQueued, job::State::kLeased};
  const auto rows = wiring_.queue.jobs(filter);
  std::vector<job::Job> due;
  if (!rows) return due;
  const base::Instant now = wiring_.clock.now();
  for (const ports::JobRow& row : rows.value())
    if (job::is_carried(row.job.kind) && row.job.not_before <= now) due.push_back(row.job);
  return due;
}

/// Nothing is on the wire any more, so there is time: a database that is busy for a moment must not
/// turn what is known into unknowns when the process ends.
void Dispatcher::record_patiently() {
  const base::Steady give_up_at = wiring_.clock.steady() + settings_.record_patience;
  for (;;) {
    const auto status = recorder_.record();
    if (status) return;
    stop_starts(status.error());
    const base::Duration left = give_up_at - wiring_.clock.steady();
    if (left <= base::Duration{0}) return;
    wiring_.clock.wait_until(wiring_.clock.now() + std::min(settings_.look_again, left));
  }
}

void Dispatcher::stop_starts(const base::Error& error) {
  if (!error_) {
    error_ = error;
    wiring_.log.error("No more messages are started in this run.", {{"reason", error.what}});
  }
  for (Side& side : sides_) side.halt(error.what);
}

void Dispatcher::tell_progress() const {
  if (!wiring_.progress) return;
  Progress progress{0, 0, flights_.on_wire(), starter_.waiting()};
  for (const Side& side : sides_) {
    progress.started += side.summary.started;
    progress.recorded += recorded(side.summary);
  }
  wiring_.progress(progress);
}

bool Dispatcher::has_done_anything() const {
  return std::any_of(sides_.begin(), sides_.end(), [](const Side& side) {
    const Summary& s = side.summary;
    return s.started > 0 || !s.outcomes.empty() || !s.failed.empty() || s.withdrawn + s.expired > 0;
  });
}

Summaries Dispatcher::summaries() const {
  Summaries all;
  for (const Side& side : sides_) all.emplace(side.is.school, side.summary);
  return all;
}

}  // namespace firstday::dispatch
