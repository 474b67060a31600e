#include "escalation/house_rules.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/house_jobs.h"
#include "escalation/situation.h"
#include "escalation/timing.h"

namespace firstday::escalation {

namespace {

using chronology::CaseFacts;

/// About a register or a file, and so without a pupil.
job::Subject of_register(const std::string& what, roll::Session session) {
  job::Subject s;
  s.case_id = job::CaseId("register/" + what);
  s.session = session;
  return s;
}

const char* in_words(roll::Session session) {
  return session == roll::Session::kAm ? "morning" : "afternoon";
}

void add_register_task(const Morning& m, const job::UnmarkedForm& f, job::Batch& batch) {
  job::Job j = rule_job(m, job::Kind::kTask, "rule-register", "office", batch.day);
  j.round = std::string(roll::word(f.session));
  j.about = "complete the " + std::string(in_words(f.session)) + " register of " +
            (f.form.empty() ? "the pupils without a form" : f.form) + ": " +
            (f.unmarked == f.pupils
                 ? "no marks"
                 : std::to_string(f.unmarked) + " of " + std::to_string(f.pupils) + " without a mark");
  add(batch, std::move(j), of_register(f.form, f.session));
}

/// On a plan, or in care (domain.md section 3, tags).
bool has_social_care(const roll::Roll& roll, const roll::PupilRef& ref) {
  constexpr std::string_view kTags[] = {"child_protection", "cin", "looked_after"};
  const roll::Pupil* p = roll.find(ref);
  return p != nullptr && std::find_first_of(p->tags.begin(), p->tags.end(), std::begin(kTags),
                                            std::end(kTags)) != p->tags.end();
}

/// An absence that goes on from an earlier day, a register that has closed, and no word of today: somebody
/// must look. Where staff of the pupil's are out on a visit the case itself goes on.
void ask_where(const Morning& m, const job::Withheld& unseen, const char* role, job::Batch& batch) {
  job::Job j = rule_job(m, job::Kind::kTask, "rule-no-mark", role, batch.day);
  j.round = role;
  j.about = "find out whether this pupil is in school: absent before, and no mark today";
  job::Subject s;
  s.pupil = unseen.pupil;
  s.case_id = unseen.case_id;
  add(batch, std::move(j), std::move(s));
}

void ask_where_they_are(const Morning& m, const HouseRules& rules, job::Batch& batch) {
  if (m.now < SchoolDay(m.school.calendar, batch.day).am_closes + rules.alarm) return;
  for (const job::Withheld& w : batch.withheld) {
    if (w.rule != "no_mark") continue;
    ask_where(m, w, "office", batch);
    if (has_social_care(m.roll, w.pupil)) ask_where(m, w, "dsl", batch);
  }
}

/// The file of today that another system was to leave.
void watch_for_file(const Morning& m, const HouseRules& rules, job::Batch& batch) {
  if (!rules.marks_expected_by || m.now < base::from_london(batch.day, *rules.marks_expected_by)) return;
  const bool has_come = std::any_of(m.marks.marks.begin(), m.marks.marks.end(),
                                    [&](const roll::Mark& mark) { return mark.date == batch.day; });
  if (has_come) return;
  batch.marks_overdue =
      "No marks of today have come, and they were due by " + base::clock(*rules.marks_expected_by) + ".";
  job::Job j = rule_job(m, job::Kind::kTask, "rule-marks-file", "office", batch.day);
  j.about = "find out why no marks of today have come, and import them";
  add(batch, std::move(j), of_register("file", roll::Session::kAm));
}

/// Attending in the morning, in the sense of the register: here, at an approved place, or in after it closed.
bool was_in_school(const roll::Code& code) {
  const roll::CodeClass is = roll::class_of(code);
  return is == roll::CodeClass::kPresent || is == roll::CodeClass::kElsewhere || code == roll::Code("U");
}

/// The case of an absent pupil who came this morning; nothing for any other.
struct AfternoonCase {
  job::CaseId id;
  bool reason_accepted = false;
};

std::optional<AfternoonCase> case_of_today(const Morning& m, const roll::PupilRef& pupil,
                                           const job::Batch& batch) {
  const Surroundings around{batch.day, nullptr, nullptr, nullptr, m.roll.contacts_of(pupil)};
  for (const job::CaseOpened& c : batch.opened)
    if (c.pupil == pupil && c.first_date == batch.day && c.first_session == roll::Session::kPm)
      return AfternoonCase{c.id,
                           situation_of(nullptr, around, m.facts.early_responses(pupil)).reason_accepted};
  const CaseFacts* open = m.facts.open_case(pupil);
  if (open == nullptr || open->first_date != batch.day || open->first_session != roll::Session::kPm)
    return std::nullopt;
  return AfternoonCase{open->id, situation_of(open, around).reason_accepted};
}

void tell_the_dsl(const Morning& m, const roll::PupilRef& pupil, job::Batch& batch) {
  if (!was_in_school(m.marks.code(pupil, batch.day, roll::Session::kAm))) return;
  const auto found = case_of_today(m, pupil, batch);
  if (!found || found->reason_accepted) return;
  batch.gone_since_morning.push_back(pupil);
  job::Job j = rule_job(m, job::Kind::kNotify, "rule-gone-since-morning", "dsl", batch.day);
  j.about = "absence";
  j.due_by = SchoolDay(m.school.calendar, batch.day).pm_closes;  // at once
  job::Subject s;
  s.pupil = pupil;
  s.case_id = found->id;
  s.session = roll::Session::kPm;
  s.day_number = 1;
  add(batch, std::move(j), std::move(s));
}

bool is_absent(const job::Batch& batch, const roll::PupilRef& pupil) {
  return std::find(batch.absent.begin(), batch.absent.end(), pupil) != batch.absent.end();
}

/// Each day anew for each pupil and role, until the roll names somebody. For a pupil who is absent the case
/// raises it, when the step falls due that needs the person.
void add_record_task(const Morning& m, const RecordGap& gap, job::Batch& batch) {
  std::string role = gap.role;
  std::replace(role.begin(), role.end(), '_', ' ');
  job::Job j = rule_job(m, job::Kind::kTask, "rule-record-gap", "office", batch.day);
  j.priority = kOrdinaryRule;
  j.round = gap.role;
  j.about = "complete the record: no " + role + " is named for this pupil";
  job::Subject s;
  s.pupil = gap.pupil;
  s.case_id = job::CaseId("record/" + gap.pupil.text());
  add(batch, std::move(j), std::move(s));
}

void forget_closed_forms(const Morning& m, job::Batch& batch) {
  std::erase_if(batch.forms_without_marks, [&](const std::string& form) {
    return std::all_of(m.roll.pupils.begin(), m.roll.pupils.end(), [&](const roll::Pupil& p) {
      return p.form != form || m.school.calendar.is_closed_for(p.year, p.form, batch.day);
    });
  });
}

}  // namespace

void add_house_rules(const Morning& m, const HouseRules& rules, job::Batch& batch) {
  if (!m.school.calendar.is_school_day(batch.day)) return;
  if (m.roll.pupils.empty()) batch.blind = "There is nobody on the roll of this school.";
  if (m.school.calendar.closes_for_groups()) forget_closed_forms(m, batch);
  batch.unmarked = unmarked_forms(m, rules.alarm);
  for (const job::UnmarkedForm& f : batch.unmarked) add_register_task(m, f, batch);
  watch_for_file(m, rules, batch);
  for (const roll::PupilRef& pupil : batch.absent) tell_the_dsl(m, pupil, batch);
  for (const RecordGap& gap : record_gaps(m.roll, m.policy))
    if (!is_absent(batch, gap.pupil)) add_record_task(m, gap, batch);
  ask_where_they_are(m, rules, batch);
  if (rules.judge_reasons) ask_about_reasons(m, batch);
  ask_for_numbers(m, batch);
  ask_about_replies(m, batch);
  if (rules.sweep) sweep_open_cases(m, batch);
  if (rules.old_n) ask_about_old_n(m, batch);
  if (rules.starters) ask_about_starters(m, batch);
  if (rules.undecided) remind_of_questions(m, batch);
  if (rules.record_again) ask_for_the_rest(m, batch);
  if (rules.end_of_day) tell_of_unreached(m, batch);
  batch.brake = reasons_to_brake(m, rules, batch);
}

}  // namespace firstday::escalation
