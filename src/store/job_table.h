// Jobs as rows.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "job/deadlines.h"
#include "job/job.h"
#include "job/state.h"
#include "ports/job_queue.h"
#include "store/connection.h"

namespace firstday::store {

void insert_job(Connection& sql, const job::Job& job, base::Instant now, const job::Deadlines& deadlines);

/// What a verb must know of a job before it moves it.
struct JobStatus {
  job::State state = job::State::kQueued;
  long long fence = 0;
  std::optional<base::Instant> not_after;
  int attempts = 0;
  base::Date day{};
  base::Instant not_before{};
  std::optional<base::Instant> due_by;
};
/// The columns of a JobStatus in the order in which status_in() reads them.
#define FIRSTDAY_JOB_STATUS "j.state, j.fence, j.not_after, j.attempts, j.day, j.not_before, j.due_by"
JobStatus status_in(Rows& rows);
std::optional<JobStatus> status_of(Connection& sql, const roll::Urn& school, const job::JobId& id);

/// When a job of that status is looked at once it is in `state` since `at`.
std::optional<base::Instant> check_after(const JobStatus& job, job::State state, base::Instant at,
                                         const job::Deadlines& deadlines);

/// A job's new state, with its next check. `status`: what it was.
struct JobMove {
  const roll::Urn& school;
  const job::JobId& id;
  job::State state;
  base::Instant at;
  std::string_view reason;
};
void set_state(Connection& sql, const JobMove& move, const JobStatus& status,
               const job::Deadlines& deadlines);
/// To a terminal state.
void end_job(Connection& sql, const JobMove& move);
/// Back into the queue, at its old time.
void requeue(Connection& sql, const JobMove& move);

/// The state column that is read next. The CHECK of the table keeps other words out.
job::State state_in(Rows& rows);

using JobKey = std::pair<roll::Urn, job::JobId>;

/// Jobs with their live subjects only, their fences and how often they were tried; at most kIdsAtOnce.
void load_live_jobs(Connection& sql, const roll::Urn& school, std::span<const job::JobId> ids,
                    std::map<JobKey, ports::Leased>& into);

/// Rows of the delivery log, by school, day, time and id.
std::vector<ports::JobRow> find_jobs(Connection& sql, const ports::JobFilter& filter);

}  // namespace firstday::store
