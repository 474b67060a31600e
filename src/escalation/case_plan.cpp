#include "escalation/case_plan.h"

#include <algorithm>
#include <optional>

#include "escalation/calls.h"
#include "escalation/roles.h"

namespace firstday::escalation {

namespace {

using base::Instant;
using job::Job;
using job::Kind;
using roll::Contact;

/// How a step went: what the steps after it wait for.
struct StepRun {
  const Step* step = nullptr;
  bool live = false;  ///< something was planned that is not known to have failed
  Instant at{};       ///< when the last of it goes
  std::vector<roll::ContactRef> failed;
};

bool reaches_family(Kind kind) {
  return job::is_carried(kind) || kind == Kind::kCall || kind == Kind::kVoicemail ||
         kind == Kind::kAppMessage;
}

std::string_view missing_facility(const Step& step, const roll::Facility& facility) {
  const auto needs = [&](Needs what, Kind kind) { return step.facility == what || step.action == kind; };
  if (needs(Needs::kText, Kind::kText) && !facility.text) return "no_text_facility";
  if (needs(Needs::kEmail, Kind::kEmail) && !facility.email) return "no_email_facility";
  if (needs(Needs::kVoice, Kind::kVoice) && !facility.voice) return "no_voice_facility";
  if (needs(Needs::kAppMessage, Kind::kAppMessage) && !facility.app_message) return "no_app_message_facility";
  return {};
}

class CasePlanner {
 public:
  CasePlanner(const Setting& setting, const Case& c, std::string_view tier, const Household& household,
              std::vector<Planned>& jobs, std::vector<job::Withheld>& withheld)
      : setting_(setting),
        case_(c),
        rules_(*c.rules),
        tier_(tier),
        household_(household),
        jobs_(jobs),
        withheld_(withheld),
        situation_(situation_of(c.facts, setting.today.date, c.early)) {}

  void run();

 private:
  void plan_step(const DueStep& due);
  void for_contacts(const DueStep& due);
  void for_role(const DueStep& due);
  void for_home(const DueStep& due);

  std::string_view left_out_of(const Step& step, const Contact& contact,
                               const std::vector<const Contact*>& told);
  void leave_out(const Step& step, const Contact& contact, std::string_view rule);
  bool nobody_may_be_told() const;
  bool on_roll(const std::string& role) const;

  void add(const DueStep& due, job::Recipient to, const Contact* contact);
  Job& begin_job(job::Recipient to, base::Date day);
  void copy_details(const Step& step, Job& job) const;
  void set_times(const Step& step, const Contact* contact, Job& job) const;
  Instant not_before(const Step& step, const Contact* contact) const;
  Instant earliest(const Step& step) const;
  Instant due_by(const Step& step) const;
  job::Subject subject() const;
  void note(const Step& step, const Job& job);
  const StepRun* run_of(const std::string& step) const;

  void raise(GapKind kind);
  void withhold(const Step& step, const roll::ContactRef& contact, std::string_view rule);
  void withhold_pupil(std::string_view rule);

  Instant today_at(base::TimeOfDay time) const { return base::from_london(setting_.today.date, time); }

