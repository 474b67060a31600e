// A record that was ticked, and then something more was done: the office pastes what is new, so that SIMS or
// CPOMS does not stop at three o'clock while the visit was at four (000-10, 001-07, 002-14).
#include <algorithm>
#include <map>

#include "escalation/house_jobs.h"

namespace firstday::escalation {

namespace {

using chronology::JobFact;

constexpr const char* kStep = "rule-record-again";

/// The systems for which a record of the day was ticked, and how many of those this rule had asked for.
std::map<std::string, int> ticked_systems(const chronology::CaseFacts& c, base::Date day) {
  std::map<std::string, int> out;
  for (const JobFact& f : c.jobs) {
    if (f.kind != job::Kind::kRecord || f.day != day || f.state != job::State::kDone) continue;
    out[f.to.role] += f.step == kStep ? 1 : 0;
  }
  return out;
}

/// Another record of the day for the same system waits anyway.
bool waits(const job::Batch& batch, const chronology::CaseFacts& c, const std::string& system) {
  return std::any_of(batch.jobs.begin(), batch.jobs.end(), [&](const job::Job& j) {
    if (j.kind != job::Kind::kRecord || j.to.role != system || j.subjects.front().case_id != c.id)
      return false;
    const JobFact* known = c.job(j.subjects.front().key);
    return known == nullptr || known->state != job::State::kDone;
  });
}

/// All that were ticked are behind: a tick says that everything until then is in the system.
bool is_behind(const chronology::CaseFacts& c, base::Date day, const std::string& system) {
  return std::all_of(c.jobs.begin(), c.jobs.end(), [&](const JobFact& f) {
    const bool counts =
        f.kind == job::Kind::kRecord && f.day == day && f.to.role == system && f.state == job::State::kDone;
    return !counts || f.acted_since;
  });
}

void ask_again(const Morning& m, const chronology::CaseFacts& c, const std::string& system, int time,
               job::Batch& batch) {
  job::Job j = rule_job(m, job::Kind::kRecord, kStep, "", batch.day);
  j.priority = kOrdinaryRule;
  j.to.role = system;
  j.round = std::to_string(time);
  j.about = "actions";
  job::Subject s;
  s.pupil = c.pupil;
  s.case_id = c.id;
  add(batch, std::move(j), std::move(s));
}

}  // namespace

void ask_for_the_rest(const Morning& m, job::Batch& batch) {
  for (const chronology::CaseFacts& c : m.facts.cases) {
    if (c.closed) continue;
    for (const auto& [system, times] : ticked_systems(c, batch.day))
      if (is_behind(c, batch.day, system) && !waits(batch, c, system))
        ask_again(m, c, system, times + 1, batch);
  }
}

}  // namespace firstday::escalation
