#include "escalation/case_plan.h"

#include <algorithm>

#include "escalation/audience.h"
#include "escalation/calls.h"
#include "escalation/case_planner.h"
#include "escalation/gates.h"
#include "escalation/visit_outcomes.h"

namespace firstday::escalation {

namespace {

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Surroundings around(const Setting& setting, const Case& c, const Household& household) {
  return {setting.today.date,
          &setting.school.calendar,
          c.rules,
          &household.pupil,
          household.contacts,
          household.professionals,
          !household.siblings.empty(),
          static_cast<int>(c.counted.size()),
          c.unbroken_days};
}

/// Said before a call, it is what the call was no longer wanted for.
bool stops(job::OnlyIf condition, chronology::ResponseLevel level) {
  using chronology::ResponseLevel;
  switch (condition) {
    case job::OnlyIf::kAlways:
      return false;
    case job::OnlyIf::kNoAnswer:
      return true;
    case job::OnlyIf::kNoResponse:
      return level != ResponseLevel::kAnswered;
    case job::OnlyIf::kNoReason:
      return level == ResponseLevel::kReasonGiven || level == ResponseLevel::kReasonAccepted;
  }
  return false;
}

/// The days that count: all of the case, or those since the child should have been back.
std::span<const base::Date> counting(const Case& c, const Situation& s) {
  std::span<const base::Date> all = c.counted;
  if (c.rules->clock.on_resume != OnResume::kRestart || !s.resumed_on) return all;
  while (all.size() > 1 && all.front() < *s.resumed_on) all = all.subspan(1);
  return all;
}

}  // namespace

CasePlanner::CasePlanner(const Setting& setting, const Case& c, std::string_view tier,
                         const Household& household, std::vector<Planned>& jobs, job::Batch& batch)
    : setting_(setting),
      case_(c),
      rules_(*c.rules),
      tier_(tier),
      household_(household),
      jobs_(jobs),
      batch_(batch),
      situation_(situation_of(c.facts, around(setting, c, household), c.early)),
      counted_(counting(c, situation_)),
      first_withheld_(batch.withheld.size()) {
  situation_.around.school_days = static_cast<int>(counted_.size());
}

void CasePlanner::run() {
  plan_flagged();
  raise_what_was_said();
  tell_of_replaced_policy();
  if (case_.absent_today) plan_day();
  take_back();
}

void CasePlanner::plan_day() {
  plan_due();
  drop_done();
  if (situation_.reason_accepted) return withhold_pupil("reason_accepted");
  close_up();
  show_gates();
}

void CasePlanner::plan_due() {
  const std::vector<DueStep> due = due_steps(rules_, tier_, counted_, case_.facts);
  auto next = due.begin();
  // In the policy's order, those that another step's outcome calls for at their place.
  for (const Step& step : rules_.steps) {
    if (next != due.end() && next->step == &step)
      plan_step({*next++, nullptr, nullptr, std::nullopt});
    else if (step.days.empty() && step.due_days.empty() && step.on == Trigger::kDays && case_.facts)
      plan_followers(due, step);
  }
  for (; next != due.end(); ++next) plan_step({*next, nullptr, nullptr, std::nullopt});
}

void CasePlanner::plan_flagged() {
  if (!case_.facts || case_.facts->flags.empty()) return;
  std::vector<base::Date> days;
  for (const chronology::FlagFact& flag : case_.facts->flags) {
    const base::Date day = base::to_london(flag.at).date;
    if (std::find(days.begin(), days.end(), day) != days.end()) continue;
    days.push_back(day);
    for (const Step& step : rules_.steps) {
      const bool theirs = step.tiers.empty() || has(step.tiers, tier_);
      if (step.on == Trigger::kFlag && theirs) plan_step({{&step, day, true}, nullptr, nullptr, flag.at});
    }
  }
}

void CasePlanner::plan_followers(const std::vector<DueStep>& due, const Step& step) {
  // The newest first: a visit of today belongs to the visit that is due now, not to one still open from
  // before.
  for (auto d = due.rbegin(); d != due.rend(); ++d)
    for (const OutcomeRule& rule : d->step->on_outcome) {
      if (!has(rule.steps, step.id)) continue;
      if (d->step->action == job::Kind::kCall) plan_after_call(*d->step, step, rule.outcome);
      if (d->step->action == job::Kind::kVisit) plan_after_visit(*d->step, step, rule.outcome);
      if (!job::channel_for(d->step->action)) plan_after_task(*d->step, step, rule.outcome);
    }
}

/// What the family had said before a call was made stopped the step that asks for it; what it says in the
/// call, or later, does not undo that it was made.
bool CasePlanner::was_wanted_then(const Step& cause, const chronology::CallFact& made) const {
  if (holds(cause.only_if, situation_)) return true;
  return std::none_of(
      case_.facts->responses.begin(), case_.facts->responses.end(), [&](const chronology::Response& r) {
        const auto of = std::find_if(household_.contacts.begin(), household_.contacts.end(),
                                     [&](const roll::Contact& c) { return c.ref == r.contact; });
        const bool barred = of != household_.contacts.end() && of->barred;
        return is_today(r.at) && r.at < made.at && !barred && stops(cause.only_if, r.level);
      });
}

void CasePlanner::plan_after_call(const Step& cause, const Step& step, const std::string& outcome) {
  const auto people = chosen(cause.audience, household_.contacts);
  for (const chronology::CallFact& made : case_.facts->calls) {
    if (!is_today(made.at) || made.outcome != outcome) continue;
    const auto rung = std::find_if(people.begin(), people.end(),
                                   [&](const roll::Contact* c) { return c->ref == made.contact; });
    if (rung == people.end() || !was_wanted_then(cause, made)) continue;
    const std::string_view name = round_at(made.at);
    round_ = nullptr;
    for (const Round& r : rules_.rounds)
      if (cause.occurrence == Occurrence::kEachRound && r.name == name) round_ = &r;
    plan_step({{&step, setting_.today.date, false}, &cause, *rung, made.at});
  }
  round_ = nullptr;
}

void CasePlanner::plan_after_visit(const Step& cause, const Step& step, const std::string& outcome) {
  for (const chronology::VisitFact& made : case_.facts->visits)
    if (is_today(made.at) && visit_ended(made.outcome, outcome))
      plan_step({{&step, setting_.today.date, false}, &cause, nullptr, made.at});
}

void CasePlanner::plan_after_task(const Step& cause, const Step& step, const std::string& outcome) {
  for (const chronology::JobFact& done : case_.facts->jobs)
    if (done.step == cause.id && done.outcome == outcome && is_today(done.at))
      plan_step({{&step, setting_.today.date, false}, &cause, nullptr, done.at});
}

void CasePlanner::plan_step(const Call& call) {
  const Step& step = *call.due.step;
  if (situation_.reason_accepted && !step.despite_reason && step.on != Trigger::kFlag) return;
  if (!is_wanted(call)) return;
  if (!holds(step.only_if, situation_)) return withhold(step, {}, rule_of(step.only_if));
  const std::string_view missing = missing_facility(step, setting_.school.facility);
  if (!missing.empty()) return withhold(step, {}, missing);
  if (!gate_is_open(step)) return withhold(step, {}, "gate_closed");
  if (step.occurrence == Occurrence::kEachRound) return plan_in_rounds(call);
  dispatch(call);
}

void CasePlanner::plan_in_rounds(const Call& call) {
  const base::Instant closed = setting_.today.register_closes(case_.session);
  for (const Round& r : rules_.rounds) {
    const bool theirs = call.due.step->rounds.empty() || has(call.due.step->rounds, r.name);
    const base::Instant over = today_at(r.latest);
    if (!theirs || over <= closed || over < setting_.when.now) continue;
    round_ = &r;
    dispatch(call);
  }
  round_ = nullptr;
}

bool CasePlanner::is_wanted(const Call& call) {
  const Step& step = *call.due.step;
  if (step.unless_done && is_done_already(*step.unless_done)) return false;
  if (step.group.empty()) return holds(step.when, situation_);
  return !group_is_done(step) && is_chosen(call);
}

/// Of alternatives the one that was chosen; and each of them when nobody has by the last day.
bool CasePlanner::is_chosen(const Call& call) const {
  const Step& step = *call.due.step;
  if (holds(step.when, situation_)) return true;
  return call.due.is_last_chance &&
         std::none_of(rules_.steps.begin(), rules_.steps.end(),
                      [&](const Step& s) { return s.group == step.group && holds(s.when, situation_); });
}

bool CasePlanner::group_is_done(const Step& step) const {
  if (!case_.facts) return false;
  int done = 0;
  for (const Step& other : rules_.steps) {
    if (other.group != step.group || other.id == step.id) continue;
    const auto& all = case_.facts->jobs;
    if (std::any_of(all.begin(), all.end(), [&](const auto& f) { return f.step == other.id && is_over(f); }))
      ++done;
  }
  return done >= std::max(1, step.min_of_group);
}

bool CasePlanner::is_done_already(const UnlessDone& unless) const {
  if (is_asked_now(unless)) return true;
  if (!case_.facts) return false;
  const auto& all = case_.facts->jobs;
  return std::any_of(all.begin(), all.end(), [&](const chronology::JobFact& f) {
    return has(unless.steps, f.step) && stands(f) && (unless.scope == Scope::kCase || is_today(f.at));
  });
}

/// This plan asks for it first. It is on record by the next plan, which must come out the same.
bool CasePlanner::is_asked_now(const UnlessDone& unless) const {
  return std::any_of(jobs_.begin(), jobs_.end(), [&](const Planned& p) {
    if (!has(unless.steps, p.job.step)) return false;
    const chronology::JobFact* fact = case_.facts ? case_.facts->job(p.job.subjects.front().key) : nullptr;
    return !fact || (fact->state == job::State::kCancelled && !fact->for_good);
  });
}

/// What a step further down has made unnecessary.
void CasePlanner::drop_done() {
  std::vector<std::string> done;
  for (const Planned& p : jobs_) {
    const Step* step = rules_.step(p.job.step);
    if (step && step->unless_done && is_asked_now(*step->unless_done)) done.push_back(step->id);
  }
  if (!done.empty()) std::erase_if(jobs_, [&](const Planned& p) { return has(done, p.job.step); });
}

bool CasePlanner::gate_is_open(const Step& step) {
  if (step.gate.empty()) return true;
  const Gate* gate = rules_.gate(step.gate);
  return gate && gate_state(*gate, situation_).open;
}

void CasePlanner::show_gates() {
  const int day = static_cast<int>(counted_.size());
  for (const Gate& gate : rules_.gates)
    if (gate.days.holds(day) || holds_back(gate)) {
      batch_.gates.push_back(gate_state(gate, situation_));
      batch_.gates.back().case_id = case_.id;
    }
}

/// Some step of this case was withheld because of it.
bool CasePlanner::holds_back(const Gate& gate) const {
  const auto from = batch_.withheld.begin() + static_cast<std::ptrdiff_t>(first_withheld_);
  return std::any_of(from, batch_.withheld.end(), [&](const job::Withheld& w) {
    const Step* step = w.rule == "gate_closed" ? rules_.step(w.step) : nullptr;
    return step && step->gate == gate.action;
  });
}

void CasePlanner::close_up() {
  if (nobody_may_be_told()) {
    withhold_pupil("no_contacts");
    raise(GapKind::kNobodyMayBeTold);
  }
  fold_calls(jobs_);
  const bool ended = static_cast<int>(counted_.size()) > rules_.last_day;
  if (ended && rules_.tail.kind == TailKind::kStopWithOpenTask) withhold_pupil("after_last_day");
  if (jobs_.empty()) withhold_pupil("nothing_due");
}

void plan_case(const Setting& setting, const Case& c, std::string_view tier, const Household& household,
               std::vector<Planned>& jobs, job::Batch& batch) {
  jobs.clear();
  CasePlanner(setting, c, tier, household, jobs, batch).run();
}

}  // namespace firstday::escalation
