// Deadlines that passed: receipts that did not come, and unknowns that nobody settled.
#include "base/failpoint.h"
#include "store/job_table.h"
#include "store/queue_events.h"
#include "store/queue_rules.h"
#include "store/queue_verbs.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

struct OverdueJob {
  job::JobId id;
  JobStatus status;
};

std::vector<OverdueJob> overdue(Connection& sql, const roll::Urn& school, base::Instant now) {
  Rows rows = sql.prepared(kUncheckedJobs).query(school, now);
  std::vector<OverdueJob> out;
  while (rows.next()) {
    OverdueJob& job = out.emplace_back();
    job.id = rows.id<job::JobId>();
    job.status = status_in(rows);
  }
  return out;
}

void make_unknown(Transaction& tx, const roll::Urn& school, const OverdueJob& job, base::Instant now) {
  const auto state = job::next(job.status.state, job::Event::kReceiptOverdue);
  FIRSTDAY_CHECK(state.has_value(), "what awaits a receipt may miss it");
  set_state(tx.sql, {school, job.id, *state, now, kNoReceipt}, job.status, tx.deadlines.of(school));
  for (const LiveSubject& s : live_subjects_of(tx.sql, school, job.id))
    tx.record.put(job_changed(chronology::Type::kReceipt, s.about, *state, job::Event::kReceiptOverdue,
                              kNoReceipt, {now}));
}

/// False where it was told before: then it is only looked at again tomorrow.
bool tell(Transaction& tx, const roll::Urn& school, const OverdueJob& job, base::Instant now) {
  const long long first =
      tx.sql.prepared("UPDATE job SET told_at = $1 WHERE school = $2 AND id = $3 AND told_at IS NULL")
          .run(now, school, job.id);
  tx.sql.prepared("UPDATE job SET next_check_at = $1 WHERE school = $2 AND id = $3")
      .run(now + std::chrono::days{1}, school, job.id);
  if (first == 0) return false;
  for (const LiveSubject& s : live_subjects_of(tx.sql, school, job.id))
    tx.record.put(unknown_overdue(s.about, {now}));
  return true;
}

}  // namespace

ports::Passed pass_deadlines(Transaction& tx, const roll::Urn& school, base::Instant now) {
  ports::Passed out;
  for (const OverdueJob& job : overdue(tx.sql, school, now)) {
    if (job.status.state == job::State::kAwaitingReceipt) {
      make_unknown(tx, school, job, now);
      ++out.unknown;
    } else if (tell(tx, school, job, now)) {
      ++out.told;
    }
    FIRSTDAY_FAILPOINT("deadline.moved");
  }
  return out;
}

}  // namespace firstday::store
