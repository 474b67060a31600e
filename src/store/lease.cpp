#include <utility>
#include <vector>

#include "store/job_table.h"
#include "store/queue_events.h"
#include "store/queue_rules.h"
#include "store/queue_verbs.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

using Key = std::pair<roll::Urn, job::JobId>;

std::vector<Key> keys_in(Rows rows) {
  std::vector<Key> out;
  while (rows.next()) {
    Key& key = out.emplace_back();
    key.first = rows.id<roll::Urn>();
    key.second = rows.id<job::JobId>();
  }
  return out;
}

/// Whoever leased these has neither started an attempt in time nor given them back.
void take_back_overdue(Connection& sql, const ports::LeaseRequest& request) {
  sql.prepared(
         "UPDATE job SET state = 'queued', state_at = $1 WHERE state = 'leased' AND lease_until <= $1 "
         "AND ($2 = '' OR school = $2)")
      .run(request.now, request.school);
}

/// The states are those of the index job_expiring, written alike so that it is used.
std::vector<Key> overdue(Connection& sql, const ports::LeaseRequest& request) {
  return keys_in(sql.prepared("SELECT school, id FROM job WHERE not_after < $1 "
                              "AND state IN ('queued', 'leased', 'held', 'with_staff') "
                              "AND ($2 = '' OR school = $2) ORDER BY school, id")
                     .query(request.now, request.school));
}

std::vector<Key> due(Connection& sql, const ports::LeaseRequest& request) {
  return keys_in(
      sql.prepared("SELECT school, id FROM job WHERE state = 'queued' AND carried = 1 AND not_before <= $1 "
                   "AND ($2 = '' OR school = $2) ORDER BY priority, not_before, id LIMIT $3")
          .query(request.now, request.school, request.limit));
}

ports::Leased hand_out(Connection& sql, const Key& key, const ports::LeaseRequest& request) {
  const auto& [school, id] = key;
  sql.prepared(
         "UPDATE job SET state = 'leased', state_at = $1, reason = '', fence = fence + 1, lease_owner = $2, "
         "lease_until = $3 WHERE school = $4 AND id = $5")
      .run(request.now, request.owner, request.now + request.length, school, id);
  const JobStatus status = status_of(sql, school, id).value();
  return {load_live_job(sql, school, id), status.fence, status.attempts};
}

}  // namespace

void expire(Transaction& tx, const roll::Urn& school, const job::JobId& id, base::Instant now) {
  for (const LiveSubject& s : live_subjects_of(tx.sql, school, id))
    tx.record.put(job_changed(chronology::Type::kJobExpired, s.about, job::State::kExpired,
                              job::Event::kExpire, kTimePassed, {now}));
  set_state(tx.sql, school, id, job::State::kExpired, now, kTimePassed);
}

std::vector<ports::Leased> lease(Transaction& tx, const ports::LeaseRequest& request) {
  take_back_overdue(tx.sql, request);
  for (const auto& [school, id] : overdue(tx.sql, request)) expire(tx, school, id, request.now);
  std::vector<ports::Leased> out;
  for (const Key& key : due(tx.sql, request)) out.push_back(hand_out(tx.sql, key, request));
  return out;
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
