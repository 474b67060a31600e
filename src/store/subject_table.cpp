#include "store/subject_table.h"

#include "base/check.h"
#include "store/job_table.h"

namespace firstday::store {

namespace {

/// What every query below selects, in this order.
#define FIRSTDAY_LIVE_SUBJECT                                                                        \
  "SELECT s.job, j.contact, s.pupil, s.case_id, s.place, s.subject_key, j.state FROM job_subject s " \
  "JOIN job j ON j.school = s.school AND j.id = s.job WHERE s.school = $1 AND s.withdrawn = 0 "

std::vector<LiveSubject> read(const roll::Urn& school, Rows rows) {
  std::vector<LiveSubject> out;
  while (rows.next()) {
    LiveSubject& s = out.emplace_back();
    s.about.school = school;
    s.about.job = rows.id<job::JobId>();
    s.about.contact = rows.id<roll::ContactRef>();
    s.about.pupil = rows.id<roll::PupilRef>();
    s.about.case_id = rows.id<job::CaseId>();
    s.place = rows.small();
    s.key = rows.text();
    s.state = state_in(rows);
  }
  return out;
}

std::vector<LiveSubject> unsent(std::vector<LiveSubject> subjects) {
  std::erase_if(subjects, [](const LiveSubject& s) { return !job::may_be_withdrawn(s.state); });
  return subjects;
}

}  // namespace

void insert_subject(Connection& sql, const job::Job& job, int place) {
  const job::Subject& s = job.subjects[static_cast<std::size_t>(place)];
  sql.prepared(
         "INSERT INTO job_subject (school, job, place, pupil, case_id, session, day_number, policy, "
         "policy_version, subject_key, withdrawn) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0)")
      .run(job.school, job.id, place, s.pupil, s.case_id, roll::word(s.session), s.day_number, s.policy,
           s.policy_version, s.key);
}

bool subject_key_is_taken(Connection& sql, const roll::Urn& school, const std::string& key) {
  return sql.prepared("SELECT 1 FROM job_subject WHERE school = $1 AND subject_key = $2 AND withdrawn <> 1")
      .query(school, key)
      .next();
}

std::vector<LiveSubject> live_subjects_of(Connection& sql, const roll::Urn& school, const job::JobId& job) {
  return read(school,
              sql.prepared(FIRSTDAY_LIVE_SUBJECT "AND s.job = $2 ORDER BY s.place").query(school, job));
}

std::vector<LiveSubject> unsent_of_day(Connection& sql, const roll::Urn& school, base::Date day) {
  return unsent(
      read(school,
           sql.prepared(FIRSTDAY_LIVE_SUBJECT "AND j.day = $2 ORDER BY s.job, s.place").query(school, day)));
}

/// "withdrawn <> 1" is said for the index on the key.
std::vector<LiveSubject> unsent_with_key(Connection& sql, const roll::Urn& school, const std::string& key) {
  return unsent(
      read(school, sql.prepared(FIRSTDAY_LIVE_SUBJECT
                                "AND s.withdrawn <> 1 AND s.subject_key = $2 ORDER BY s.job, s.place")
                       .query(school, key)));
}

std::vector<LiveSubject> unsent_of_case(Connection& sql, const roll::Urn& school, const job::CaseId& id) {
  return unsent(read(
      school,
      sql.prepared(FIRSTDAY_LIVE_SUBJECT "AND s.case_id = $2 ORDER BY s.job, s.place").query(school, id)));
}

std::vector<LiveSubject> unsent_to(Connection& sql, const roll::Urn& school, const roll::PupilRef& pupil,
                                   const roll::ContactRef& contact) {
  return unsent(read(school, sql.prepared(FIRSTDAY_LIVE_SUBJECT
                                          "AND s.pupil = $2 AND j.contact = $3 ORDER BY s.job, s.place")
                                 .query(school, pupil, contact)));
}

void Withdrawal::take(const LiveSubject& subject, SubjectState as, std::string_view reason) {
  const About& about = subject.about;
  sql_.prepared("UPDATE job_subject SET withdrawn = $1 WHERE school = $2 AND job = $3 AND place = $4")
      .run(static_cast<int>(as), about.school, about.job, subject.place);
  record_.put(subject_withdrawn(about, as, reason, doing_));
  jobs_.insert(about.job);
  const std::vector<LiveSubject> left = live_subjects_of(sql_, about.school, about.job);
  if (left.empty())
    end_job(sql_, {about.school, about.job, job::State::kCancelled, doing_.at, reason});
  else if (const job::State state = after_losing_a_subject(left.front().state); state != left.front().state)
    requeue(sql_, {about.school, about.job, state, doing_.at, ""});
}

}  // namespace firstday::store
