#include <map>
#include <set>

#include "seal/hash.h"
#include "store/job_table.h"
#include "store/jobs_now.h"
#include "store/lines.h"
#include "store/queue_events.h"
#include "store/queue_rules.h"
#include "store/queue_verbs.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

/// Takes the claims; gives the places of those that another attempt, possibly live, has already. The
/// database itself forbids the second (attempt_claim_live). Two subjects of one message may share a claim.
std::vector<std::size_t> take_claims(Connection& sql, const ports::AttemptStart& s) {
  std::vector<std::size_t> refused;
  std::set<std::string> own;
  for (std::size_t i = 0; i < s.claims.size(); ++i) {
    if (own.count(s.claims[i]) != 0) continue;
    const long long taken = sql.prepared(
                                   "INSERT INTO attempt_claim (school, attempt, claim, live) "
                                   "VALUES ($1, $2, $3, 1) ON CONFLICT DO NOTHING")
                                .run(s.school, s.attempt, s.claims[i]);
    if (taken > 0)
      own.insert(s.claims[i]);
    else
      refused.push_back(i);
  }
  return refused;
}

/// As if the attempt had never been: no byte of it has left.
void forget_attempt(Connection& sql, const ports::AttemptStart& s) {
  sql.prepared("DELETE FROM attempt_claim WHERE school = $1 AND attempt = $2").run(s.school, s.attempt);
  sql.prepared("DELETE FROM attempt WHERE school = $1 AND id = $2").run(s.school, s.attempt);
}

void insert_attempt(Connection& sql, const ports::AttemptStart& s, int number) {
  sql.prepared(
         "INSERT INTO attempt (school, id, job, number, fence, provider, account, started_at, state, live) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'started', 1)")
      .run(s.school, s.attempt, s.job, number, s.fence, s.provider, s.account, s.now);
}

