#include "store/job_table.h"

#include "base/check.h"
#include "store/ids.h"
#include "store/lines.h"
#include "store/queue_rules.h"
#include "store/where.h"

namespace firstday::store {

namespace {

/// The columns of a Job in the order in which job_in() reads them.
#define FIRSTDAY_JOB_COLUMNS                                                                             \
  "j.school, j.id, j.job_key, j.kind, j.about, j.contact, j.role, j.template_name, j.language, j.step, " \
  "j.obligations, j.day, j.round, j.not_before, j.not_after, j.due_by, j.priority, j.ring_order, "       \
  "j.only_if, j.considerations, j.options, j.rationale_mandatory, j.separately, j.catch_up, j.min_staff"

/// Without its subjects.
job::Job job_in(Rows& rows) {
  job::Job j;
  j.school = rows.id<roll::Urn>();
  j.id = rows.id<job::JobId>();
  j.key = rows.text();
  j.kind = job::kind_of(rows.view()).value_or(job::Kind::kTask);
  j.about = rows.text();
  j.to.contact = rows.id<roll::ContactRef>();
  j.to.role = rows.text();
  j.template_name = rows.text();
  j.language = rows.text();
  j.step = rows.text();
  j.rows = unpack_lines(rows.view());
  j.day = rows.date();
  j.round = rows.text();
  j.not_before = rows.instant();
  j.not_after = rows.maybe_instant();
  j.due_by = rows.maybe_instant();
  j.priority = rows.small();
  j.order = rows.small();
  j.only_if = job::only_if_of(rows.view()).value_or(job::OnlyIf::kAlways);
  j.considerations = unpack_lines(rows.view());
  j.options = unpack_lines(rows.view());
  j.rationale_mandatory = rows.yes();
  j.separately = rows.yes();
  j.catch_up = rows.yes();
  j.min_staff = rows.small();
  return j;
}

job::Subject subject_in(Rows& rows) {
  job::Subject s;
  s.pupil = rows.id<roll::PupilRef>();
  s.case_id = rows.id<job::CaseId>();
  s.session = roll::session_of(rows.view()).value_or(roll::Session::kAm);
  s.day_number = rows.small();
  s.policy = rows.text();
  s.policy_version = rows.small();
  s.key = rows.text();
  return s;
}

/// Every subject of a job in order; `withdrawn` gets those that are not live.
std::vector<job::Subject> subjects_of(Connection& sql, const roll::Urn& school, const job::JobId& id,
                                      std::vector<roll::PupilRef>& withdrawn) {
  Rows rows =
      sql.prepared(
             "SELECT pupil, case_id, session, day_number, policy, policy_version, subject_key, withdrawn "
             "FROM job_subject WHERE school = $1 AND job = $2 ORDER BY place")
          .query(school, id);
  std::vector<job::Subject> out;
  while (rows.next()) {
    out.push_back(subject_in(rows));
    if (rows.yes()) withdrawn.push_back(out.back().pupil);
  }
  return out;
}

Where where_of(const ports::JobFilter& f) {
  Where where;
  if (!f.school.empty()) where.add("j.school =", f.school.text());
  if (f.day_from) where.add("j.day >=", base::iso_date(*f.day_from));
  if (f.day_to) where.add("j.day <=", base::iso_date(*f.day_to));
  if (!f.pupil.empty()) {
    const std::string in_school = f.school.empty() ? "" : "s.school = $1 AND ";
    where.add(
        "(j.school, j.id) IN (SELECT s.school, s.job FROM job_subject s WHERE " + in_school + "s.pupil =",
        f.pupil.text(), ")");
  }
  if (!f.contact.empty()) where.add("j.contact =", f.contact.text());
  if (f.kind) where.add("j.kind =", std::string(job::word(*f.kind)));
  if (!f.provider.empty()) where.add("a.provider =", f.provider);
  std::vector<std::string> states;
  for (const job::State s : f.states) states.emplace_back(job::word(s));
  if (!states.empty()) where.add_any_of("j.state", states);
  return where;
}

ports::JobRow row_in(Rows& rows) {
  ports::JobRow row;
  row.job = job_in(rows);
  row.state = state_in(rows);
  row.state_at = rows.instant();
  row.reason = rows.text();
  row.attempts = rows.small();
  row.provider = rows.text();
  row.sent_at = rows.maybe_instant();
  row.to = rows.personal();
  row.body = rows.personal();
  row.parts = rows.small();
  row.provider_ref = rows.text();
  row.evidence = rows.text();
  row.attempt = rows.id<job::AttemptId>();
  row.account = rows.text();
  row.attempt_state = job::attempt_state_of(rows.view()).value_or(job::AttemptState::kStarted);
  row.fence = rows.number();
  row.next_check_at = rows.maybe_instant();
  row.told_at = rows.maybe_instant();
  return row;
}

}  // namespace

void insert_job(Connection& sql, const job::Job& j, base::Instant now, const job::Deadlines& deadlines) {
  JobStatus fresh;
  fresh.not_after = j.not_after;
  fresh.day = j.day;
  fresh.not_before = j.not_before;
  fresh.due_by = j.due_by;
  const job::State state = first_state(j.kind);
  sql.prepared(
         "INSERT INTO job (school, id, job_key, kind, carried, about, contact, role, template_name, "
         "language, "
         "step, obligations, day, round, not_before, not_after, due_by, priority, ring_order, only_if, "
         "considerations, options, rationale_mandatory, separately, catch_up, min_staff, state, state_at, "
         "reason, fence, lease_owner, lease_until, attempts, next_check_at) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
         "$21, $22, $23, $24, $25, $26, $27, $28, '', 0, '', 0, 0, $29)")
      .run(j.school, j.id, j.key, job::word(j.kind), job::is_carried(j.kind), j.about, j.to.contact,
           j.to.role, j.template_name, j.language, j.step, pack_lines(j.rows), j.day, j.round, j.not_before,
           j.not_after, j.due_by, j.priority, j.order, job::word(j.only_if), pack_lines(j.considerations),
           pack_lines(j.options), j.rationale_mandatory, j.separately, j.catch_up, j.min_staff,
           job::word(state), now, check_after(fresh, state, now, deadlines));
}

std::optional<JobStatus> status_of(Connection& sql, const roll::Urn& school, const job::JobId& id) {
  Rows rows = sql.prepared("SELECT " FIRSTDAY_JOB_STATUS " FROM job j WHERE j.school = $1 AND j.id = $2")
                  .query(school, id);
  if (!rows.next()) return std::nullopt;
  return status_in(rows);
}

JobStatus status_in(Rows& rows) {
  JobStatus status;
  status.state = state_in(rows);
  status.fence = rows.number();
  status.not_after = rows.maybe_instant();
  status.attempts = rows.small();
  status.day = rows.date();
  status.not_before = rows.instant();
  status.due_by = rows.maybe_instant();
  return status;
}

std::optional<base::Instant> check_after(const JobStatus& job, job::State state, base::Instant at,
                                         const job::Deadlines& deadlines) {
  return job::next_check_at({state, at, job.day, job.not_before, job.not_after, job.due_by}, deadlines);
}

void set_state(Connection& sql, const JobMove& m, const JobStatus& status, const job::Deadlines& deadlines) {
  sql.prepared(
         "UPDATE job SET state = $1, state_at = $2, reason = $3, next_check_at = $4, told_at = NULL WHERE "
         "school = $5 AND id = $6")
      .run(job::word(m.state), m.at, m.reason, check_after(status, m.state, m.at, deadlines), m.school, m.id);
}

void end_job(Connection& sql, const JobMove& m) {
  FIRSTDAY_CHECK(job::is_terminal(m.state), "a job ends in a terminal state");
  sql.prepared(
         "UPDATE job SET state = $1, state_at = $2, reason = $3, next_check_at = NULL WHERE school = $4 AND "
         "id = $5")
      .run(job::word(m.state), m.at, m.reason, m.school, m.id);
}

void requeue(Connection& sql, const JobMove& m) {
  sql.prepared(
         "UPDATE job SET state = 'queued', state_at = $1, reason = $2, next_check_at = not_before WHERE "
         "school = $3 AND id = $4")
      .run(m.at, m.reason, m.school, m.id);
}

job::State state_in(Rows& rows) {
  const auto state = job::state_of(rows.view());
  FIRSTDAY_CHECK(state.has_value(), "the state of a stored job is one of the table's words");
  return *state;
}

void load_live_jobs(Connection& sql, const roll::Urn& school, std::span<const job::JobId> ids,
                    std::map<JobKey, ports::Leased>& into) {
  Rows jobs = sql.prepared("SELECT " FIRSTDAY_JOB_COLUMNS
                           ", j.fence, j.attempts FROM job j WHERE j.school = $1 AND j.id IN " FIRSTDAY_IDS)
                  .query(ids_for(school, ids));
  while (jobs.next()) {
    job::Job job = job_in(jobs);
    const JobKey key{school, job.id};
    const long long fence = jobs.number();
    into[key] = {std::move(job), fence, jobs.small()};
  }
  Rows subjects =
      sql.prepared(
             "SELECT job, pupil, case_id, session, day_number, policy, policy_version, subject_key "
             "FROM job_subject WHERE school = $1 AND job IN " FIRSTDAY_IDS
             " AND withdrawn = 0 ORDER BY job, place")
          .query(ids_for(school, ids));
  while (subjects.next()) {
    const JobKey key{school, subjects.id<job::JobId>()};
    into.at(key).job.subjects.push_back(subject_in(subjects));
  }
}

std::vector<ports::JobRow> find_jobs(Connection& sql, const ports::JobFilter& filter) {
  const Where where = where_of(filter);
  Statement statement = sql.once(
      "SELECT " FIRSTDAY_JOB_COLUMNS
      ", j.state, j.state_at, j.reason, j.attempts, a.provider, a.started_at, m.sent_to, m.body, m.parts, "
      "o.provider_ref, o.evidence, a.id, a.account, a.state, j.fence, j.next_check_at, j.told_at FROM job j "
      "LEFT JOIN attempt a ON a.school = j.school AND a.job = j.id AND a.number = j.attempts "
      "LEFT JOIN message m ON m.school = a.school AND m.attempt = a.id "
      "LEFT JOIN attempt_outcome o ON o.school = a.school AND o.attempt = a.id AND o.number = "
      "(SELECT MAX(p.number) FROM attempt_outcome p WHERE p.school = a.school AND p.attempt = a.id) " +
      where.text() + " ORDER BY j.school, j.day, j.not_before, j.id");
  std::vector<ports::JobRow> out;
  Rows rows = statement.query(where.values());
  while (rows.next()) {
    ports::JobRow& row = out.emplace_back(row_in(rows));
    row.job.subjects = subjects_of(sql, row.job.school, row.job.id, row.withdrawn_subjects);
  }
  return out;
}

}  // namespace firstday::store
