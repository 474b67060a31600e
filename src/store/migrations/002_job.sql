-- Jobs, their subjects, and every attempt at sending one.

-- Which cases are open. What a case was opened with stands in its case_opened event.
CREATE TABLE absence_case (
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  pupil TEXT NOT NULL,
  opened_at {int64} NOT NULL,
  closed_at {int64},
  PRIMARY KEY (school, id)
) {clustered};
CREATE INDEX absence_case_closing ON absence_case (school, closed_at);

CREATE TABLE withheld (
  school TEXT NOT NULL,
  day TEXT NOT NULL,
  pupil TEXT NOT NULL,
  contact TEXT NOT NULL,
  step TEXT NOT NULL,
  rule TEXT NOT NULL,
  case_id TEXT NOT NULL,
  why TEXT NOT NULL,
  planned_at {int64} NOT NULL,
  PRIMARY KEY (school, day, pupil, contact, step, rule)
) {clustered};
{insert_only withheld}

CREATE TABLE job (
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
  state TEXT NOT NULL CHECK (state IN (
    'queued', 'leased', 'in_flight', 'awaiting_receipt', 'unknown', 'held', 'with_staff', 'delivered',
    'accepted_final', 'done', 'failed', 'expired', 'cancelled', 'superseded', 'closed_by_human')),
  state_at {int64} NOT NULL,
  reason TEXT NOT NULL,
  fence {int64} NOT NULL,
  lease_owner TEXT NOT NULL,
  lease_until {int64} NOT NULL,
  attempts {int64} NOT NULL,
  PRIMARY KEY (school, id)
) {clustered};
CREATE INDEX job_of_day ON job (school, day);
-- These three lead with what the dispatcher of every school asks for.
CREATE INDEX job_due ON job (priority, not_before, id, school) WHERE state = 'queued' AND carried = 1;
CREATE INDEX job_leased ON job (lease_until) WHERE state = 'leased';
CREATE INDEX job_expiring ON job (not_after) WHERE state IN ('queued', 'leased', 'held', 'with_staff');

-- withdrawn: 0 live, 1 taken back by a plan (which may ask for it again), 2 taken back by a person.
CREATE TABLE job_subject (
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
  withdrawn {int64} NOT NULL CHECK (withdrawn IN (0, 1, 2)),
  PRIMARY KEY (school, job, place),
  FOREIGN KEY (school, job) REFERENCES job (school, id)
) {clustered};
-- The same thing is never asked for twice, however often it is planned.
CREATE UNIQUE INDEX job_subject_key ON job_subject (school, subject_key) WHERE withdrawn <> 1;
CREATE INDEX job_subject_pupil ON job_subject (school, pupil);
CREATE INDEX job_subject_case ON job_subject (school, case_id);

CREATE TABLE attempt (
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  job TEXT NOT NULL,
  number {int64} NOT NULL,
  fence {int64} NOT NULL,
  provider TEXT NOT NULL,
  account TEXT NOT NULL,
  started_at {int64} NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('started', 'accepted', 'not_sent', 'rejected', 'unknown', 'settled')),
  live {int64} NOT NULL,
  PRIMARY KEY (school, id),
  FOREIGN KEY (school, job) REFERENCES job (school, id),
  CHECK ((live = 0 AND state IN ('not_sent', 'rejected')) OR (live = 1 AND state NOT IN ('not_sent', 'rejected')))
) {clustered};
CREATE UNIQUE INDEX attempt_number ON attempt (school, job, number);
CREATE INDEX attempt_started ON attempt (school, id) WHERE state = 'started';

-- What left, exactly as it left; nobody changes it afterwards.
CREATE TABLE message (
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
  FOREIGN KEY (school, attempt) REFERENCES attempt (school, id)
) {strict};
{insert_only message}

-- One permanent claim for each pupil that a message names.
CREATE TABLE attempt_claim (
  school TEXT NOT NULL,
  attempt TEXT NOT NULL,
  claim TEXT NOT NULL,
  live {int64} NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (school, attempt, claim),
  FOREIGN KEY (school, attempt) REFERENCES attempt (school, id)
) {clustered};
-- The database itself forbids two sends of the same thing that may both have left.
CREATE UNIQUE INDEX attempt_claim_live ON attempt_claim (school, claim) WHERE live = 1;

CREATE TABLE attempt_outcome (
  school TEXT NOT NULL,
  attempt TEXT NOT NULL,
  number {int64} NOT NULL,
  fence {int64} NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'accepted', 'not_sent', 'rejected_permanent', 'rejected_temporary', 'misconfigured', 'unknown')),
  provider_ref TEXT NOT NULL,
  evidence TEXT NOT NULL,
  retry_after {int64},
  http_status {int64} NOT NULL,
  transport_code {int64} NOT NULL,
  bytes_sent {int64} NOT NULL,
  learned_at {int64} NOT NULL,
  PRIMARY KEY (school, attempt, number),
  FOREIGN KEY (school, attempt) REFERENCES attempt (school, id)
) {clustered};
{insert_only attempt_outcome}
