// The verbs of the job queue, each inside a transaction that the caller commits (ports/job_queue.h
// says what they mean).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "ports/school_store.h"
#include "store/job_table.h"
#include "store/transaction.h"

namespace firstday::store {

ports::Enqueued enqueue(Transaction& tx, const job::Batch& batch, const std::string& actor);
std::vector<ports::Leased> lease(Transaction& tx, const ports::LeaseRequest& request);
std::vector<ports::StartResult> start_attempts(Transaction& tx, std::span<const ports::AttemptStart> starts);
std::vector<bool> finish_attempts(Transaction& tx, std::span<const ports::AttemptFinish> finishes);
std::vector<bool> change(Transaction& tx, std::span<const ports::JobChange> changes);
ports::Recovered recover(Transaction& tx, base::Instant now);
std::optional<base::Instant> next_due(Connection& sql, const roll::Urn& school);
std::vector<ports::Due> due(Connection& sql, bool urgent_only);
ports::Lately lately(Connection& sql, const roll::Urn& school, base::Instant day, base::Instant hour);

/// Takes back the unsent jobs to these contacts; returns how many jobs that were.
int withdraw_for(Transaction& tx, const roll::Urn& school, std::span<const ports::RemovedContact> contacts);

/// The jobs that expire at $1, in the school $2 or in every one. The states are those of the index
/// job_expiring, in its words and order: else SQLite walks every job instead.
inline constexpr const char* kOverdueJobs =
    "SELECT school, id FROM job WHERE not_after < $1 AND (state = 'queued' OR state = 'leased' OR state = "
    "'held' OR state = 'with_staff') AND ($2 = '' OR school = $2) ORDER BY school, id";

/// What waits for a receipt or is unknown and is due to be looked at, in the school $1 at $2. The states are
/// those of the index job_check, in its words and order.
inline constexpr const char* kUncheckedJobs = "SELECT j.id, " FIRSTDAY_JOB_STATUS
                                              " FROM job j WHERE j.school = $1 AND j.next_check_at <= $2 AND "
                                              "(j.state = 'awaiting_receipt' OR j.state = "
                                              "'unknown') ORDER BY j.next_check_at, j.id";
ports::Passed pass_deadlines(Transaction& tx, const roll::Urn& school, base::Instant now);

/// Its time has passed: to `state` with an event for each subject.
void expire(Transaction& tx, const roll::Urn& school, const job::JobId& id, base::Instant now);

}  // namespace firstday::store
