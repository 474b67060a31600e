#include "dispatch/dispatcher.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

bool has_done_anything(const Summary& s) {
  return s.started > 0 || !s.outcomes.empty() || !s.failed.empty() || s.withdrawn + s.expired > 0;
}

int recorded(const Summary& summary) {
  int sum = 0;
  for (const auto& [kind, count] : summary.outcomes) sum += count;
  return sum;
}

}  // namespace

Dispatcher::Dispatcher(Wiring wiring, Settings settings, Accounts accounts)
    : wiring_(std::move(wiring)),
      settings_(std::move(settings)),
      book_(std::move(accounts), settings_.tries_each_account, settings_.unknowns_before_stop),
      flights_(wiring_.log),
      recorder_(wiring_, settings_, book_),
      starter_(wiring_, settings_, book_, flights_) {
  FIRSTDAY_CHECK(!settings_.owner.empty(), "a dispatcher has an instance id");
  FIRSTDAY_CHECK(settings_.group_size > 0 && settings_.max_in_flight > 0, "a dispatcher may send something");
}

base::Result<ports::Recovered> Dispatcher::recover() {
  auto recovered = wiring_.queue.recover(wiring_.clock.now());
  if (recovered)
    wiring_.log.info("Recovery: what an earlier run left behind.",
                     {{"requeued", recovered.value().requeued}, {"unknown", recovered.value().unknown}});
  return recovered;
}

base::Status Dispatcher::record_kept() {
  Summary unseen;
  return recorder_.record(unseen);
}

void Dispatcher::stop() {
  stopping_ = true;
  wiring_.clock.wake();
}

base::Result<Summary> Dispatcher::run_until_idle(const roll::Urn& school, base::Instant until) {
  FIRSTDAY_CHECK(!school.empty(), "a dispatcher runs one school at a time");
  Summary summary;
  error_.reset();
  starter_.look_now();
  if (book_.all_stopped()) summary.stopped_because = "Every account is stopped.";
  for (;;) {
    land_and_record(summary);
    if (may_start(summary)) start_some(school, summary);
    if (flights_.landed() > 0) continue;
    if (flights_.on_wire() > 0) {
      flights_.poll(settings_.poll_wait);
      gather();
    } else if (!may_start(summary) || !wait_for_next(school, until, summary)) {
      break;
    }
  }
  finish(summary);
  if (error_ && !has_done_anything(summary)) return *error_;
  return summary;
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

bool Dispatcher::may_start(const Summary& summary) const {
  return !stopping_ && summary.stopped_because.empty();
}

void Dispatcher::land_and_record(Summary& summary) {
  const base::Instant now = wiring_.clock.now();
  recorder_.take(flights_.take_landed(wiring_.clock.steady(), settings_.send_deadline), now);
  if (recorder_.kept() == 0) return;
  if (const auto status = recorder_.record(summary); !status) stop_starts(status.error(), summary);
  tell_progress(summary);
}

void Dispatcher::start_some(const roll::Urn& school, Summary& summary) {
  const int before = summary.started;
  if (const auto status = starter_.start_some(school, summary); !status) stop_starts(status.error(), summary);
  if (summary.started > before) tell_progress(summary);
}

/// False when nothing more is to come before `until`.
bool Dispatcher::wait_for_next(const roll::Urn& school, base::Instant until, Summary& summary) {
  if (starter_.waiting() > 0) return true;
  const base::Instant now = wiring_.clock.now();
  summary.next_due = next_instant(school, now, summary);
  if (!summary.next_due) return false;
  base::Instant at = *summary.next_due;
  // The queue calls something due that it does not give us: another dispatcher has it.
  if (at <= now && starter_.found_nothing()) at = now + settings_.look_again;
  if (at > until) return false;
  if (at > now) wiring_.clock.wait_until(at);
  starter_.look_now();
  return true;
}

std::optional<base::Instant> Dispatcher::next_instant(const roll::Urn& school, base::Instant now,
                                                      Summary& summary) {
  const bool open = is_open(settings_.window, now);
  if (!open && !expire_what_misses_the_window(school, now, summary)) return std::nullopt;
  const auto due = wiring_.queue.next_due(school);
  if (!due) stop_starts(due.error(), summary);
  if (!due || !due.value()) return std::nullopt;
  const auto at = next_open(settings_.window, std::max(*due.value(), now));
  if (!at)
    summary.stopped_because =
        "The calendar has no school day ahead on which messages may leave. Add the dates of the next term.";
  return at;
}

bool Dispatcher::expire_what_misses_the_window(const roll::Urn& school, base::Instant now, Summary& summary) {
  ports::JobFilter filter;
  filter.school = school;
  filter.states = {job::State::kQueued};
  const auto rows = wiring_.queue.jobs(filter);
  if (!rows) {
    stop_starts(rows.error(), summary);
    return false;
  }
  std::vector<ports::JobChange> changes;
  for (const ports::JobRow& row : rows.value())
    if (misses_window(settings_.window, row.job, now))
      changes.push_back({school,
                         row.job.id,
                         job::Event::kExpire,
                         {},
                         "Its time ends before messages may leave again.",
                         "firstday",
                         now});
  if (changes.empty()) return true;
  const auto made = wiring_.queue.change(changes);
  if (!made) {
    stop_starts(made.error(), summary);
    return false;
  }
  summary.expired += static_cast<int>(std::count(made.value().begin(), made.value().end(), true));
  return true;
}

void Dispatcher::finish(Summary& summary) {
  record_patiently(summary);
  if (const auto status = starter_.give_back(summary); !status) stop_starts(status.error(), summary);
  if (stopping_ && summary.stopped_because.empty()) summary.stopped_because = "Sending was asked to stop.";
  if (summary.left_waiting > 0 && summary.stopped_because.empty() && !book_.stopped().empty())
    summary.stopped_because = "Every account for some kinds of message is stopped; those messages wait.";
  summary.stopped_accounts = book_.stopped();
  summary.not_recorded = recorder_.kept();
}

/// Nothing is on the wire any more, so there is time: a database that is busy for a moment must not
/// turn what is known into unknowns when the process ends.
void Dispatcher::record_patiently(Summary& summary) {
  const base::Steady give_up_at = wiring_.clock.steady() + settings_.record_patience;
  for (;;) {
    const auto status = recorder_.record(summary);
    if (status) return;
    stop_starts(status.error(), summary);
    const base::Duration left = give_up_at - wiring_.clock.steady();
    if (left <= base::Duration{0}) return;
    wiring_.clock.wait_until(wiring_.clock.now() + std::min(settings_.look_again, left));
  }
}

void Dispatcher::stop_starts(const base::Error& error, Summary& summary) {
  if (!error_) {
    error_ = error;
    wiring_.log.error("No more messages are started in this run.", {{"reason", error.what}});
  }
  if (summary.stopped_because.empty()) summary.stopped_because = error.what;
}

void Dispatcher::tell_progress(const Summary& summary) const {
  if (wiring_.progress)
    wiring_.progress({summary.started, recorded(summary), flights_.on_wire(), starter_.waiting()});
}

}  // namespace firstday::dispatch
