// What the family said and nobody has judged, and numbers that are wrong.
#include <algorithm>

#include "chronology/review.h"
#include "escalation/house_jobs.h"
#include "escalation/timing.h"

namespace firstday::escalation {

namespace {

using chronology::CaseFacts;
using chronology::Response;
using chronology::ResponseLevel;

/// A pupil who is absent today, with the case and everything said in it.
struct AbsentPupil {
  roll::PupilRef pupil;
  job::CaseId case_id;
  const CaseFacts* open = nullptr;  ///< nothing: this plan opens the case
  std::vector<Response> said;
};

std::vector<AbsentPupil> absent_pupils(const Morning& m, const job::Batch& batch) {
  std::vector<AbsentPupil> out;
  out.reserve(batch.absent.size());
  for (const roll::PupilRef& pupil : batch.absent)
    if (const CaseFacts* open = m.facts.open_case(pupil); open != nullptr)
      out.push_back({pupil, open->id, open, open->responses});
  for (const job::CaseOpened& c : batch.opened)
    if (auto early = m.facts.early_responses(c.pupil); !early.empty())
      out.push_back({c.pupil, c.id, nullptr, std::move(early)});
  return out;
}

bool is_barred(const Morning& m, const roll::PupilRef& pupil, const roll::ContactRef& contact) {
  const auto all = m.roll.contacts_of(pupil);
  return std::any_of(all.begin(), all.end(),
                     [&](const roll::Contact& c) { return c.ref == contact && c.barred; });
}

bool was_today(base::Instant at, base::Date day) {
  return base::to_london(at).date == day;
}

/// When the newest reason of today was given; nothing when there is none, or it was judged since.
std::optional<base::Instant> unjudged(const Morning& m, const AbsentPupil& a, base::Date day) {
  std::optional<base::Instant> given;
  for (const Response& r : a.said) {
    if (!was_today(r.at, day) || r.level == ResponseLevel::kAnswered || is_barred(m, a.pupil, r.contact))
      continue;
    given = r.level == ResponseLevel::kReasonGiven ? std::optional(r.at) : std::nullopt;
  }
  if (!given || a.open == nullptr) return given;
  const auto& d = a.open->decisions;
  const bool judged = std::any_of(d.begin(), d.end(), [&](const chronology::DecisionFact& f) {
    return f.about == "reason_acceptable" && f.at >= *given;
  });
  return judged ? std::nullopt : given;
}

bool is_asked_already(const job::Batch& batch, const roll::PupilRef& pupil) {
  return std::any_of(batch.jobs.begin(), batch.jobs.end(), [&](const job::Job& j) {
    return j.kind == job::Kind::kDecide && j.about == "reason_acceptable" &&
           j.subjects.front().pupil == pupil;
  });
}

job::Subject subject_of(const AbsentPupil& a) {
  job::Subject s;
  s.pupil = a.pupil;
  s.case_id = a.case_id;
  return s;
}

/// Contacts of the case whose number was found to be wrong today, each once.
std::vector<roll::ContactRef> wrong_numbers(const CaseFacts& open, base::Date day) {
  std::vector<roll::ContactRef> out;
  for (const chronology::CallFact& c : open.calls) {
    if (!was_today(c.at, day) || (c.outcome != "wrong_number" && c.outcome != "number_dead")) continue;
    if (std::find(out.begin(), out.end(), c.contact) == out.end()) out.push_back(c.contact);
  }
  return out;
}

}  // namespace

void ask_for_numbers(const Morning& m, job::Batch& batch) {
  for (const AbsentPupil& a : absent_pupils(m, batch)) {
    if (a.open == nullptr) continue;
    for (const roll::ContactRef& contact : wrong_numbers(*a.open, batch.day)) {
      job::Job j = rule_job(m, job::Kind::kTask, "rule-wrong-number", "office", batch.day);
      j.round = contact.text();
      j.about = "find the right number of contact " + contact.text() + ": the one on record is wrong";
      add(batch, std::move(j), subject_of(a));
    }
  }
}

void tell_of_unreached(const Morning& m, job::Batch& batch) {
  if (m.now < SchoolDay(m.school.calendar, batch.day).ends) return;
  std::vector<AbsentPupil> unreached;
  for (const roll::PupilRef& pupil : batch.absent)
    if (const CaseFacts* open = m.facts.open_case(pupil); open != nullptr)
      unreached.push_back({pupil, open->id, open, {}});
  for (const job::CaseOpened& c : batch.opened) unreached.push_back({c.pupil, c.id, nullptr, {}});
  for (const AbsentPupil& a : unreached) {
    if (chronology::reach_today(m.facts, m.roll, a.pupil, batch.day) > chronology::Reach::kUnknown) continue;
    job::Job j = rule_job(m, job::Kind::kNotify, "rule-nobody-reached", "dsl", batch.day);
    j.about = "school is out, and nobody has been reached about this absent pupil today";
    j.due_by = SchoolDay(m.school.calendar, batch.day).ends;
    add(batch, std::move(j), subject_of(a));
  }
}

void ask_about_reasons(const Morning& m, job::Batch& batch) {
  for (const AbsentPupil& a : absent_pupils(m, batch)) {
    if (!unjudged(m, a, batch.day) || is_asked_already(batch, a.pupil)) continue;
    job::Job j = rule_job(m, job::Kind::kTask, "rule-judge-reason", "office", batch.day);
    if (const roll::Pupil* p = m.roll.find(a.pupil); p != nullptr)
      if (const auto may = who_accepts_reasons(m.policy, p->tags); !may.empty()) j.to.role = may.front();
    j.about = "accept the reason that was given, or do not (record reason), and mend the mark";
    add(batch, std::move(j), subject_of(a));
  }
}

}  // namespace firstday::escalation
