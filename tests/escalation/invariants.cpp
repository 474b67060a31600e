#include "escalation/invariants.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/text.h"
#include "roll/may_be_told.h"

namespace firstday::escalation::testing {

namespace {

using job::Job;
using Breaches = std::vector<std::string>;

/// Absent without a reason, told from the two marks of today alone and from nothing that plan() uses.
bool absent_today(const Given& w, const roll::PupilRef& pupil, base::Date today) {
  bool absent = false;
  for (const auto session : {roll::Session::kAm, roll::Session::kPm}) {
    const roll::Code code = w.marks.code(pupil, today, session);
    const std::string text(code.text());
    const roll::CodeClass is = roll::class_of(code);
    if (text == "N" || text == "O")
      absent = true;
    else if (is == roll::CodeClass::kPresent || is == roll::CodeClass::kElsewhere ||
             is == roll::CodeClass::kAuthorised || text == "G" || text == "U")
      absent = false;
  }
  return absent;
}

const roll::Contact* row_of(const Given& w, const roll::PupilRef& pupil, const roll::ContactRef& ref) {
  for (const roll::Contact& c : w.roll.contacts_of(pupil))
    if (c.ref == ref) return &c;
  return nullptr;
}

bool has_job_or_withheld(const job::Batch& b, const roll::PupilRef& pupil) {
  for (const Job& j : b.jobs)
    for (const job::Subject& s : j.subjects)
      if (s.pupil == pupil) return true;
  return std::any_of(b.withheld.begin(), b.withheld.end(), [&](const job::Withheld& w) {
    return w.pupil == pupil && w.contact.empty() && w.step.empty() && !w.rule.empty() && !w.why.empty();
  });
}

/// Today somebody said that the child set off for school, or a court order names whoever spoke.
bool somebody_said(const Given& w, const chronology::CaseFacts& open, base::Date today) {
  const auto is_barred_word = [&](const auto& word) {
    const roll::Contact* c = row_of(w, open.pupil, word.contact);
    return base::to_london(word.at).date == today && c != nullptr && c->barred;
  };
  const auto set_off = [&](base::Instant at, bool it_is) {
    return it_is && base::to_london(at).date == today;
  };
  const auto any = [](const auto& all, const auto& is) { return std::any_of(all.begin(), all.end(), is); };
  return any(open.replies, is_barred_word) || any(open.calls, is_barred_word) ||
         any(open.responses, is_barred_word) ||
         any(open.responses, [&](const auto& r) { return set_off(r.at, r.set_off); }) ||
         any(open.calls, [&](const auto& c) { return set_off(c.at, c.outcome == "set_off_for_school"); });
}

/// Jobs that a pupil may have without being marked absent: work for one whose reason is known; what a raised
/// concern calls for; what staff who are out on a visit need; and what cannot wait of what was said: the
/// child set off, or somebody whom a court order names has spoken.
bool is_not_about_today(const Given& w, const job::Batch& b, const roll::PupilRef& pupil) {
  const chronology::CaseFacts* open = w.facts.open_case(pupil);
  const bool urgent =
      open && (!open->flags.empty() || !open->recorded.empty() || somebody_said(w, *open, b.day));
  return std::all_of(b.jobs.begin(), b.jobs.end(), [&](const Job& j) {
    const bool theirs = std::any_of(j.subjects.begin(), j.subjects.end(),
                                    [&](const job::Subject& s) { return s.pupil == pupil; });
    const bool work = j.kind == job::Kind::kWork && j.subjects.front().case_id.empty();
    return !theirs || work || (urgent && j.priority < 10);
  });
}

/// Invariant 1: every absent pupil, and nobody else, with jobs or withheld.
void absent_pupils(const Given& w, const job::Batch& b, Breaches& out) {
  if (!w.school.calendar.is_school_day(b.day)) return;
  for (const roll::Pupil& p : w.roll.pupils) {
    const bool absent = absent_today(w, p.ref, b.day);
    const bool listed = std::binary_search(b.absent.begin(), b.absent.end(), p.ref);
    if (absent != listed)
      out.push_back(p.ref.text() + (absent ? " is absent and not listed" : " is listed and not absent"));
    if (absent && !has_job_or_withheld(b, p.ref))
      out.push_back(p.ref.text() + " has neither a job nor a rule");
    if (!absent && has_job_or_withheld(b, p.ref) && !is_not_about_today(w, b, p.ref)) {
      const bool no_mark = std::any_of(b.withheld.begin(), b.withheld.end(), [&](const auto& row) {
        return row.pupil == p.ref && row.rule == "no_mark";
      });
      if (!no_mark) out.push_back(p.ref.text() + " is not absent and has a job");
    }
  }
}

/// Invariant 3: no job names a contact who may not be told; no number of a barred person is used.
void barred(const Given& w, const Job& j, Breaches& out) {
  if (j.to.contact.empty()) return;
  for (const job::Subject& s : j.subjects) {
    const roll::Contact* c = row_of(w, s.pupil, j.to.contact);
    if (!c) {
      out.push_back(j.key + " goes to nobody on the pupil's list");
      continue;
    }
    const auto channel = job::channel_for(j.kind);
    if (!channel || roll::may_be_told(*c, *channel) != roll::MayBeTold::kYes)
      out.push_back(j.key + " may not be told");
    for (const roll::Contact& other : w.roll.contacts_of(s.pupil))
      if (channel && other.barred && !other.mobile.empty() && j.kind != job::Kind::kLetter &&
          roll::address_for(*c, *channel) == other.mobile.e164)
        out.push_back(j.key + " uses a barred person's number");
  }
}

/// A text says that the child is absent, and nothing else: no tier, no agency, no question.
void neutral(const Job& j, Breaches& out) {
  if (j.kind != job::Kind::kText) return;
  if (j.about != "absence" || j.template_name != "absence") out.push_back(j.key + " is not neutral");
  if (!j.considerations.empty() || !j.options.empty() || j.separately)
    out.push_back(j.key + " carries more than a text may");
}

void times(const Given& w, const Job& j, Breaches& out) {
  const auto london = [](base::Instant at) { return base::to_london(at).minute(); };
  const bool family = j.kind == job::Kind::kText || j.kind == job::Kind::kCall;
  if (!family) return;
  if (london(j.not_before) < std::chrono::hours{8}) out.push_back(j.key + " is before eight");
  if (!j.not_after || london(*j.not_after) > std::chrono::hours{18})
    out.push_back(j.key + " does not end by six");
  if (j.not_after && *j.not_after < std::max(j.not_before, w.when.now))
    out.push_back(j.key + " is over before it begins");
  if (j.kind == job::Kind::kText && j.not_before < w.when.release)
    out.push_back(j.key + " leaves before the hold ends");
}

void keys(const job::Batch& b, Breaches& out) {
  std::set<std::string> seen;
  for (const Job& j : b.jobs) {
    if (j.key != job::job_key(j) || j.subjects.empty()) out.push_back(j.step + " has a wrong key");
    if (!std::is_sorted(j.subjects.begin(), j.subjects.end(),
                        [](auto& x, auto& y) { return x.pupil < y.pupil; }))
      out.push_back(j.key + " names its pupils out of order");
    for (const job::Subject& s : j.subjects)
      if (!seen.insert(s.key).second) out.push_back("two jobs share " + s.key);
  }
}

/// One text at most reaches a number about a pupil; calls are numbered 1, 2, ... for each pupil.
void repeats(const Given& w, const job::Batch& b, Breaches& out) {
  std::set<std::pair<std::string, std::string>> texted;
  std::map<std::string, int> rung;
  for (const Job& j : b.jobs)
    for (const job::Subject& s : j.subjects) {
      const roll::Contact* c = row_of(w, s.pupil, j.to.contact);
      if (j.kind == job::Kind::kText && c && !texted.emplace(s.pupil.text(), c->mobile.e164.reveal()).second)
        out.push_back(j.key + " texts a number twice about one pupil");
      if (j.kind == job::Kind::kCall && j.order != ++rung[s.pupil.text()])
        out.push_back(j.key + " is out of order");
    }
}

/// 002-20: what became known after a referred case was closed goes to the authority, on the day it was
/// recorded.
bool is_late_word(const Job& j, const chronology::CaseFacts& closed) {
  return j.kind == job::Kind::kNotify && j.about == "new_information" && !closed.referrals.empty() &&
         std::any_of(closed.recorded.begin(), closed.recorded.end(), [&](const chronology::RecordedFact& f) {
           return f.about == j.about && f.at >= closed.closed_at && base::to_london(f.at).date == j.day;
         });
}

void cases(const Given& w, const job::Batch& b, Breaches& out) {
  for (const job::CaseOpened& o : b.opened)
    if (w.facts.find(o.id)) out.push_back(o.id.text() + " is opened again");
  for (const Job& j : b.jobs)
    for (const job::Subject& s : j.subjects)
      if (const auto* known = w.facts.find(s.case_id); known && known->closed && !is_late_word(j, *known))
        out.push_back(j.key + " belongs to a closed case");
}

/// Keys that only one of two plans has.
std::string difference(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::string> only;
  std::set_symmetric_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
  return base::join(only, ", ");
}

}  // namespace

std::vector<std::string> breaches(const Given& given, const job::Batch& batch) {
  Breaches out;
  absent_pupils(given, batch, out);
  keys(batch, out);
  repeats(given, batch, out);
  cases(given, batch, out);
  for (const Job& j : batch.jobs) {
    barred(given, j, out);
    neutral(j, out);
    times(given, j, out);
  }
  return out;
}

std::vector<std::string> breaches_of_planning_twice(const Given& given, const job::Batch& batch) {
  chronology::Facts remembered = given.facts;
  remember(batch, remembered);
  Given again = given.with(remembered);
  Breaches out;
  for (const auto later : {std::chrono::minutes{0}, std::chrono::minutes{1}}) {
    again.when.now = given.when.now + later;
    const job::Batch second = again.plan();
    if (keys_of(second) != keys_of(batch))
      out.push_back("planning again gives other keys: " + difference(keys_of(batch), keys_of(second)));
    if (second.absent != batch.absent) out.push_back("planning again finds others absent");
    if (!second.opened.empty() || !second.closed.empty())
      out.push_back("planning again opens or closes a case");
  }
  return out;
}

}  // namespace firstday::escalation::testing
