#include "workflow/player.h"

#include <algorithm>

#include "dispatch/claim.h"
#include "job/state.h"
#include "roll/may_be_told.h"
#include "workflow/advance.h"
#include "workflow/message_values.h"

namespace firstday::workflow {

using base::Instant;
using std::chrono::minutes;

namespace {

/// So many moments of one day mean that planning does not come to rest: our bug.
constexpr int kMomentsOfADay = 2000;
constexpr roll::Session kSessions[] = {roll::Session::kAm, roll::Session::kPm};

base::TimeOfDay closes(const roll::SessionTimes& times, roll::Session session) {
  return session == roll::Session::kAm ? times.am_register_closes : times.pm_register_closes;
}

}  // namespace

Player::Player(const config::Scenario& scenario, SimulationHouse& rehearsal)
    : scenario_(scenario), rehearsal_(rehearsal), house_(rehearsal.house()), words_(scenario, house_) {}

base::Status Player::play(base::Date until) {
  auto listed = scenario_.days.begin();
  for (base::Date date = listed->date; date <= until; date += std::chrono::days{1}) {
    day_ = listed != scenario_.days.end() && listed->date == date ? &*listed++ : nullptr;
    if (day_ == nullptr && !school().calendar.is_school_day(date)) continue;
    if (base::Status s = play_day(date); !s) return s;
  }
  return {};
}

base::Status Player::play_day(base::Date date) {
  next_event_ = 0;
  registers_taken_.clear();
  said_today_.clear();
  cause_.clear();
  open_shown_ = false;
  batch_ = {};
  Instant at = base::from_london(date, base::TimeOfDay{0});
  rehearsal_.clock().set(at);
  for (int moments = 0;; ++moments) {
    FIRSTDAY_CHECK(moments < kMomentsOfADay, "a day comes to its end");
    at = next_moment(at);
    if (base::to_london(at).date != date) break;
    rehearsal_.clock().set(at);
    if (base::Status s = stand_at(at); !s) return s;
  }
  see_rest(true);
  return {};
}

/// First everything that is due by this time, then what happens at it.
base::Status Player::stand_at(Instant now) {
  if (base::Status s = take_registers(now); !s) return s;
  if (base::Status s = settle(); !s) return s;
  while (day_ != nullptr && next_event_ < day_->events.size() && day_->events[next_event_].at <= clock()) {
    const config::ScenarioEvent& event = day_->events[next_event_++];
    if (base::Status s = happen(event); !s) return s;
    cause_ = event.id;
    if (base::Status s = settle(); !s) return s;
    cause_.clear();
  }
  return {};
}

/// When something may change next: a register, an event, a job that falls due, a deadline that passes.
Instant Player::next_moment(Instant now) const {
  const base::Date date = base::to_london(now).date;
  Instant next = base::from_london(date + std::chrono::days{1}, base::TimeOfDay{0});
  const auto offer = [&](Instant at) {
    if (at > now) next = std::min(next, at);
  };
  if (school().calendar.is_school_day(date))
    for (const roll::Session s : kSessions)
      offer(base::from_london(date, closes(school().calendar.sessions(), s)));
  if (day_ != nullptr && next_event_ < day_->events.size())
    offer(std::max(now + minutes{1}, base::from_london(date, day_->events[next_event_].at)));
  for (const job::Job& job : batch_.jobs) {
    offer(job.not_before);
    if (job.due_by) offer(*job.due_by + minutes{1});
  }
  return next;
}

base::Status Player::take_registers(Instant now) {
  const base::Date date = today();
  if (!school().calendar.is_school_day(date)) return {};
  for (const roll::Session session : kSessions) {
    const Instant closed = base::from_london(date, closes(school().calendar.sessions(), session));
    if (closed > now || !registers_taken_.insert(session).second) continue;
    if (base::Status s = put_mark(date, session, code_of(date, session)); !s) return s;
  }
  return {};
}

roll::Code Player::code_of(base::Date date, roll::Session session) const {
  const auto changed = changed_.find({date, session});
  if (changed != changed_.end()) return changed->second;
  const bool listed = day_ != nullptr && day_->marks.has_value();
  if (!listed && closed_by_event_) return {};
  const config::DayMarks& marks = listed ? *day_->marks : scenario_.unlisted;
  return session == roll::Session::kAm ? marks.am : marks.pm;
}

base::Status Player::put_mark(base::Date date, roll::Session session, const roll::Code& code) {
  if (code.empty()) return {};
  const auto put = house_.schools.put_marks(school().urn, {{scenario_.pupil.ref, date, session, code}}, now(),
                                            house_.actor);
  return put ? base::Status{} : base::Status{put.error()};
}

base::Status Player::settle() {
  for (int rounds = 0;; ++rounds) {
    FIRSTDAY_CHECK(rounds < kMomentsOfADay, "what is due at one time comes to an end");
    const auto more = do_what_is_due();
    if (!more) return more.error();
    if (more.value()) continue;
    see_rest(false);
    return {};
  }
}

/// Plans, shows what is new, and does it; true when something was done that may call for more.
base::Result<bool> Player::do_what_is_due() {
  auto advanced = advance(house_, {});
  if (!advanced) return advanced.error();
  batch_ = std::move(advanced.value().front().batch);
  const auto leased = house_.queue.lease({house_.instance, now(), minutes{5}, 1000, school().urn});
  if (!leased) return leased.error();
  if (const base::Status s = read_rows(); !s) return s.error();
  const size_t before = emitted_.size();
  see(batch_);
  if (const base::Status s = send(leased.value()); !s) return s.error();
  bool more = !leased.value().empty() || emitted_.size() != before;
  std::vector<job::Job> fresh;
  for (const job::Job& job : batch_.jobs) {
    const auto said = emitted_.find(job.subjects.front().key);
    if (said != emitted_.end() && said->second.day == today()) fresh.push_back(job);
  }
  for (const job::Job& job : fresh) {
    const auto done = apply_default(job);
    if (!done) return done.error();
    more = more || done.value();
  }
  return more;
}

/// Taken, and nothing more is heard of it.
base::Status Player::send(const std::vector<ports::Leased>& leased) {
  for (const ports::Leased& l : leased) {
    const auto roll = house_.schools.roll(school().urn);
    if (!roll) return roll.error();
    const roll::Contact* contact = contact_for(l.job, roll.value());
    ports::AttemptStart start;
    start.attempt = job::AttemptId("rehearsal-" + std::to_string(++attempts_));
    start.job = l.job.id;
    start.fence = l.fence;
    start.school = l.job.school;
    start.now = now();
    start.provider = start.account = "rehearsal";
    const auto channel = job::channel_for(l.job.kind);
    if (contact != nullptr && channel) start.message.to = roll::address_for(*contact, *channel);
    start.message.job = l.job.id;
    start.message.school = l.job.school;
    start.message.kind = l.job.kind;
    start.message.template_name = l.job.template_name;
    start.claims = dispatch::claims_for(l.job, start.message.to, house_.claim_hash);
    const auto started = house_.queue.start_attempts({&start, 1});
    if (!started) return started.error();
    if (started.value().front() != ports::StartResult::kStarted) continue;
    ports::AttemptFinish finish;
    finish.attempt = start.attempt;
    finish.job = start.job;
    finish.fence = l.fence;
    finish.school = start.school;
    finish.now = now();
    finish.outcome.kind = job::OutcomeKind::kAccepted;
    finish.job_event = job::Event::kAcceptedNoReceipt;
    const auto finished = house_.queue.finish_attempts({&finish, 1});
    if (!finished) return finished.error();
  }
  return {};
}

base::Status Player::read_rows() {
  ports::JobFilter filter;
  filter.school = school().urn;
  auto rows = house_.queue.jobs(filter);
  if (!rows) return rows.error();
  rows_ = std::move(rows).value();
  row_by_key_.clear();
  for (size_t i = 0; i < rows_.size(); ++i) {
    const auto [at, added] = row_by_key_.emplace(rows_[i].job.subjects.front().key, i);
    // A job that was taken back may have been planned again: that one counts.
    if (!added && rows_[at->second].state == job::State::kCancelled) at->second = i;
  }
  return {};
}

const ports::JobRow* Player::row_of(const job::Job& job) const {
  const auto at = row_by_key_.find(job.subjects.front().key);
  return at == row_by_key_.end() ? nullptr : &rows_[at->second];
}

}  // namespace firstday::workflow
