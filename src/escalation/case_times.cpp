#include <algorithm>

#include "escalation/case_planner.h"

namespace firstday::escalation {

using base::Instant;
using job::Kind;
using std::chrono::minutes;

void CasePlanner::set_times(const Call& call, const roll::Contact* contact, job::Job& job) const {
  const Step& step = *call.due.step;
  job.not_before = not_before(call, contact);
  if (step.expires || reaches_family(step.action)) job.not_after = today_at(latest(step));
  if (!reaches_family(step.action)) job.due_by = due_by(call);
}

base::TimeOfDay CasePlanner::latest(const Step& step) const {
  if (step.expires) return *step.expires;
  return round_ ? std::min(round_->latest, rules_.hours_to) : rules_.hours_to;
}

Instant CasePlanner::earliest(const Step& step) const {
  Instant at = setting_.today.register_closes(case_.session);
  if (step.at) at = std::max(at, today_at(*step.at));
  if (step.at_school_end) at = std::max(at, setting_.today.ends);
  if (round_) at = std::max(at, today_at(round_->earliest));
  if (reaches_family(step.action)) at = std::max(at, today_at(rules_.hours_from));
  if (job::is_carried(step.action)) at = std::max(at, setting_.when.release);
  if (floor_) at = std::max(at, *floor_);
  return at;
}

Instant CasePlanner::not_before(const Call& call, const roll::Contact* contact) const {
  const Step& step = *call.due.step;
  // A concern waits for no register.
  if (step.on == Trigger::kFlag) return *call.at;
  const Instant called_for = call.at.value_or(std::max(true_since(step.when, situation_), opened(step)));
  const Instant at = std::max(called_for, earliest(step));
  const StepRun* first = run_before(step);
  if (!first || !first->live) return at;
  // Whoever is known not to have been reached has nothing to answer: no waiting for that contact.
  const auto& failed = first->failed;
  if (contact && std::find(failed.begin(), failed.end(), contact->ref) != failed.end()) return at;
  return std::max(at, after_run(step, *first));
}

/// When the last of what the step's gate requires was there.
Instant CasePlanner::opened(const Step& step) const {
  const Gate* gate = step.gate.empty() ? nullptr : rules_.gate(step.gate);
  Instant out{};
  if (gate != nullptr)
    for (const Condition& c : gate->requires_that) out = std::max(out, true_since(c, situation_));
  return out;
}

/// What comes after a call needs its outcome, and goes on without when nobody records one.
Instant CasePlanner::after_run(const Step& step, const StepRun& run) const {
  if (run.step->action != Kind::kCall)
    return run.at + minutes{step.wait_minutes.value_or(rules_.wait_minutes)};
  if (run.settled) return run.settled_at;
  return run.at + minutes{step.wait_minutes.value_or(rules_.call_patience_minutes)};
}

Instant CasePlanner::due_by(const Call& call) const {
  const Step& step = *call.due.step;
  if (step.on == Trigger::kFlag) return *call.at;
  if (step.deadline.hours > 0)
    return due_in_hours(setting_.school.calendar, case_.first, step.deadline.hours);
  if (step.deadline.day > 0) return end_of_day(step.deadline.day);
  return step.deadline.at ? today_at(*step.deadline.at) : setting_.today.ends;
}

/// When school ends on the nth day of the case; today when it has passed, or the calendar ends before it. A
/// day on which the pupil's year or form stays at home is not one of them.
Instant CasePlanner::end_of_day(int nth) const {
  base::Date day = setting_.today.date;
  const roll::Group group{household_.pupil.year, household_.pupil.form};
  for (int n = static_cast<int>(counted_.size()); n < nth; ++n) {
    const auto next = setting_.school.calendar.next_school_day(day, group);
    if (!next) break;
    day = *next;
  }
  return base::from_london(day, setting_.school.calendar.sessions().school_ends);
}

void CasePlanner::note(const Step& step, const job::Job& job) {
  StepRun& run = run_for(step);
  const chronology::JobFact* fact = case_.facts ? case_.facts->job(job.subjects.front().key) : nullptr;
  if (fact && never_goes(*fact)) {
    run.failed.push_back(job.to.contact);
    return;
  }
  run.live = true;
  if (step.action != Kind::kCall) {
    // What has gone has its own time, however late it is planned again.
    const bool is_new = !fact || fact->state == job::State::kCancelled;
    const Instant goes = std::max(job.not_before, is_new ? setting_.when.now : fact->at);
    run.at = std::max(run.at, fact && is_over(*fact) ? fact->at : goes);
    return;
  }
  run.at = std::max(run.at, job.not_before);
  const chronology::CallFact* made = call_made(job.to.contact, round());
  if (made) run.settled_at = std::max(run.settled_at, made->at);
  if (!made && !(fact && is_over(*fact))) run.settled = false;
}

StepRun& CasePlanner::run_for(const Step& step) {
  for (StepRun& run : runs_)
    if (run.step == &step && run.round == round()) return run;
  runs_.push_back({&step, std::string(round()), false, {}, true, {}, {}});
  return runs_.back();
}

const StepRun* CasePlanner::run_before(const Step& step) const {
  if (step.after.empty()) return nullptr;
  const StepRun* found = nullptr;
  for (const StepRun& run : runs_) {
    if (run.step->id != step.after) continue;
    const std::string_view wanted = step.occurrence == Occurrence::kEachRound ? round() : step.after_round;
    if (wanted.empty() || run.round.empty() || run.round == wanted) found = &run;
  }
  return found;
}

const chronology::CallFact* CasePlanner::call_made(const roll::ContactRef& contact,
                                                   std::string_view round) const {
  if (!case_.facts) return nullptr;
  const auto& all = case_.facts->calls;
  const auto newest = std::find_if(all.rbegin(), all.rend(), [&](const chronology::CallFact& f) {
    return f.contact == contact && is_today(f.at) && (round.empty() || round_at(f.at) == round);
  });
  return newest == all.rend() ? nullptr : &*newest;
}

/// The round that a moment belongs to: the last that has begun, or the first of the day.
std::string_view CasePlanner::round_at(Instant at) const {
  std::string_view name;
  for (const Round& r : rules_.rounds)
    if (name.empty() || today_at(r.earliest) <= at) name = r.name;
  return name;
}

bool stands(const chronology::JobFact& fact) {
  using job::State;
  return !fact.left_behind && fact.state != State::kFailed && fact.state != State::kExpired &&
         fact.state != State::kCancelled && fact.state != State::kSuperseded;
}

bool never_goes(const chronology::JobFact& fact) {
  using job::State;
  return fact.left_behind || fact.state == State::kFailed || fact.state == State::kExpired ||
         fact.state == State::kSuperseded || (fact.state == State::kCancelled && fact.for_good);
}

bool is_over(const chronology::JobFact& fact) {
  using job::State;
  return fact.state == State::kDone || fact.state == State::kDelivered ||
         fact.state == State::kAcceptedFinal || fact.state == State::kAwaitingReceipt ||
         fact.state == State::kClosedByHuman;
}

}  // namespace firstday::escalation
