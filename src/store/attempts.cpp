#include <set>

#include "seal/hash.h"
#include "store/job_table.h"
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

void supersede(Transaction& tx, const ports::AttemptStart& s) {
  for (const LiveSubject& subject : live_subjects_of(tx.sql, s.school, s.job))
    tx.record.put(job_changed(chronology::Type::kJobWithdrawn, subject.about, job::State::kSuperseded,
                              job::Event::kSupersede, kClaimTaken, {s.now}));
  set_state(tx.sql, s.school, s.job, job::State::kSuperseded, s.now, kClaimTaken);
}

/// The family knows about these pupils already: a merged message goes on about the others.
ports::StartResult without_refused(Transaction& tx, const ports::AttemptStart& s,
                                   const std::vector<std::size_t>& refused) {
  forget_attempt(tx.sql, s);
  const std::vector<LiveSubject> subjects = live_subjects_of(tx.sql, s.school, s.job);
  if (refused.size() >= subjects.size() || subjects.size() != s.claims.size()) {
    supersede(tx, s);
    return ports::StartResult::kClaimTaken;
  }
  Withdrawal withdrawal(tx.sql, tx.record, {s.now});
  for (const std::size_t place : refused)
    withdrawal.take(subjects[place], SubjectState::kWithdrawnByPerson, kClaimTaken);
  return ports::StartResult::kLeaseLost;
}

ports::StartResult start(Transaction& tx, const ports::AttemptStart& s) {
  const auto status = status_of(tx.sql, s.school, s.job);
  if (!status || status->state != job::State::kLeased || status->fence != s.fence)
    return ports::StartResult::kLeaseLost;
  if (status->not_after && *status->not_after < s.now) {
    expire(tx, s.school, s.job, s.now);
    return ports::StartResult::kLeaseLost;
  }
  const int number = status->attempts + 1;
  insert_attempt(tx.sql, s, number);
  if (const auto refused = take_claims(tx.sql, s); !refused.empty()) return without_refused(tx, s, refused);
  insert_message(tx.sql, s);
  tx.sql
      .prepared(
          "UPDATE job SET state = 'in_flight', state_at = $1, reason = '', attempts = $2 "
          "WHERE school = $3 AND id = $4")
      .run(s.now, number, s.school, s.job);
  for (const LiveSubject& subject : live_subjects_of(tx.sql, s.school, s.job))
    tx.record.put(attempt_started(subject.about, s, number));
  return ports::StartResult::kStarted;
}

// --- T2

struct AttemptRow {
  job::AttemptState state = job::AttemptState::kStarted;
  int outcomes = 0;
};

AttemptRow find_attempt(Connection& sql, const ports::AttemptFinish& f) {
  Rows rows = sql.prepared(
                     "SELECT a.state, (SELECT COUNT(*) FROM attempt_outcome o WHERE o.school = a.school "
                     "AND o.attempt = a.id) FROM attempt a WHERE a.school = $1 AND a.id = $2 AND a.job = $3")
                  .query(f.school, f.attempt, f.job);
  if (!rows.next()) throw Refusal{base::usage("An outcome names an attempt that was never started.")};
  const auto state = job::attempt_state_of(rows.view());
  FIRSTDAY_CHECK(state.has_value(), "the state of a stored attempt is one of the table's words");
  return {*state, rows.small()};
}

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
std::optional<job::State> state_after(Connection& sql, const ports::AttemptFinish& f) {
  const auto status = status_of(sql, f.school, f.job);
  if (!status || status->fence != f.fence) return std::nullopt;
  return job::next(status->state, f.job_event);
}

void move_job(Connection& sql, const ports::AttemptFinish& f, job::State state) {
  set_state(sql, f.school, f.job, state, f.now,
            state == job::State::kFailed ? std::string_view(f.outcome.evidence) : std::string_view());
  if (state == job::State::kQueued && f.retry_at)
    sql.prepared("UPDATE job SET not_before = $1 WHERE school = $2 AND id = $3")
        .run(*f.retry_at, f.school, f.job);
}

bool finish(Transaction& tx, const ports::AttemptFinish& f) {
  const AttemptRow attempt = find_attempt(tx.sql, f);
  insert_outcome(tx.sql, f, attempt.outcomes + 1);
  const job::AttemptState moved = job::after(attempt.state, f.outcome.kind);
  if (moved != attempt.state) move_attempt(tx.sql, f.school, f.attempt, moved);
  const auto state = state_after(tx.sql, f);
  if (state) move_job(tx.sql, f, *state);
  for (const LiveSubject& s : live_subjects_of(tx.sql, f.school, f.job))
    tx.record.put(attempt_finished(s.about, f, state));
  return state.has_value();
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
  std::vector<ports::StartResult> out;
  for (const ports::AttemptStart& s : starts) out.push_back(start(tx, s));
  return out;
}

std::vector<bool> finish_attempts(Transaction& tx, std::span<const ports::AttemptFinish> finishes) {
  std::vector<bool> out;
  for (const ports::AttemptFinish& f : finishes) out.push_back(finish(tx, f));
  return out;
}

ports::Recovered recover(Transaction& tx, base::Instant now) {
  ports::Recovered out;
  out.requeued = static_cast<int>(
      tx.sql.prepared("UPDATE job SET state = 'queued', state_at = $1 WHERE state = 'leased'").run(now));
  for (const ports::AttemptFinish& lost : attempts_without_outcome(tx.sql, now)) {
    finish(tx, lost);
    // Whoever still acts for the dead dispatcher changes nothing.
    tx.sql.prepared("UPDATE job SET fence = fence + 1 WHERE school = $1 AND id = $2")
        .run(lost.school, lost.job);
    ++out.unknown;
  }
  return out;
}

}  // namespace firstday::store
