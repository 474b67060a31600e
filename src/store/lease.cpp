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

// A text each, so that each finds its index: job_due begins with the school, job_urgent has few.
#define FIRSTDAY_WAITING "state = 'queued' AND carried = 1 "
#define FIRSTDAY_DUE                                   \
  "SELECT school, id FROM job WHERE " FIRSTDAY_WAITING \
  "AND not_before <= $1 AND $2 NOT LIKE '%|' || kind || '|%' "
#define FIRSTDAY_URGENT "AND priority < 10 "
#define FIRSTDAY_FIRST "ORDER BY priority, not_before, id LIMIT "

Sql due_text(const ports::LeaseRequest& request) {
  if (request.school.empty())
    return request.urgent_only ? Sql(FIRSTDAY_DUE FIRSTDAY_URGENT FIRSTDAY_FIRST "$3")
                               : Sql(FIRSTDAY_DUE FIRSTDAY_FIRST "$3");
  return request.urgent_only ? Sql(FIRSTDAY_DUE "AND school = $3 " FIRSTDAY_URGENT FIRSTDAY_FIRST "$4")
                             : Sql(FIRSTDAY_DUE "AND school = $3 " FIRSTDAY_FIRST "$4");
}

/// "|text|email|"; no kind's word is part of this where there is none.
std::string listed(const std::vector<job::Kind>& kinds) {
  std::string list = "|";
  for (const job::Kind kind : kinds) list += std::string(job::word(kind)) + "|";
  return list;
}

std::vector<JobKey> due(Connection& sql, const ports::LeaseRequest& request) {
  Statement& statement = sql.prepared(due_text(request));
  const std::string without = listed(request.without);
  if (request.school.empty()) return keys_in(statement.query(request.now, without, request.limit));
  return keys_in(statement.query(request.now, without, request.school, request.limit));
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
  Rows rows = school.empty()
                  ? sql.prepared("SELECT MIN(not_before) FROM job WHERE " FIRSTDAY_WAITING).query()
                  : sql.prepared("SELECT MIN(not_before) FROM job WHERE " FIRSTDAY_WAITING "AND school = $1")
                        .query(school);
  rows.next();
  return rows.maybe_instant();
}

std::vector<ports::Due> due(Connection& sql, bool urgent_only) {
  Rows rows =
      urgent_only
          ? sql.prepared(
                   "SELECT school, kind, MIN(not_before) FROM job WHERE " FIRSTDAY_WAITING FIRSTDAY_URGENT
                   "GROUP BY school, kind ORDER BY school, kind")
                .query()
          : sql.prepared("SELECT school, kind, MIN(not_before) FROM job WHERE " FIRSTDAY_WAITING
                         "GROUP BY school, kind ORDER BY school, kind")
                .query();
  std::vector<ports::Due> out;
  while (rows.next()) {
    ports::Due& due = out.emplace_back();
    due.school = rows.id<roll::Urn>();
    const auto kind = job::kind_of(rows.view());
    FIRSTDAY_CHECK(kind.has_value(), "the kind of a stored job is one of the table's words");
    due.kind = *kind;
    due.at = rows.instant();
  }
  return out;
}

}  // namespace firstday::store