void insert_message(Connection& sql, const ports::AttemptStart& s) {
  const job::Message& m = s.message;
  sql.prepared(
         "INSERT INTO message (school, attempt, kind, language, template_name, template_hash, parts, "
         "is_unicode, "
         "body_hash, request_hash, slots, sent_to, subject, body, request) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
      .run(s.school, s.attempt, job::word(m.kind), m.language, m.template_name, m.template_hash, m.parts,
           m.unicode, seal::sha256_hex(m.body.reveal()), seal::sha256_hex(s.request.bytes),
           pack_lines(s.request.slots), m.to, m.subject, m.body, Blob{s.request.bytes});
}

void supersede(Transaction& tx, const ports::AttemptStart& s, const JobNow& now) {
  for (const LiveSubject& subject : now.subjects)
    tx.record.put(job_changed(chronology::Type::kJobWithdrawn, subject.about, job::State::kSuperseded,
                              job::Event::kSupersede, kClaimTaken, {s.now}));
  end_job(tx.sql, {s.school, s.job, job::State::kSuperseded, s.now, kClaimTaken});
}

/// The family knows about these pupils already: a merged message goes on about the others.
ports::StartResult without_refused(Transaction& tx, const ports::AttemptStart& s, const JobNow& now,
                                   const std::vector<std::size_t>& refused) {
  forget_attempt(tx.sql, s);
  if (refused.size() >= now.subjects.size() || now.subjects.size() != s.claims.size()) {
    supersede(tx, s, now);
    return ports::StartResult::kClaimTaken;
  }
  Withdrawal withdrawal(tx.sql, tx.record, {s.now});
  for (const std::size_t place : refused)
    withdrawal.take(now.subjects[place], SubjectState::kWithdrawnByPerson, kClaimTaken);
  return ports::StartResult::kLeaseLost;
}

void put_in_flight(Transaction& tx, const ports::AttemptStart& s, const JobNow& now, int number) {
  insert_message(tx.sql, s);
  tx.sql
      .prepared(
          "UPDATE job SET state = 'in_flight', state_at = $1, reason = '', attempts = $2, next_check_at = $3 "
          "WHERE school = $4 AND id = $5")
      .run(s.now, number, s.now + tx.deadlines.of(s.school).send, s.school, s.job);
  for (const LiveSubject& subject : now.subjects) tx.record.put(attempt_started(subject.about, s, number));
}

ports::StartResult start(Transaction& tx, const ports::AttemptStart& s, JobsNow& jobs) {
  const JobNow* now = jobs.find(s.school, s.job);
  if (now == nullptr || now->status.state != job::State::kLeased || now->status.fence != s.fence)
    return ports::StartResult::kLeaseLost;
  if (now->status.not_after && *now->status.not_after < s.now) {
    expire(tx, s.school, s.job, s.now);
    jobs.read_again(s.school, s.job);
    return ports::StartResult::kLeaseLost;
  }
  const int number = now->status.attempts + 1;
  insert_attempt(tx.sql, s, number);
  if (const auto refused = take_claims(tx.sql, s); !refused.empty()) {
    const ports::StartResult result = without_refused(tx, s, *now, refused);
    jobs.read_again(s.school, s.job);
    return result;
  }
  put_in_flight(tx, s, *now, number);
  jobs.started(s.school, s.job);
  return ports::StartResult::kStarted;
}

// --- T2

struct AttemptRow {
  job::JobId job;
  job::AttemptState state = job::AttemptState::kStarted;
  int outcomes = 0;
};

/// The attempts that outcomes came for, read for the whole group.
class AttemptsNow {
 public:
  AttemptsNow(Connection& sql, std::span<const ports::AttemptFinish> finishes) : sql_(sql) {
    for (std::size_t i = 0; i < finishes.size();) {
      std::vector<job::AttemptId> ids;
      const roll::Urn& school = finishes[i].school;
      for (; i < finishes.size() && ids.size() < kIdsAtOnce && finishes[i].school == school; ++i)
        ids.push_back(finishes[i].attempt);
      read(school, ids);
    }
  }

  AttemptRow& of(const ports::AttemptFinish& f) {
    const auto at = attempts_.find({f.school, f.attempt});
    if (at == attempts_.end() || at->second.job != f.job)
      throw Refusal{base::usage("An outcome names an attempt that was never started.")};
    return at->second;
  }

 private:
  void read(const roll::Urn& school, std::span<const job::AttemptId> ids) {
    Rows rows = sql_.prepared(
                        "SELECT a.id, a.job, a.state, (SELECT COUNT(*) FROM attempt_outcome o WHERE o.school "
                        "= a.school AND o.attempt = a.id) FROM attempt a WHERE a.school = $1 AND a.id "
                        "IN " FIRSTDAY_IDS)
                    .query(ids_for(school, ids));
    while (rows.next()) {
      AttemptRow& row = attempts_[{school, rows.id<job::AttemptId>()}];
      row.job = rows.id<job::JobId>();
      const auto state = job::attempt_state_of(rows.view());
      FIRSTDAY_CHECK(state.has_value(), "the state of a stored attempt is one of the table's words");
      row.state = *state;
      row.outcomes = rows.small();
    }
  }

  Connection& sql_;
  std::map<std::pair<roll::Urn, job::AttemptId>, AttemptRow> attempts_;
};

void insert_outcome(Connection& sql, const ports::AttemptFinish& f, int number) {
  const job::Outcome& o = f.outcome;
  std::optional<std::int64_t> retry_after;
  if (o.retry_after) retry_after = o.retry_after->count();
  sql.prepared(
         "INSERT INTO attempt_outcome (school, attempt, number, fence, kind, provider_ref, evidence, "
         "retry_after, "
         "http_status, transport_code, bytes_sent, learned_at) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)")
      .run(f.school, f.attempt, number, f.fence, job::word(o.kind), o.provider_ref, o.evidence, retry_after,
           o.http_status, o.transport_code, o.bytes_sent, f.now);
}

void move_attempt(Connection& sql, const roll::Urn& school, const job::AttemptId& id,
                  job::AttemptState state) {
  const bool live = job::is_possibly_live(state);
  sql.prepared("UPDATE attempt SET state = $1, live = $2 WHERE school = $3 AND id = $4")
      .run(job::word(state), live, school, id);
  if (!live)
    sql.prepared("UPDATE attempt_claim SET live = 0 WHERE school = $1 AND attempt = $2").run(school, id);
}

/// The job's new state; nothing where the fence is old or the state table has no such move.
std::optional<job::State> state_after(const JobNow& now, const ports::AttemptFinish& f) {
  if (now.status.fence != f.fence) return std::nullopt;
  return job::next(now.status.state, f.job_event);
}

void move_job(Transaction& tx, const ports::AttemptFinish& f, JobStatus status, job::State state) {
  const bool retries = state == job::State::kQueued && f.retry_at;
  if (retries) status.not_before = *f.retry_at;
  set_state(tx.sql,
            {f.school, f.job, state, f.now,
             state == job::State::kFailed ? std::string_view(f.outcome.evidence) : std::string_view()},
            status, tx.deadlines.of(f.school));
  if (retries)
    tx.sql.prepared("UPDATE job SET not_before = $1 WHERE school = $2 AND id = $3")
        .run(*f.retry_at, f.school, f.job);
}

bool finish(Transaction& tx, const ports::AttemptFinish& f, AttemptRow& attempt, JobsNow& jobs) {
  insert_outcome(tx.sql, f, ++attempt.outcomes);
  const job::AttemptState moved = job::after(attempt.state, f.outcome.kind);
  if (moved != attempt.state) move_attempt(tx.sql, f.school, f.attempt, moved);
  attempt.state = moved;
  const JobNow& now = *jobs.find(f.school, f.job);
  const auto state = state_after(now, f);
  if (state) move_job(tx, f, now.status, *state);
  for (const LiveSubject& s : now.subjects) tx.record.put(attempt_finished(s.about, f, state));
  if (state) jobs.moved(f.school, f.job, *state);
  return state.has_value();
}

template <typename Sends>
JobsNow jobs_of(Connection& sql, const Sends& sends) {
  std::vector<JobKey> keys;
  for (const auto& send : sends) keys.emplace_back(send.school, send.job);
  return JobsNow(sql, std::move(keys));
}

std::vector<ports::AttemptFinish> attempts_without_outcome(Connection& sql, base::Instant now) {
  Rows rows = sql.prepared(
                     "SELECT a.school, a.id, a.job, j.fence FROM attempt a JOIN job j ON j.school = a.school "
                     "AND j.id = a.job WHERE a.state = 'started' ORDER BY a.school, a.id")
                  .query();
  std::vector<ports::AttemptFinish> out;
  while (rows.next()) {
    ports::AttemptFinish& f = out.emplace_back();
    f.school = rows.id<roll::Urn>();
    f.attempt = rows.id<job::AttemptId>();
    f.job = rows.id<job::JobId>();
    f.fence = rows.number();
    f.now = now;
    f.outcome.evidence = kStoppedBeforeOutcome;
  }
  return out;
}

}  // namespace

