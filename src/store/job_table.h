// Jobs as rows.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "job/job.h"
#include "job/state.h"
#include "ports/job_queue.h"
#include "store/connection.h"

namespace firstday::store {

void insert_job(Connection& sql, const job::Job& job, base::Instant now);

/// What a verb must know of a job before it moves it.
struct JobStatus {
  job::State state = job::State::kQueued;
  long long fence = 0;
  std::optional<base::Instant> not_after;
  int attempts = 0;
};
std::optional<JobStatus> status_of(Connection& sql, const roll::Urn& school, const job::JobId& id);

void set_state(Connection& sql, const roll::Urn& school, const job::JobId& id, job::State state,
               base::Instant at, std::string_view reason);

/// The state column that is read next. The CHECK of the table keeps other words out.
job::State state_in(Rows& rows);

using JobKey = std::pair<roll::Urn, job::JobId>;

/// Jobs with their live subjects only, their fences and how often they were tried; at most kIdsAtOnce.
void load_live_jobs(Connection& sql, const roll::Urn& school, std::span<const job::JobId> ids,
                    std::map<JobKey, ports::Leased>& into);

/// Rows of the delivery log, by school, day, time and id.
std::vector<ports::JobRow> find_jobs(Connection& sql, const ports::JobFilter& filter);

}  // namespace firstday::store
