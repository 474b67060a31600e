// The half of the fake queue that is only asked: rows of the delivery log, what falls due, what was sent
// lately.
#include <algorithm>
#include <tuple>

#include "support/memory_queue.h"

namespace firstday::support {

using job::State;
using store::SubjectState;

bool MemoryQueue::wanted(const ports::JobFilter& f, const Entry& e) {
  const auto about_pupil = [&](const job::Subject& s) { return s.pupil == f.pupil; };
  return (f.school.empty() || f.school == e.job.school) && (!f.day_from || e.job.day >= *f.day_from) &&
         (!f.day_to || e.job.day <= *f.day_to) &&
         (f.pupil.empty() || std::any_of(e.job.subjects.begin(), e.job.subjects.end(), about_pupil)) &&
         (f.contact.empty() || e.job.to.contact == f.contact) && (!f.kind || e.job.kind == *f.kind) &&
         (f.states.empty() || std::find(f.states.begin(), f.states.end(), e.state) != f.states.end()) &&
         (f.provider.empty() || (!e.attempts.empty() && e.attempts.back().start.provider == f.provider));
}

ports::JobRow MemoryQueue::row_of(const Entry& entry) const {
  ports::JobRow row;
  row.job = entry.job;
  for (std::size_t i = 0; i < entry.subjects.size(); ++i)
    if (entry.subjects[i] != SubjectState::kLive)
      row.withdrawn_subjects.push_back(entry.job.subjects[i].pupil);
  row.state = entry.state;
  row.state_at = entry.state_at;
  row.reason = entry.reason;
  row.attempts = static_cast<int>(entry.attempts.size());
  row.fence = entry.fence;
  row.next_check_at = next_check_at(entry);
  row.told_at = entry.told_at;
  if (entry.attempts.empty()) return row;
  const Attempt& last = entry.attempts.back();
  row.provider = last.start.provider;
  row.attempt = last.start.attempt;
  row.account = last.start.account;
  row.attempt_state = last.state;
  row.sent_at = last.start.now;
  row.to = last.start.message.to;
  row.body = last.start.message.body;
  row.parts = last.start.message.parts;
  if (!last.outcomes.empty()) {
    row.provider_ref = last.outcomes.back().provider_ref;
    row.evidence = last.outcomes.back().evidence;
  }
  return row;
}

base::Result<std::vector<ports::JobRow>> MemoryQueue::jobs(const ports::JobFilter& filter) const {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kJobs); !status) return status.error();
  std::vector<ports::JobRow> out;
  for (const auto& [key, entry] : entries_)
    if (wanted(filter, entry)) out.push_back(row_of(entry));
  std::stable_sort(out.begin(), out.end(), [](const ports::JobRow& a, const ports::JobRow& b) {
    return std::tie(a.job.school, a.job.day, a.job.not_before, a.job.id) <
           std::tie(b.job.school, b.job.day, b.job.not_before, b.job.id);
  });
  return out;
}

base::Result<std::optional<base::Instant>> MemoryQueue::next_due(const roll::Urn& school) const {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kNextDue); !status) return status.error();
  std::optional<base::Instant> due;
  for (const auto& [key, entry] : entries_)
    if ((school.empty() || school == key.first) && entry.state == State::kQueued &&
        job::is_carried(entry.job.kind))
      due = due ? std::min(*due, entry.job.not_before) : entry.job.not_before;
  return due;
}

base::Result<std::vector<ports::Due>> MemoryQueue::due(bool urgent_only) const {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kDue); !status) return status.error();
  std::map<std::pair<roll::Urn, std::string_view>, ports::Due> first;
  for (const auto& [key, entry] : entries_) {
    const job::Job& job = entry.job;
    if (entry.state != State::kQueued || !job::is_carried(job.kind)) continue;
    if (urgent_only && job.priority >= job::kUrgentBelow) continue;
    ports::Due& due =
        first.try_emplace({key.first, job::word(job.kind)}, ports::Due{key.first, job.kind, job.not_before})
            .first->second;
    due.at = std::min(due.at, job.not_before);
  }
  std::vector<ports::Due> out;
  for (auto& [key, due] : first) out.push_back(std::move(due));
  return out;
}

base::Result<ports::Lately> MemoryQueue::lately(const roll::Urn& school, base::Instant day,
                                                base::Instant hour) const {
  const std::lock_guard lock(guard_);
  if (const base::Status status = failing(Verb::kLately); !status) return status.error();
  ports::Lately out;
  for (const auto& [key, entry] : entries_)
    for (const Attempt& attempt : entry.attempts) {
      const ports::AttemptStart& start = attempt.start;
      if (key.first != school || !job::is_possibly_live(attempt.state) || start.now < day) continue;
      ports::Sent& sent = out.by_account[start.account];
      ++sent.messages;
      sent.parts += start.message.parts;
      if (start.now >= hour) out.reached.push_back({start.message.to, start.now});
    }
  std::stable_sort(out.reached.begin(), out.reached.end(),
                   [](const ports::Reached& a, const ports::Reached& b) { return a.at < b.at; });
  return out;
}

std::vector<roll::Urn> MemoryQueue::schools() const {
  const std::lock_guard lock(guard_);
  std::vector<roll::Urn> out;
  for (const auto& [key, entry] : entries_)
    if (out.empty() || out.back() != key.first) out.push_back(key.first);
  return out;
}

}  // namespace firstday::support
