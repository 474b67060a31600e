// What a school must not lose sight of over days: open cases before a break, an old N, a question left open.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "escalation/house_jobs.h"
#include "escalation/policy.h"
#include "escalation/starters.h"
#include "escalation/timing.h"

namespace firstday::escalation {

namespace {

using chronology::CaseFacts;
using std::chrono::days;

constexpr days kBreak{3};  // to the next school day: two without school between
constexpr int kSoon = 4;   // of the five school days in which an N is replaced
constexpr int kLast = 5;

job::Subject of_case(const roll::PupilRef& pupil, const job::CaseId& id) {
  job::Subject s;
  s.pupil = pupil;
  s.case_id = id;
  return s;
}

bool ends_now(const job::Batch& batch, const job::CaseId& id) {
  return std::any_of(batch.closed.begin(), batch.closed.end(),
                     [&](const job::CaseClosed& c) { return c.id == id; });
}

bool is_on_roll(const Morning& m, const roll::PupilRef& pupil) {
  return m.roll.find(pupil) != nullptr;
}

void ask_to_sign(const Morning& m, const roll::PupilRef& pupil, const job::CaseId& id, job::Batch& batch) {
  job::Job j = rule_job(m, job::Kind::kDecide, "rule-sweep", "dsl", batch.day);
  const SchoolDay today(m.school.calendar, batch.day);
  j.about = "safe_over_break";
  j.not_before = today.pm_closes;
  j.due_by = today.ends;
  j.rationale_mandatory = true;
  j.considerations = {"where the child is, and how that is known",
                      "who looks for the child on the days without school"};
  add(batch, std::move(j), of_case(pupil, id));
}

/// The oldest N of a pupil that is so many school days old, counting its own day.
const roll::Mark* old_n(const Morning& m, const roll::PupilRef& pupil, base::Date today, int age) {
  for (const roll::Mark& mark : m.marks.of(pupil)) {
    if (mark.code != roll::Code("N") || mark.date >= today) continue;
    if (m.school.calendar.school_days_between(mark.date, today) >= age) return &mark;
  }
  return nullptr;
}

std::string role_above(const std::string& role) {
  return role == "dsl" ? "slt" : "dsl";
}

bool was_decided_since(const CaseFacts& c, const std::string& about, base::Date day) {
  return std::any_of(c.decisions.begin(), c.decisions.end(), [&](const chronology::DecisionFact& d) {
    return d.about == about && base::to_london(d.at).date >= day;
  });
}

bool is_taken_back(const job::Batch& batch, const std::string& key) {
  return std::any_of(batch.taken_back.begin(), batch.taken_back.end(),
                     [&](const job::TakenBack& t) { return t.key == key; });
}

void remind(const Morning& m, const CaseFacts& c, job::Batch& batch) {
  std::set<std::string> asked;
  for (const chronology::JobFact& f : c.jobs) {
    if (f.kind != job::Kind::kDecide || f.day >= batch.day || f.state != job::State::kWithStaff ||
        is_taken_back(batch, f.key))
      continue;
    const Step* step = m.policy.step(f.step);
    const std::string about = step ? step->about : f.step;
    if (was_decided_since(c, about, f.day) || !asked.insert(about).second) continue;
    job::Job j = rule_job(m, job::Kind::kTask, "rule-undecided", "", batch.day);
    j.to.role = role_above(f.to.role);
    j.round = about;
    j.about = "a question is open since " + base::iso_date(f.day) + " and nobody has answered it: " + about;
    j.priority = 10;
    add(batch, std::move(j), of_case(c.pupil, c.id));
  }
}

}  // namespace

void sweep_open_cases(const Morning& m, job::Batch& batch) {
  const auto next = m.school.calendar.next_school_day(batch.day);
  if (next && *next - batch.day < kBreak) return;
  for (const CaseFacts& c : m.facts.cases)
    if (!c.closed && !ends_now(batch, c.id)) ask_to_sign(m, c.pupil, c.id, batch);
  for (const job::CaseOpened& c : batch.opened) ask_to_sign(m, c.pupil, c.id, batch);
}

void ask_about_old_n(const Morning& m, job::Batch& batch) {
  const roll::Mark* oldest = nullptr;
  size_t pupils = 0;
  for (const roll::Pupil& p : m.roll.pupils) {
    const roll::Mark* mark = old_n(m, p.ref, batch.day, kSoon);
    if (mark == nullptr) continue;
    ++pupils;
    if (oldest == nullptr || mark->date < oldest->date) oldest = mark;
  }
  if (oldest == nullptr) return;
  const bool last = m.school.calendar.school_days_between(oldest->date, batch.day) >= kLast;
  job::Job j = rule_job(m, job::Kind::kTask, "rule-old-n", "office", batch.day);
  j.priority = last ? kOrdinaryRule / 2 : kOrdinaryRule;
  j.about = "replace N within five school days: " + base::count_of(pupils, "pupil") + ", the oldest " +
            oldest->pupil.text() + " of " + base::iso_date(oldest->date);
  job::Subject s;
  s.case_id = job::CaseId("register/N");
  add(batch, std::move(j), std::move(s));
}

void ask_about_starters(const Morning& m, job::Batch& batch) {
  if (m.now < SchoolDay(m.school.calendar, batch.day).am_closes) return;
  const CodeRules codes(m.policy);
  for (const roll::Pupil& p : m.roll.pupils) {
    if (!p.starts || m.facts.open_case(p.ref) != nullptr ||
        !has_not_come(p, m.marks.of(p.ref), codes, m.school.calendar, batch.day))
      continue;
    job::Job j = rule_job(m, job::Kind::kTask, "rule-starter", "office", batch.day);
    j.priority = 10;
    j.about = "was to start on " + base::iso_date(*p.starts) +
              " and the register says nothing of the child: find out where the child is, and put register or "
              "roll right";
    add(batch, std::move(j), of_case(p.ref, job::CaseId("record/" + p.ref.text())));
  }
}

void remind_of_questions(const Morning& m, job::Batch& batch) {
  for (const CaseFacts& c : m.facts.cases)
    if (!c.closed && !ends_now(batch, c.id) && is_on_roll(m, c.pupil)) remind(m, c, batch);
}

}  // namespace firstday::escalation