std::vector<ports::StartResult> start_attempts(Transaction& tx, std::span<const ports::AttemptStart> starts) {
  JobsNow jobs = jobs_of(tx.sql, starts);
  std::vector<ports::StartResult> out;
  for (const ports::AttemptStart& s : starts) out.push_back(start(tx, s, jobs));
  return out;
}

std::vector<bool> finish_attempts(Transaction& tx, std::span<const ports::AttemptFinish> finishes) {
  AttemptsNow attempts(tx.sql, finishes);
  for (const ports::AttemptFinish& f : finishes) attempts.of(f);  // an unknown one refuses the whole group
  JobsNow jobs = jobs_of(tx.sql, finishes);
  std::vector<bool> out;
  for (const ports::AttemptFinish& f : finishes) out.push_back(finish(tx, f, attempts.of(f), jobs));
  return out;
}

ports::Recovered recover(Transaction& tx, base::Instant now) {
  ports::Recovered out;
  out.requeued = static_cast<int>(
      tx.sql
          .prepared(
              "UPDATE job SET state = 'queued', state_at = $1, next_check_at = not_before WHERE state = "
              "'leased'")
          .run(now));
  const std::vector<ports::AttemptFinish> lost = attempts_without_outcome(tx.sql, now);
  finish_attempts(tx, lost);
  // Whoever still acts for the dead dispatcher changes nothing.
  for (const ports::AttemptFinish& f : lost)
    tx.sql.prepared("UPDATE job SET fence = fence + 1 WHERE school = $1 AND id = $2").run(f.school, f.job);
  out.unknown = static_cast<int>(lost.size());
  return out;
}

}  // namespace firstday::store
