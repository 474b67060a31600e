#include <algorithm>

#include "base/text.h"
#include "escalation/audience.h"
#include "escalation/case_planner.h"
#include "escalation/replaced.h"
#include "escalation/staff_out.h"
#include "escalation/visit_outcomes.h"
#include "roll/may_be_told.h"

namespace firstday::escalation {

using job::Job;

namespace {

constexpr std::string_view kSetOff = "set_off_for_school";

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool CasePlanner::add(const Call& call, job::Recipient to, const roll::Contact* contact, job::Kind kind) {
  const Step& step = *call.due.step;
  Job& job = begin_job(std::move(to), call.due.day);
  jobs_.back().contact = contact;
  copy_details(call, job);
  job.kind = kind;
  const bool at_home = kind == job::Kind::kVisit || (kind == job::Kind::kNotify && job.to.role == "police");
  if (at_home && !household_.pupil.home.empty()) jobs_.back().home = &household_.pupil.home;
  if (contact) {
    const bool other = !is_parent_or_carer(*contact) && !step.template_for_others.empty();
    if (other) job.template_name = step.template_for_others;
    if (!contact->language.empty()) job.language = contact->language;
  }
  set_times(call, contact, job);
  if (job.not_after && *job.not_after < std::max(setting_.when.now, job.not_before)) {
    jobs_.pop_back();
    withhold(step, contact ? contact->ref : roll::ContactRef(), "too_late");
    return false;
  }
  job.subjects.front().key = key_of(job, contact);
  if (is_there(job)) {
    jobs_.pop_back();
    return false;
  }
  note(step, job);
  return true;
}

/// A number that was corrected after a try at the old one is proven to have failed makes another job: the
/// second, third ... of its key. A try that was taken, or may have been, stays the only one.
std::string CasePlanner::key_of(const Job& job, const roll::Contact* contact) const {
  std::string first = job::subject_key(job.subjects.front(), job);
  const auto channel = job::channel_for(job.kind);
  if (contact == nullptr || case_.facts == nullptr || !channel) return first;
  const std::string address = base::lower(roll::address_for(*contact, *channel).reveal());
  const auto failed_elsewhere = [&](const std::string& key) {
    const chronology::JobFact* fact = case_.facts->job(key);
    return fact != nullptr && fact->state == job::State::kFailed && !fact->tried.empty() &&
           base::lower(fact->tried.reveal()) != address;
  };
  std::string key = first;
  if (!address.empty())
    for (int n = 2; failed_elsewhere(key); ++n) key = first + '/' + std::to_string(n);
  return key;
}

/// Two things that happened may call for the same step: it is due since the first of them.
bool CasePlanner::is_there(const Job& job) {
  const auto there = std::find_if(jobs_.begin(), jobs_.end() - 1, [&](const Planned& p) {
    return p.job.step == job.step && p.job.subjects.front().key == job.subjects.front().key;
  });
  if (there == jobs_.end() - 1) return false;
  there->job.not_before = std::min(there->job.not_before, job.not_before);
  return true;
}

/// The new job is the last of jobs_; the reference holds until the next one.
Job& CasePlanner::begin_job(job::Recipient to, base::Date day) {
  Job& job = jobs_.emplace_back().job;
  job.school = setting_.school.urn;
  job.to = std::move(to);
  job.day = day;
  job.language = setting_.school.language;
  job.subjects.push_back(subject());
  return job;
}

void CasePlanner::copy_details(const Call& call, Job& job) const {
  const Step& step = *call.due.step;
  job.kind = step.action;
  job.about = step.about;
  job.template_name = step.template_name;
  job.step = step.id;
  job.rows = step.rows.empty() && call.cause ? call.cause->rows : step.rows;
  if (static_cast<int>(counted_.size()) > rules_.last_day && has(rules_.tail.steps, step.id))
    job.rows.insert(job.rows.end(), rules_.tail.rows.begin(), rules_.tail.rows.end());
  job.round = round();
  job.priority = step.priority;
  job.only_if = step.only_if;
  job.considerations = step.decision.considerations;
  job.options = step.decision.options;
  job.rationale_mandatory = step.decision.rationale == Rationale::kAlways;
  job.separately = step.separately;
  job.catch_up = step.catch_up;
  job.min_staff = step.visit.min_staff;
}

job::Subject CasePlanner::subject() const {
  job::Subject s;
  s.pupil = household_.pupil.ref;
  s.case_id = case_.id;
  s.session = case_.session;
  s.day_number = static_cast<int>(counted_.size());
  s.policy = case_.policy_id;
  s.policy_version = case_.version;
  return s;
}

job::Job work_for(const Setting& setting, const Policy& policy, const Step& step, const roll::PupilRef& pupil,
                  roll::Session session) {
  Job job;
  job.school = setting.school.urn;
  job.kind = step.action;
  job.about = step.about;
  job.step = step.id;
  job.rows = step.rows;
  job.to.role = step.audience.role;
  job.day = setting.today.date;
  job.language = setting.school.language;
  job.priority = step.priority;
  job.not_before = step.at_school_end ? setting.today.ends : setting.today.register_closes(session);
  job.due_by = setting.today.ends;
  job.subjects.push_back({pupil, {}, session, 0, policy.id, policy.version, {}});
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
  return job;
}

void CasePlanner::raise(GapKind kind) {
  const Gap& g = gap(kind);
  const auto there = [&](const Planned& p) { return p.job.step == g.step; };
  if (std::any_of(jobs_.begin(), jobs_.end(), there)) return;
  std::string role(g.role);
  if (role == "social_worker" && !names_professional(situation_.around, role)) role = "dsl";
  Job& job = begin_job({{}, role}, g.daily ? setting_.today.date : case_.first.date);
  job.kind = g.kind;
  job.about = g.about;
  job.step = g.step;
  job.rows = {std::string(kOutsideRow)};
  job.not_before = setting_.today.register_closes(case_.session);
  job.due_by = setting_.today.ends;
  job.priority = g.priority;
  job.rationale_mandatory = g.kind == job::Kind::kDecide;
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
}

/// Word that cannot wait for the day's list, whatever the policy.
void CasePlanner::raise_what_was_said() {
  if (situation_.barred_spoke) raise(GapKind::kBarredSpoke);
  if (situation_.set_off) raise_at(GapKind::kSetOff, *situation_.set_off);
  if (!case_.facts) return;
  watch_staff();
  if (case_.absent_today) ask_about_no_access();
  if (situation_.set_off) return;
  for (const chronology::CallFact& made : case_.facts->calls)
    if (is_today(made.at) && made.outcome == kSetOff) return raise_at(GapKind::kSetOff, made.at);
  for (const chronology::RecordedFact& said : case_.facts->recorded)
    if (is_today(said.at) && said.about == kSetOff) return raise_at(GapKind::kSetOff, said.at);
}

/// What is urgent to the minute: a child who left for school and is not there, staff who are not back.
void CasePlanner::raise_at(GapKind kind, base::Instant at) {
  raise(kind);
  Job& job = jobs_.back().job;
  job.not_before = at;
  job.due_by = at + std::chrono::minutes{1};
}

/// Only where something in the policy waits for a completed visit.
void CasePlanner::ask_about_no_access() {
  const auto& visits = case_.facts->visits;
  const auto failed =
      std::find_if(visits.rbegin(), visits.rend(), [](const auto& v) { return v.outcome == "no_access"; });
  if (failed == visits.rend() || decided_since("no_access_counts", base::to_london(failed->at).date)) return;
  if (std::any_of(visits.begin(), visits.end(), [](auto& v) { return visit_ended(v.outcome, "completed"); }))
    return;
  const auto waits = [](const Gate& g) {
    return std::any_of(g.requires_that.begin(), g.requires_that.end(), [](const Condition& c) {
      return c.fact == FactWord::kVisitEver && c.value == "completed";
    });
  };
  if (std::any_of(rules_.gates.begin(), rules_.gates.end(), waits)) raise(GapKind::kNoAccess);
}

void CasePlanner::watch_staff() {
  for (const StaffAlarm& alarm : alarms_of(staff_out(*case_.facts, setting_.today.date))) {
    raise_at(alarm.kind, alarm.at);
    // Another time is another job: the queue moves none to a later one, and the old must not stay.
    Job& job = jobs_.back().job;
    job.round = base::clock(base::to_london(alarm.at).minute());
    job.subjects.front().key = job::subject_key(job.subjects.front(), job);
    job.rows = rows_of_alarm(rules_);
  }
}

/// Once for each case and each policy that takes the place of its own.
void CasePlanner::tell_of_replaced_policy() {
  if (!case_.facts) return;
  const auto replaced = replaced_policy(*case_.facts, rules_);
  if (!replaced) return;
  batch_.replaced.push_back(*replaced);
  if (!case_.absent_today) return;
  raise(GapKind::kPolicyReplaced);
  Job& job = jobs_.back().job;
  job.about = "case of " + base::uk_date(case_.first.date) + ": " + job::in_words(*replaced) +
              std::string(gap(GapKind::kPolicyReplaced).about);
  job.round = replacement_round(rules_);
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
}

void CasePlanner::withhold(const Step& step, const roll::ContactRef& contact, std::string_view rule) {
  batch_.withheld.push_back(
      {household_.pupil.ref, case_.id, contact, step.id, std::string(rule), std::string(why(rule))});
}

void CasePlanner::withhold_pupil(std::string_view rule) {
  batch_.withheld.push_back(
      {household_.pupil.ref, case_.id, {}, {}, std::string(rule), std::string(why(rule))});
}

}  // namespace firstday::escalation
