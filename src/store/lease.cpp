#include <map>
#include <vector>

#include "store/job_table.h"
#include "store/jobs_now.h"
#include "store/quarantine.h"
#include "store/queue_events.h"
#include "store/queue_rules.h"
#include "store/queue_verbs.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

std::vector<JobKey> keys_in(Rows rows) {
  std::vector<JobKey> out;
  while (rows.next()) {
    JobKey& key = out.emplace_back();
    key.first = rows.id<roll::Urn>();
    key.second = rows.id<job::JobId>();
  }
  return out;
}

/// Whoever leased these has neither started an attempt in time nor given them back. Whoever asks knows what
/// it holds itself, whatever the clock says.
void take_back_overdue(Connection& sql, const ports::LeaseRequest& request) {
  sql.prepared(
         "UPDATE job SET state = 'queued', state_at = $1, next_check_at = not_before WHERE state = 'leased' "
         "AND lease_until <= $1 AND lease_owner <> $2 AND ($3 = '' OR school = $3)")
      .run(request.now, request.owner, request.school);
}

std::vector<JobKey> overdue(Connection& sql, const ports::LeaseRequest& request) {
  return keys_in(sql.prepared(kOverdueJobs).query(request.now, request.school));
}

std::vector<JobKey> due(Connection& sql, const ports::LeaseRequest& request) {
  return keys_in(
      sql.prepared("SELECT school, id FROM job WHERE state = 'queued' AND carried = 1 AND not_before <= $1 "
                   "AND ($2 = '' OR school = $2) ORDER BY priority, not_before, id LIMIT $3")
          .query(request.now, request.school, request.limit));
}

void mark_leased(Connection& sql, const roll::Urn& school, std::span<const job::JobId> ids,
                 const ports::LeaseRequest& request) {
  sql.prepared(
         "UPDATE job SET state = 'leased', state_at = $1, reason = '', fence = fence + 1, lease_owner = $2, "
         "lease_until = $3, next_check_at = $3 WHERE school = $4 AND id IN " FIRSTDAY_IDS_FROM_5)
      .run(request.now, request.owner, request.now + request.length, ids_for(school, ids));
}

/// In the order of the keys.
std::vector<ports::Leased> hand_out(Connection& sql, const std::vector<JobKey>& keys,
                                    const ports::LeaseRequest& request) {
  std::map<JobKey, ports::Leased> found;
  by_school(keys, [&](const roll::Urn& school, std::span<const job::JobId> ids) {
    mark_leased(sql, school, ids, request);
    load_live_jobs(sql, school, ids, found);
  });
  std::vector<ports::Leased> out;
  out.reserve(keys.size());
  for (const JobKey& key : keys) out.push_back(std::move(found.at(key)));
  return out;
}

}  // namespace

void expire(Transaction& tx, const roll::Urn& school, const job::JobId& id, base::Instant now) {
  for (const LiveSubject& s : live_subjects_of(tx.sql, school, id))
    tx.record.put(job_changed(chronology::Type::kJobExpired, s.about, job::State::kExpired,
                              job::Event::kExpire, kTimePassed, {now}));
  end_job(tx.sql, {school, id, job::State::kExpired, now, kTimePassed});
}

std::vector<ports::Leased> lease(Transaction& tx, const ports::LeaseRequest& request) {
  take_back_overdue(tx.sql, request);
  for (const auto& [school, id] : overdue(tx.sql, request)) expire(tx, school, id, request.now);
  if (is_quarantined(tx.sql)) return {};
  return hand_out(tx.sql, due(tx.sql, request), request);
}

std::optional<base::Instant> next_due(Connection& sql, const roll::Urn& school) {
  Rows rows = sql.prepared(
                     "SELECT MIN(not_before) FROM job WHERE state = 'queued' AND carried = 1 "
                     "AND ($1 = '' OR school = $1)")
                  .query(school);
  rows.next();
  return rows.maybe_instant();
}

}  // namespace firstday::store