  const Setting& setting_;
  const Case& case_;
  const Policy& rules_;
  std::string_view tier_;
  const Household& household_;
  std::vector<Planned>& jobs_;
  std::vector<job::Withheld>& withheld_;
  const Situation situation_;
  std::vector<StepRun> runs_;
};

void CasePlanner::run() {
  if (situation_.reason_accepted) return withhold_pupil("reason_accepted");
  for (const DueStep& due : due_steps(rules_, tier_, case_.counted, case_.facts)) plan_step(due);
  if (nobody_may_be_told()) {
    withhold_pupil("no_contacts");
    raise(GapKind::kNobodyMayBeTold);
  }
  fold_calls(jobs_);
  const bool ended = static_cast<int>(case_.counted.size()) > rules_.last_day;
  if (ended && rules_.tail.kind == TailKind::kStopWithOpenTask) withhold_pupil("after_last_day");
  if (jobs_.empty()) withhold_pupil("nothing_due");
}

void CasePlanner::plan_step(const DueStep& due) {
  const Step& step = *due.step;
  if (!holds(step.when, situation_)) return;
  if (!holds(step.only_if, situation_)) return withhold(step, {}, rule_of(step.only_if));
  const std::string_view missing = missing_facility(step, setting_.school.facility);
  if (!missing.empty()) return withhold(step, {}, missing);
  switch (step.audience.selector) {
    case Selector::kRole:
      return for_role(due);
    case Selector::kHome:
      return for_home(due);
    default:
      return for_contacts(due);
  }
}

void CasePlanner::for_contacts(const DueStep& due) {
  const Step& step = *due.step;
  const auto people = chosen(step.audience.selector, household_.contacts);
  if (people.empty()) withhold(step, {}, "no_audience");
  std::vector<const Contact*> told;
  bool unsettled = false;
  for (const Contact* contact : people) {
    const std::string_view rule = left_out_of(step, *contact, told);
    unsettled = unsettled || rule == "responsibility_unknown";
    if (!rule.empty()) {
      leave_out(step, *contact, rule);
      continue;
    }
    told.push_back(contact);
    add(due, {contact->ref, {}}, contact);
  }
  if (told.empty() && !unsettled && step.action == Kind::kLetter) raise(GapKind::kNobodyToWriteTo);
}

std::string_view CasePlanner::left_out_of(const Step& step, const Contact& contact,
                                          const std::vector<const Contact*>& told) {
  // Kinds without a channel of their own obey the rules of a call: a bar holds for all of them.
  const roll::Channel channel = job::channel_for(step.action).value_or(roll::Channel::kCall);
  const std::string_view rule = left_out(contact, channel, household_.contacts);
  if (!rule.empty() || step.action != Kind::kText) return rule;
  const bool twice = std::any_of(told.begin(), told.end(),
                                 [&](const Contact* c) { return c->mobile.e164 == contact.mobile.e164; });
  return twice ? "same_number" : std::string_view{};
}

void CasePlanner::leave_out(const Step& step, const Contact& contact, std::string_view rule) {
  withhold(step, contact.ref, rule);
  if (rule == "responsibility_unknown") raise(GapKind::kResponsibility);
  if (rule == "number_of_barred") raise(GapKind::kSharedNumber);
}

bool CasePlanner::nobody_may_be_told() const {
  const auto contacts = household_.contacts;
  return std::all_of(contacts.begin(), contacts.end(), [&](const Contact& c) {
    return !left_out(c, roll::Channel::kCall, contacts).empty() &&
           (!setting_.school.facility.text || !left_out(c, roll::Channel::kText, contacts).empty());
  });
}

bool CasePlanner::on_roll(const std::string& role) const {
  const auto named = [&](const std::string& word) {
    return std::any_of(household_.professionals.begin(), household_.professionals.end(),
                       [&](const roll::Professional& p) { return p.role == word; });
  };
  if (named(role)) return true;
  for (const Alias& alias : rules_.role_aliases)
    if (alias.word == role) return std::any_of(alias.also.begin(), alias.also.end(), named);
  return false;
}

void CasePlanner::for_role(const DueStep& due) {
  const Step& step = *due.step;
  std::string role = step.audience.role;
  if (role_kind(role) == RoleKind::kProfessional && !on_roll(role)) {
    withhold(step, {}, "no_" + role);
    raise(GapKind::kProfessional);
    role = step.audience.fallback;
  }
  add(due, {{}, role}, nullptr);
}

void CasePlanner::for_home(const DueStep& due) {
  if (household_.pupil.home.empty()) {
    withhold(*due.step, {}, "no_home_address");
    return raise(GapKind::kHomeAddress);
  }
  add(due, {{}, "staff"}, nullptr);
}

void CasePlanner::add(const DueStep& due, job::Recipient to, const Contact* contact) {
  const Step& step = *due.step;
  Job& job = begin_job(std::move(to), due.day);
  jobs_.back().contact = contact;
  copy_details(step, job);
  if (contact) {
    const bool other = !is_parent_or_carer(*contact) && !step.template_for_others.empty();
    if (other) job.template_name = step.template_for_others;
    if (!contact->language.empty()) job.language = contact->language;
  }
  set_times(step, contact, job);
  if (job.not_after && *job.not_after < std::max(setting_.when.now, job.not_before)) {
    jobs_.pop_back();
    return withhold(step, contact ? contact->ref : roll::ContactRef(), "too_late");
  }
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
  note(step, job);
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

void CasePlanner::copy_details(const Step& step, Job& job) const {
  job.kind = step.action;
  job.about = step.about;
  job.template_name = step.template_name;
  job.step = step.id;
  job.rows = step.rows;
  job.priority = step.priority;
  job.only_if = step.only_if;
  job.considerations = step.decision.considerations;
  job.options = step.decision.options;
  job.rationale_mandatory = step.decision.rationale != Rationale::kNone;
  job.separately = step.separately;
  job.catch_up = step.catch_up;
  job.min_staff = step.visit.min_staff;
}

job::Subject CasePlanner::subject() const {
  job::Subject s;
  s.pupil = household_.pupil.ref;
  s.case_id = case_.id;
  s.session = case_.session;
  s.day_number = static_cast<int>(case_.counted.size());
  s.policy = case_.policy_id;
  s.policy_version = case_.version;
  return s;
}

void CasePlanner::set_times(const Step& step, const Contact* contact, Job& job) const {
  job.not_before = not_before(step, contact);
  if (step.expires || reaches_family(step.action))
    job.not_after = today_at(step.expires.value_or(rules_.hours_to));
  if (!reaches_family(step.action)) job.due_by = due_by(step);
}

Instant CasePlanner::earliest(const Step& step) const {
  Instant at = setting_.today.register_closes(case_.session);
  if (step.at) at = std::max(at, today_at(*step.at));
  if (reaches_family(step.action)) at = std::max(at, today_at(rules_.hours_from));
  if (job::is_carried(step.action)) at = std::max(at, setting_.when.release);
  return at;
}

Instant CasePlanner::not_before(const Step& step, const Contact* contact) const {
  const Instant at = earliest(step);
  const StepRun* first = run_of(step.after);
  if (!first || !first->live) return at;
  // Whoever is known not to have been reached has nothing to answer: no waiting for that contact.
  const auto& failed = first->failed;
  if (contact && std::find(failed.begin(), failed.end(), contact->ref) != failed.end()) return at;
  const std::chrono::minutes wait{step.wait_minutes.value_or(rules_.wait_minutes)};
  return std::max(at, first->at + wait);
}

Instant CasePlanner::due_by(const Step& step) const {
  if (step.deadline.hours > 0)
    return due_in_hours(setting_.school.calendar, case_.first, step.deadline.hours);
  return step.deadline.at ? today_at(*step.deadline.at) : setting_.today.ends;
}

void CasePlanner::note(const Step& step, const Job& job) {
  if (runs_.empty() || runs_.back().step != &step) runs_.push_back({&step, false, {}, {}});
  StepRun& run = runs_.back();
  const chronology::JobFact* fact = case_.facts ? case_.facts->job(job.subjects.front().key) : nullptr;
  if (fact && (fact->state == job::State::kFailed || fact->state == job::State::kExpired)) {
    run.failed.push_back(job.to.contact);
    return;
  }
  run.live = true;
  run.at = std::max(run.at, std::max(job.not_before, fact ? fact->at : setting_.when.now));
}

const StepRun* CasePlanner::run_of(const std::string& step) const {
  for (const StepRun& run : runs_)
    if (run.step->id == step) return &run;
  return nullptr;
}

void CasePlanner::raise(GapKind kind) {
  const Gap& g = gap(kind);
  const auto there = [&](const Planned& p) { return p.job.step == g.step; };
  if (std::any_of(jobs_.begin(), jobs_.end(), there)) return;
  Job& job = begin_job({{}, std::string(g.role)}, g.daily ? setting_.today.date : case_.first.date);
  job.kind = Kind::kTask;
  job.about = g.about;
  job.step = g.step;
  job.rows = {std::string(kOutsideRow)};
  job.not_before = setting_.today.register_closes(case_.session);
  job.due_by = setting_.today.ends;
  job.priority = g.priority;
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
}

void CasePlanner::withhold(const Step& step, const roll::ContactRef& contact, std::string_view rule) {
  withheld_.push_back(
      {household_.pupil.ref, case_.id, contact, step.id, std::string(rule), std::string(why(rule))});
}

void CasePlanner::withhold_pupil(std::string_view rule) {
  withheld_.push_back({household_.pupil.ref, case_.id, {}, {}, std::string(rule), std::string(why(rule))});
}

}  // namespace

void plan_case(const Setting& setting, const Case& c, std::string_view tier, const Household& household,
               std::vector<Planned>& jobs, std::vector<job::Withheld>& withheld) {
  jobs.clear();
  CasePlanner(setting, c, tier, household, jobs, withheld).run();
}

}  // namespace firstday::escalation
