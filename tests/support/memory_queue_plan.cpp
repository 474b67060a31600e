// The half of the fake queue that plans: adding, reconciling, withdrawing.
#include "support/memory_queue.h"

#include <algorithm>

#include "base/text.h"
#include "seal/uuid7.h"

namespace firstday::support {

using chronology::Type;
using job::Event;
using job::State;
using store::Doing;
using store::SubjectState;

base::Result<ports::Enqueued> MemoryQueue::enqueue(const job::Batch& batch, const std::string& actor) {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kEnqueue); !status) return status.error();
  const Doing doing{batch.planned_at, actor};
  ports::Enqueued out;
  std::set<Key> touched;
  open_cases(batch, doing);
  close_cases(batch, doing, touched);
  for (const job::Job& job : batch.jobs) ++(add_job(batch, job, doing) ? out.added : out.already_there);
  reconcile(batch, doing, touched);
  keep_withheld(batch, doing);
  out.withdrawn = static_cast<int>(touched.size());
  return out;
}

void MemoryQueue::open_cases(const job::Batch& batch, const Doing& doing) {
  for (const job::CaseOpened& opened : batch.opened)
    if (!journal_.case_is_open(batch.school, opened.id))
      journal_.put(store::case_opened(batch.school, opened, doing));
}

void MemoryQueue::close_cases(const job::Batch& batch, const Doing& doing, std::set<Key>& touched) {
  for (const job::CaseClosed& closed : batch.closed) {
    if (!journal_.case_is_open(batch.school, closed.id)) continue;
    journal_.put(store::case_closed(batch.school, closed, doing));
    for (auto& [key, entry] : entries_) {
      if (key.first != batch.school || !job::may_be_withdrawn(entry.state)) continue;
      each_live(entry, [&, &k = key, &e = entry](std::size_t i) {
        if (e.job.subjects[i].case_id != closed.id) return;
        withdraw_subject(e, i, SubjectState::kWithdrawnByPlan, store::kCaseEnded, doing);
        touched.insert(k);
      });
    }
  }
}

bool MemoryQueue::add_job(const job::Batch& batch, const job::Job& planned, const Doing& doing) {
  Entry entry;
  entry.job = planned;
  entry.job.school = batch.school;
  std::erase_if(entry.job.subjects, [&](const job::Subject& s) {
    return !taken_keys_.insert({batch.school, s.key}).second;
  });
  if (entry.job.subjects.empty()) {
    bring_forward(batch.school, planned);
    return false;
  }
  entry.job.id = job::JobId(seal::uuid7(batch.planned_at));
  entry.job.key = job::job_key(entry.job);
  entry.subjects.assign(entry.job.subjects.size(), SubjectState::kLive);
  entry.state = store::first_state(planned.kind);
  entry.state_at = doing.at;
  for (const job::Subject& s : entry.job.subjects) journal_.put(store::job_planned(entry.job, s, doing));
  const Key key{batch.school, entry.job.id};
  entries_.emplace(key, std::move(entry));
  return true;
}

void MemoryQueue::bring_forward(const roll::Urn& school, const job::Job& planned) {
  for (auto& [key, entry] : entries_) {
    const bool waiting = entry.state == job::State::kQueued || entry.state == job::State::kHeld ||
                         entry.state == job::State::kWithStaff;
    if (key.first != school || !waiting || !entry.attempts.empty() ||
        entry.job.not_before <= planned.not_before)
      continue;
    each_live(entry, [&, &e = entry](std::size_t i) {
      for (const job::Subject& s : planned.subjects)
        if (e.job.subjects[i].key == s.key) e.job.not_before = planned.not_before;
    });
  }
}

void MemoryQueue::reconcile(const job::Batch& batch, const Doing& doing, std::set<Key>& touched) {
  std::set<std::string> keys;
  for (const job::Job& job : batch.jobs)
    for (const job::Subject& s : job.subjects) keys.insert(s.key);
  for (auto& [key, entry] : entries_) {
    if (key.first != batch.school || entry.job.day != batch.day || !job::may_be_withdrawn(entry.state))
      continue;
    each_live(entry, [&, &k = key, &e = entry](std::size_t i) {
      if (keys.count(e.job.subjects[i].key) != 0) return;
      withdraw_subject(e, i, SubjectState::kWithdrawnByPlan, store::kNotPlannedAgain, doing);
      touched.insert(k);
    });
  }
  for (const job::TakenBack& t : batch.taken_back)
    if (keys.count(t.key) == 0) take_back(batch.school, t, doing, touched);
}

void MemoryQueue::take_back(const roll::Urn& school, const job::TakenBack& taken, const Doing& doing,
                            std::set<Key>& touched) {
  for (auto& [key, entry] : entries_) {
    if (key.first != school || !job::may_be_withdrawn(entry.state)) continue;
    each_live(entry, [&, &k = key, &e = entry](std::size_t i) {
      if (e.job.subjects[i].key != taken.key) return;
      withdraw_subject(e, i, SubjectState::kWithdrawnByPlan, taken.why, doing);
      touched.insert(k);
    });
  }
}

void MemoryQueue::keep_withheld(const job::Batch& batch, const Doing& doing) {
  for (const job::Withheld& row : batch.withheld) {
    const std::string key = base::join({batch.school.text(), base::iso_date(batch.day), row.pupil.text(),
                                        row.contact.text(), row.step, row.rule},
                                       "\n");
    if (withheld_.insert(key).second) journal_.put(store::withheld(batch.school, batch.day, row, doing));
  }
}

int MemoryQueue::withdraw_for(const roll::Urn& school, const ports::RemovedContact& contact) {
  const std::lock_guard lock(guard_);
  std::set<Key> touched;
  for (auto& [key, entry] : entries_) {
    if (key.first != school || entry.job.to.contact != contact.ref || !job::may_be_withdrawn(entry.state))
      continue;
    each_live(entry, [&, &k = key, &e = entry](std::size_t i) {
      if (e.job.subjects[i].pupil != contact.pupil) return;
      withdraw_subject(e, i, SubjectState::kWithdrawnByPlan, store::kContactLeft, {contact.at});
      touched.insert(k);
    });
  }
  return static_cast<int>(touched.size());
}

}  // namespace firstday::support
