// What the two transactions of a send must know of their jobs, read for a whole group at a time.
#pragma once

#include <algorithm>
#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "store/ids.h"
#include "store/job_table.h"
#include "store/subject_table.h"

namespace firstday::store {

/// A job as it stands within this transaction.
struct JobNow {
  JobStatus status;
  std::vector<LiveSubject> subjects;  ///< live ones, in the order of their places
};

/// `each(school, ids)` for groups of at most kIdsAtOnce ids of one school; in the order of the keys, each
/// once.
template <typename Each>
void by_school(std::vector<JobKey> keys, const Each& each) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::vector<job::JobId> ids;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    ids.push_back(keys[i].second);
    const bool last = i + 1 == keys.size() || keys[i + 1].first != keys[i].first;
    if (!last && ids.size() < kIdsAtOnce) continue;
    each(keys[i].first, std::span<const job::JobId>(ids));
    ids.clear();
  }
}

class JobsNow {
 public:
  /// `keys` may repeat.
  JobsNow(Connection& sql, std::vector<JobKey> keys);

  /// Nothing where there is no such job.
  const JobNow* find(const roll::Urn& school, const job::JobId& id) const;
  /// What a verb has just made of it.
  void moved(const roll::Urn& school, const job::JobId& id, job::State state);
  void started(const roll::Urn& school, const job::JobId& id);
  /// Reads one again that was changed in another way.
  void read_again(const roll::Urn& school, const job::JobId& id);

 private:
  void read(const roll::Urn& school, std::span<const job::JobId> ids);

  Connection& sql_;
  std::map<JobKey, JobNow> jobs_;
};

}  // namespace firstday::store
