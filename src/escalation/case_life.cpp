#include "escalation/case_life.h"

#include <algorithm>

#include "escalation/staff_out.h"

namespace firstday::escalation {

namespace {

using chronology::CaseFacts;

const CaseFacts* still_open(std::span<const CaseFacts> cases) {
  const auto at = std::find_if(cases.begin(), cases.end(), [](const CaseFacts& c) { return !c.closed; });
  return at == cases.end() ? nullptr : &*at;
}

bool closed_by_marks(const CaseFacts& c) {
  return c.closed_how == "returned" || c.closed_how == "mark_changed" || c.closed_how == "left_roll";
}

/// The earliest moment a new case may begin at, after this closed one. A person who closes a case speaks of
/// the absence that is on record: a child who came in that morning and is gone after lunch is another one.
Moment earliest_after(const CaseFacts& closed, const SchoolDay& today, bool came_this_morning) {
  const base::Date closed_on = base::to_london(closed.closed_at).date;
  if (closed_by_marks(closed)) return {closed_on, roll::Session::kAm};
  if (closed_on == today.date && came_this_morning && closed.closed_at < today.pm_begins)
    return {closed_on, roll::Session::kPm};
  return {closed_on + std::chrono::days{1}, roll::Session::kAm};
}

/// The same, after every closed one.
Moment earliest_new(std::span<const CaseFacts> cases, const SchoolDay& today, bool came_this_morning) {
  Moment from{base::Date::min(), roll::Session::kAm};
  for (const CaseFacts& c : cases)
    if (c.closed) from = std::max(from, earliest_after(c, today, came_this_morning));
  return from;
}

/// "<pupil>/<first date>"; ".2" and so on when a closed case began on the same day.
job::CaseId new_id(const roll::PupilRef& pupil, base::Date first, std::span<const CaseFacts> cases) {
  const std::string plain = pupil.text() + "/" + base::iso_date(first);
  const auto taken = [&](const std::string& id) {
    return std::any_of(cases.begin(), cases.end(), [&](const CaseFacts& c) { return c.id.text() == id; });
  };
  std::string id = plain;
  for (int n = 2; taken(id); ++n) id = plain + "." + std::to_string(n);
  return job::CaseId(id);
}

bool is_unmarked(const TodayMarks& marks, const SchoolDay& today, base::Instant now) {
  if (marks.decided()) return false;
  return (now >= today.am_closes && !marks.am_marked) || (now >= today.pm_closes && !marks.pm_marked);
}

Case carried_on(const CaseFacts& facts, const Policy& rules, Walk walk) {
  return {facts.id,
          &rules,
          facts.policy,
          facts.policy_version,
          &facts,
          {facts.first_date, facts.first_session},
          std::move(walk.counted),
          walk.session_today,
          walk.absent_today};
}

Case begun(job::CaseId id, const Policy& rules, Walk walk) {
  return {std::move(id),     &rules, rules.id, rules.version, nullptr, walk.first, std::move(walk.counted),
          walk.session_today};
}

struct PupilMarks {
  std::span<const roll::Mark> marks;
  std::span<const CaseFacts> cases;
  const roll::PupilRef& pupil;
  const RuleBook& book;
  const roll::Calendar& calendar;
  const SchoolDay& today;
  base::Instant now;

  CaseToday carry_on(const CaseFacts& open) const;
  CaseToday begin(Moment from) const;
};

CaseToday PupilMarks::carry_on(const CaseFacts& open) const {
  const Policy& rules = book.policy_of(open);
  const CodeRules& codes = book.codes_of(rules);
  Walk w = walk(marks, codes, calendar, {open.first_date, open.first_session}, today.date);
  CaseToday out;
  out.case_id = open.id;
  // The child is back and the staff are not: nobody closes the case over their heads. A child who is gone
  // again is missed under it.
  if (w.ended_by != CodeEffect::kNone && !staff_out(open, today.date).out) {
    out.closed = {open.id, pupil, w.ended_by == CodeEffect::kReturned ? "returned" : "mark_changed"};
    return out;
  }
  out.absent = w.absent_today;
  out.unmarked = !w.absent_today && is_unmarked(marks_today(marks, codes, today.date), today, now);
  (w.absent_today ? out.open : out.waiting) = carried_on(open, rules, std::move(w));
  return out;
}

CaseToday PupilMarks::begin(Moment from) const {
  const CodeRules& codes = book.current_codes();
  CaseToday out;
  if (from.date > today.date) {
    out.absent = walk(marks, codes, calendar, {today.date, roll::Session::kAm}, today.date).absent_today;
    out.case_id = cases.back().id;
    return out;
  }
  Walk w = walk(marks, codes, calendar, from, today.date);
  out.absent = w.absent_today;
  if (!w.absent_today) return out;
  job::CaseId id = new_id(pupil, w.first.date, cases);
  out.open = begun(std::move(id), book.current(), std::move(w));
  return out;
}

}  // namespace

RuleBook::RuleBook(const PolicySet& policies) : policies_(policies) {
  codes_.reserve(policies.policies.size());
  for (const Policy& p : policies.policies) codes_.emplace_back(p);
}

const Policy& RuleBook::policy_of(const CaseFacts& facts) const {
  const Policy* own = policies_.find(facts.policy, facts.policy_version);
  return own ? *own : current();
}

const CodeRules& RuleBook::codes_of(const Policy& policy) const {
  return codes_[static_cast<size_t>(&policy - policies_.policies.data())];
}

CaseToday case_today(std::span<const roll::Mark> marks, std::span<const CaseFacts> cases,
                     const roll::PupilRef& pupil, const RuleBook& book, const roll::Calendar& calendar,
                     const SchoolDay& today, base::Instant now) {
  const PupilMarks p{marks, cases, pupil, book, calendar, today, now};
  const CaseFacts* open = still_open(cases);
  if (!open) {
    const CodeEffect am = marks_today(marks, book.current_codes(), today.date).am;
    return p.begin(earliest_new(cases, today, am == CodeEffect::kReturned));
  }
  CaseToday out = p.carry_on(*open);
  // Only a case that goes on is ever asked for it.
  const int unbroken = unbroken_days(marks, calendar, today.date);
  if (out.open) out.open->unbroken_days = unbroken;
  if (out.waiting) out.waiting->unbroken_days = unbroken;
  if (!out.closed) return out;
  // The absence that reaches today, if there is one, began after the mark that ended this case.
  CaseToday next = p.begin({open->first_date, open->first_session});
  next.closed = std::move(out.closed);
  return next;
}

}  // namespace firstday::escalation
