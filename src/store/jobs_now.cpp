#include "store/jobs_now.h"

namespace firstday::store {

JobsNow::JobsNow(Connection& sql, std::vector<JobKey> keys) : sql_(sql) {
  by_school(std::move(keys),
            [this](const roll::Urn& school, std::span<const job::JobId> ids) { read(school, ids); });
}

void JobsNow::read(const roll::Urn& school, std::span<const job::JobId> ids) {
  Rows rows =
      sql_.prepared("SELECT j.id, " FIRSTDAY_JOB_STATUS
                    ", j.contact, s.place, s.pupil, "
                    "s.case_id, s.subject_key FROM job j LEFT JOIN job_subject s ON s.school = j.school "
                    "AND s.job = j.id AND s.withdrawn = 0 WHERE j.school = $1 AND j.id IN " FIRSTDAY_IDS
                    " ORDER BY j.id, s.place")
          .query(ids_for(school, ids));
  while (rows.next()) {
    const auto id = rows.id<job::JobId>();
    JobNow& now = jobs_[{school, id}];
    now.status = status_in(rows);
    LiveSubject subject;
    subject.about = {school, id, rows.id<roll::ContactRef>(), {}, {}};
    const auto place = rows.maybe_number();
    if (!place) continue;
    subject.place = static_cast<int>(*place);
    subject.about.pupil = rows.id<roll::PupilRef>();
    subject.about.case_id = rows.id<job::CaseId>();
    subject.key = rows.text();
    subject.state = now.status.state;
    now.subjects.push_back(std::move(subject));
  }
}

const JobNow* JobsNow::find(const roll::Urn& school, const job::JobId& id) const {
  const auto at = jobs_.find({school, id});
  return at == jobs_.end() ? nullptr : &at->second;
}

void JobsNow::moved(const roll::Urn& school, const job::JobId& id, job::State state) {
  jobs_.at({school, id}).status.state = state;
}

void JobsNow::started(const roll::Urn& school, const job::JobId& id) {
  moved(school, id, job::State::kInFlight);
  ++jobs_.at({school, id}).status.attempts;
}

void JobsNow::read_again(const roll::Urn& school, const job::JobId& id) {
  jobs_.erase({school, id});
  read(school, {&id, 1});
}

}  // namespace firstday::store
