#include "escalation/house_jobs.h"

namespace firstday::escalation {

namespace {

constexpr base::TimeOfDay kLastMinute = std::chrono::hours{23} + std::chrono::minutes{59};
constexpr int kUrgent = 0;

}  // namespace

job::Job rule_job(const Morning& m, job::Kind kind, std::string step, const char* role, base::Date day) {
  job::Job j;
  j.school = m.school.urn;
  j.kind = kind;
  j.step = std::move(step);
  j.rows = {"rule"};
  j.to.role = role;
  j.day = day;
  j.not_before = m.now;
  j.due_by = base::from_london(day, m.school.calendar.sessions().school_ends);
  j.not_after = base::from_london(day, kLastMinute);
  j.priority = kUrgent;
  return j;
}

void add(job::Batch& batch, job::Job job, job::Subject subject) {
  subject.policy = "house";
  subject.policy_version = 1;
  subject.key = job::subject_key(subject, job);
  job.subjects = {std::move(subject)};
  job.key = job::job_key(job);
  batch.jobs.push_back(std::move(job));
}

}  // namespace firstday::escalation
