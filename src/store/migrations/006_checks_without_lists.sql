-- The words that a column may hold, written as "state = 'a' OR state = 'b'". SQLite makes a table in memory of
-- every longer IN list each time it writes a row, and a send writes its job three times: a sixth of what a
-- durable send costs. A CHECK cannot be changed in place, so the tables are copied, with all that refer to
-- them, and take their names again at the end.

CREATE TABLE new_job (
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  job_key TEXT NOT NULL,
  kind TEXT NOT NULL,
  carried {int64} NOT NULL CHECK (carried IN (0, 1)),
  about TEXT NOT NULL,
  contact TEXT NOT NULL,
  role TEXT NOT NULL,
  template_name TEXT NOT NULL,
  language TEXT NOT NULL,
  step TEXT NOT NULL,
  obligations TEXT NOT NULL,
  day TEXT NOT NULL,
  round TEXT NOT NULL,
  not_before {int64} NOT NULL,
  not_after {int64},
  due_by {int64},
  priority {int64} NOT NULL,
  ring_order {int64} NOT NULL,
  only_if TEXT NOT NULL,
  considerations TEXT NOT NULL,
  options TEXT NOT NULL,
  rationale_mandatory {int64} NOT NULL CHECK (rationale_mandatory IN (0, 1)),
  separately {int64} NOT NULL CHECK (separately IN (0, 1)),
  catch_up {int64} NOT NULL CHECK (catch_up IN (0, 1)),
  min_staff {int64} NOT NULL,
  state TEXT NOT NULL CHECK (state = 'queued' OR state = 'leased' OR state = 'in_flight'
    OR state = 'awaiting_receipt' OR state = 'unknown' OR state = 'held' OR state = 'with_staff'
    OR state = 'delivered' OR state = 'accepted_final' OR state = 'done' OR state = 'failed'
    OR state = 'expired' OR state = 'cancelled' OR state = 'superseded' OR state = 'closed_by_human'),
  state_at {int64} NOT NULL,
  reason TEXT NOT NULL,
  fence {int64} NOT NULL,
  lease_owner TEXT NOT NULL,
  lease_until {int64} NOT NULL,
  attempts {int64} NOT NULL,
  PRIMARY KEY (school, id)
) {clustered};
INSERT INTO new_job (school, id, job_key, kind, carried, about, contact, role, template_name, language, step,
    obligations, day, round, not_before, not_after, due_by, priority, ring_order, only_if, considerations,
    options, rationale_mandatory, separately, catch_up, min_staff, state, state_at, reason, fence, lease_owner,
    lease_until, attempts)
  SELECT school, id, job_key, kind, carried, about, contact, role, template_name, language, step,
    obligations, day, round, not_before, not_after, due_by, priority, ring_order, only_if, considerations,
    options, rationale_mandatory, separately, catch_up, min_staff, state, state_at, reason, fence, lease_owner,
    lease_until, attempts
  FROM job ORDER BY school, id;

-- withdrawn: 0 live, 1 taken back by a plan (which may ask for it again), 2 taken back by a person.
CREATE TABLE new_job_subject (
  school TEXT NOT NULL,
  job TEXT NOT NULL,
  place {int64} NOT NULL,
  pupil TEXT NOT NULL,
  case_id TEXT NOT NULL,
  session TEXT NOT NULL CHECK (session IN ('am', 'pm')),
  day_number {int64} NOT NULL,
  policy TEXT NOT NULL,
  policy_version {int64} NOT NULL,
  subject_key TEXT NOT NULL,
  withdrawn {int64} NOT NULL CHECK (withdrawn BETWEEN 0 AND 2),
  PRIMARY KEY (school, job, place),
  FOREIGN KEY (school, job) REFERENCES new_job (school, id)
) {clustered};
INSERT INTO new_job_subject (school, job, place, pupil, case_id, session, day_number, policy, policy_version,
    subject_key, withdrawn)
  SELECT school, job, place, pupil, case_id, session, day_number, policy, policy_version, subject_key, withdrawn
  FROM job_subject ORDER BY school, job, place;

CREATE TABLE new_attempt (
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  job TEXT NOT NULL,
  number {int64} NOT NULL,
  fence {int64} NOT NULL,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  started_at {int64} NOT NULL,
  state TEXT NOT NULL CHECK (state = 'started' OR state = 'accepted' OR state = 'not_sent'
    OR state = 'rejected' OR state = 'unknown' OR state = 'settled'),
  live {int64} NOT NULL,
  PRIMARY KEY (school, id),
  FOREIGN KEY (school, job) REFERENCES new_job (school, id),
  CHECK ((live = 0 AND state IN ('not_sent', 'rejected')) OR (live = 1 AND state NOT IN ('not_sent', 'rejected')))
) {clustered};
INSERT INTO new_attempt (school, id, job, number, fence, provider, account, started_at, state, live)
  SELECT school, id, job, number, fence, provider, account, started_at, state, live
  FROM attempt ORDER BY school, id;

