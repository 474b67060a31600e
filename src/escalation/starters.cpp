#include "escalation/starters.h"

#include <algorithm>

#include "escalation/audience.h"
#include "escalation/calls.h"
#include "escalation/rules.h"

namespace firstday::escalation {

namespace {

/// kDaysWatched school days, and every holiday that may lie between: no calendar need be walked for more.
constexpr std::chrono::days kLongAgo{120};
/// The same ahead, for the most days before that a policy may name.
constexpr std::chrono::days kFarAhead{250};

bool tells(CodeEffect effect) {
  return effect != CodeEffect::kNone && effect != CodeEffect::kNeutral;
}

class Awaited {
 public:
  Awaited(const Setting& setting, const Policy& policy, const Household& household,
          std::vector<Planned>& jobs, job::Batch& batch)
      : setting_(setting), policy_(policy), household_(household), jobs_(jobs), batch_(batch) {}

  void plan(const Step& step, base::Instant from, bool responded) {
    if (responded) return withhold(step, {}, "response_received");
    bool told = false;
    for (const roll::Contact* contact : chosen(step.audience, household_.contacts)) {
      const std::string_view rule = left_out(*contact, roll::Channel::kCall, household_.contacts);
      if (rule.empty())
        add(step, *contact, from);
      else
        withhold(step, contact->ref, rule);
      told = told || rule.empty();
    }
    if (!told) withhold({}, {}, "no_contacts");
  }

 private:
  void add(const Step& step, const roll::Contact& contact, base::Instant from) {
    Planned& planned = jobs_.emplace_back();
    planned.contact = &contact;
    job::Job& job = planned.job;
    job.school = setting_.school.urn;
    job.kind = step.action;
    job.about = step.about;
    job.step = step.id;
    job.rows = step.rows;
    job.template_name = step.template_name;
    job.to.contact = contact.ref;
    job.day = setting_.today.date;
    job.language = contact.language.empty() ? setting_.school.language : contact.language;
    job.priority = step.priority;
    job.not_before = from;
    job.not_after = base::from_london(job.day, policy_.hours_to);
    job.subjects.push_back(
        {household_.pupil.ref, {}, roll::Session::kAm, 0, policy_.id, policy_.version, {}});
    job.subjects.front().key = job::subject_key(job.subjects.front(), job);
  }

  void withhold(const Step& step, const roll::ContactRef& contact, std::string_view rule) {
    batch_.withheld.push_back(
        {household_.pupil.ref, {}, contact, step.id, std::string(rule), std::string(why(rule))});
  }

  const Setting& setting_;
  const Policy& policy_;
  const Household& household_;
  std::vector<Planned>& jobs_;
  job::Batch& batch_;
};

bool was_said_on(const chronology::Response& response, base::Date day) {
  return base::to_london(response.at).date == day;
}

}  // namespace

bool has_not_come(const roll::Pupil& pupil, std::span<const roll::Mark> marks, const CodeRules& codes,
                  const roll::Calendar& calendar, base::Date today) {
  // Everybody's date of entry may be on the roll: most have a mark, or came years ago.
  if (!pupil.starts || *pupil.starts > today || *pupil.starts + kLongAgo < today) return false;
  const auto says = [&](const roll::Mark& m) { return m.date <= today && tells(codes.effect(m.code)); };
  if (std::any_of(marks.begin(), marks.end(), says)) return false;
  const roll::Group group{pupil.year, pupil.form};
  return calendar.is_school_day(today, group) &&
         calendar.school_days_between(*pupil.starts, today, group) <= kDaysWatched;
}

void plan_awaited(const Setting& setting, const Policy& policy, const CodeRules& codes,
                  const Household& household, std::span<const roll::Mark> marks,
                  std::span<const chronology::Response> early, std::vector<Planned>& jobs,
                  job::Batch& batch) {
  const roll::Pupil& pupil = household.pupil;
  const base::Date today = setting.today.date;
  const roll::Calendar& calendar = setting.school.calendar;
  const bool ahead = roll::is_yet_to_start(pupil, marks, today) && *pupil.starts <= today + kFarAhead;
  const bool missed = has_not_come(pupil, marks, codes, calendar, today);
  if (!ahead && (!missed || setting.when.now < setting.today.am_closes)) return;
  // The day itself is none of the days before it.
  const int left = ahead ? calendar.school_days_between(today, *pupil.starts - std::chrono::days{1}) : 0;
  const bool responded = std::any_of(early.begin(), early.end(), [&](const chronology::Response& r) {
    return ahead || was_said_on(r, today);
  });
  const base::Instant opens = base::from_london(today, policy.hours_from);
  Awaited awaited(setting, policy, household, jobs, batch);
  for (const Step& step : policy.steps)
    if (step.on == Trigger::kExpected && left <= step.days_before)
      awaited.plan(step, ahead ? opens : std::max(opens, setting.today.am_closes), responded);
  fold_calls(jobs);
}

}  // namespace firstday::escalation