CREATE TABLE new_message (
  school TEXT NOT NULL,
  attempt TEXT NOT NULL,
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  template_name TEXT NOT NULL,
  template_hash TEXT NOT NULL,
  parts {int64} NOT NULL,
  is_unicode {int64} NOT NULL CHECK (is_unicode IN (0, 1)),
  body_hash TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  slots TEXT NOT NULL,
  -- personal
  sent_to TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  request {blob} NOT NULL,
  PRIMARY KEY (school, attempt),
  FOREIGN KEY (school, attempt) REFERENCES new_attempt (school, id)
) {strict};
INSERT INTO new_message (school, attempt, kind, language, template_name, template_hash, parts, is_unicode,
    body_hash, request_hash, slots, sent_to, subject, body, request)
  SELECT school, attempt, kind, language, template_name, template_hash, parts, is_unicode, body_hash,
    request_hash, slots, sent_to, subject, body, request
  FROM message ORDER BY school, attempt;

CREATE TABLE new_attempt_claim (
  school TEXT NOT NULL,
  attempt TEXT NOT NULL,
  claim TEXT NOT NULL,
  live {int64} NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (school, attempt, claim),
  FOREIGN KEY (school, attempt) REFERENCES new_attempt (school, id)
) {clustered};
INSERT INTO new_attempt_claim (school, attempt, claim, live)
  SELECT school, attempt, claim, live FROM attempt_claim ORDER BY school, attempt, claim;

CREATE TABLE new_attempt_outcome (
  school TEXT NOT NULL,
  attempt TEXT NOT NULL,
  number {int64} NOT NULL,
  fence {int64} NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'accepted' OR kind = 'not_sent' OR kind = 'rejected_permanent'
    OR kind = 'rejected_temporary' OR kind = 'misconfigured' OR kind = 'unknown'),
  provider_ref TEXT NOT NULL,
  evidence TEXT NOT NULL,
  retry_after {int64},
  http_status {int64} NOT NULL,
  transport_code {int64} NOT NULL,
  bytes_sent {int64} NOT NULL,
  learned_at {int64} NOT NULL,
  PRIMARY KEY (school, attempt, number),
  FOREIGN KEY (school, attempt) REFERENCES new_attempt (school, id)
) {clustered};
INSERT INTO new_attempt_outcome (school, attempt, number, fence, kind, provider_ref, evidence, retry_after,
    http_status, transport_code, bytes_sent, learned_at)
  SELECT school, attempt, number, fence, kind, provider_ref, evidence, retry_after, http_status,
    transport_code, bytes_sent, learned_at
  FROM attempt_outcome ORDER BY school, attempt, number;

-- Those that refer before those that are referred to. Indexes, triggers and usual sizes go with a table.
DROP TABLE attempt_outcome;
DROP TABLE attempt_claim;
DROP TABLE message;
DROP TABLE attempt;
DROP TABLE job_subject;
DROP TABLE job;
ALTER TABLE new_job RENAME TO job;
ALTER TABLE new_job_subject RENAME TO job_subject;
ALTER TABLE new_attempt RENAME TO attempt;
ALTER TABLE new_message RENAME TO message;
ALTER TABLE new_attempt_claim RENAME TO attempt_claim;
ALTER TABLE new_attempt_outcome RENAME TO attempt_outcome;

CREATE INDEX job_of_day ON job (school, day);
-- These three lead with what the dispatcher of every school asks for.
CREATE INDEX job_due ON job (priority, not_before, id, school) WHERE state = 'queued' AND carried = 1;
CREATE INDEX job_leased ON job (lease_until) WHERE state = 'leased';
-- Used only by a query that says the same words in the same order (store/lease.cpp).
CREATE INDEX job_expiring ON job (not_after)
  WHERE state = 'queued' OR state = 'leased' OR state = 'held' OR state = 'with_staff';
-- The same thing is never asked for twice, however often it is planned.
CREATE UNIQUE INDEX job_subject_key ON job_subject (school, subject_key) WHERE withdrawn <> 1;
CREATE INDEX job_subject_pupil ON job_subject (school, pupil);
CREATE INDEX job_subject_case ON job_subject (school, case_id);
CREATE UNIQUE INDEX attempt_number ON attempt (school, job, number);
CREATE INDEX attempt_started ON attempt (school, id) WHERE state = 'started';
-- The database itself forbids two sends of the same thing that may both have left.
CREATE UNIQUE INDEX attempt_claim_live ON attempt_claim (school, claim) WHERE live = 1;
{insert_only message}
{insert_only attempt_outcome}

{usual job job 1000000 10000 1}
{usual job job_of_day 1000000 10000 60}
{usual job job_due 1000 100 10 1 1}
{usual job job_leased 100 10}
{usual job job_expiring 1000 10}
{usual job_subject job_subject 1000000 10000 1 1}
{usual job_subject job_subject_key 1000000 10000 1}
{usual job_subject job_subject_pupil 1000000 10000 20}
{usual job_subject job_subject_case 1000000 10000 15}
{usual attempt attempt 500000 5000 1}
{usual attempt attempt_number 500000 5000 1 1}
{usual attempt attempt_started 10 5 1}
{usual attempt_claim attempt_claim 500000 5000 1 1}
{usual attempt_claim attempt_claim_live 500000 5000 1}
