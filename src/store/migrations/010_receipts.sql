-- What providers and families say afterwards, and when each job is looked at again.

ALTER TABLE job ADD COLUMN next_check_at {int64};
-- Of an unknown that nobody settled in time: since when the ladder goes on without it.
ALTER TABLE job ADD COLUMN told_at {int64};
-- What is under way keeps the usual deadlines (job/deadlines.h). A task without a deadline of its own is looked
-- at now: the end of its school day is not known here.
UPDATE job SET next_check_at = CASE
  WHEN state = 'queued' THEN not_before
  WHEN state = 'leased' THEN lease_until
  WHEN state = 'in_flight' THEN state_at + 120000000
  WHEN state = 'awaiting_receipt' THEN state_at + 3600000000
  WHEN state = 'unknown' THEN state_at + 600000000
  WHEN state = 'held' OR state = 'with_staff' THEN
    CASE WHEN due_by < not_after THEN due_by ELSE COALESCE(not_after, due_by, state_at) END
  ELSE NULL END;
-- The other states have an index of their own that finds what is due: no send pays for this one twice.
CREATE INDEX job_check ON job (school, next_check_at) WHERE state = 'awaiting_receipt' OR state = 'unknown';

-- A provider's own id leads back to the attempt.
CREATE INDEX attempt_outcome_ref ON attempt_outcome (school, provider_ref) WHERE provider_ref <> '';

-- What was posted to us, as it came, but for its secrets.
CREATE TABLE receipt_post (
  school TEXT NOT NULL,
  id TEXT NOT NULL,
  account TEXT NOT NULL,
  dedupe TEXT NOT NULL,
  received_at {int64} NOT NULL,
  method TEXT NOT NULL,
  -- personal
  url TEXT NOT NULL,
  query TEXT NOT NULL,
  headers TEXT NOT NULL,
  body {blob} NOT NULL,
  PRIMARY KEY (school, id)
) {strict};
CREATE UNIQUE INDEX receipt_post_once ON receipt_post (school, account, dedupe);
{insert_only receipt_post}

-- Those of which nobody has read the words yet.
CREATE TABLE receipt_waiting (
  school TEXT NOT NULL,
  post TEXT NOT NULL,
  PRIMARY KEY (school, post),
  FOREIGN KEY (school, post) REFERENCES receipt_post (school, id)
) {clustered};

-- A word of a post, and what became of it. is_open: a person should look at it, and nobody has.
CREATE TABLE receipt_word (
  school TEXT NOT NULL,
  post TEXT NOT NULL,
  number {int64} NOT NULL,
  account TEXT NOT NULL,
  received_at {int64} NOT NULL,
  kind TEXT NOT NULL CHECK (kind = 'receipt' OR kind = 'reply' OR kind = 'unreadable'),
  status TEXT NOT NULL,
  reference TEXT NOT NULL,
  provider_ref TEXT NOT NULL,
  said_at {int64},
  detail TEXT NOT NULL,
  attempt TEXT NOT NULL,
  contradicts {int64} NOT NULL CHECK (contradicts = 0 OR contradicts = 1),
  is_stop {int64} NOT NULL CHECK (is_stop = 0 OR is_stop = 1),
  is_open {int64} NOT NULL CHECK (is_open = 0 OR is_open = 1),
  -- personal
  about TEXT NOT NULL,
  sender TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (school, post, number),
  FOREIGN KEY (school, post) REFERENCES receipt_post (school, id)
) {clustered};
CREATE INDEX receipt_word_attempt ON receipt_word (school, attempt) WHERE attempt <> '';
CREATE INDEX receipt_word_ref ON receipt_word (school, account, provider_ref) WHERE provider_ref <> '';
CREATE INDEX receipt_word_open ON receipt_word (school, received_at) WHERE is_open = 1;

-- Numbers and addresses whose owner has asked for no more messages. The roll is read with them, so that no
-- import lets one go.
CREATE TABLE opt_out (
  school TEXT NOT NULL,
  channel TEXT NOT NULL,
  -- personal
  address TEXT NOT NULL,
  since {int64} NOT NULL,
  PRIMARY KEY (school, channel, address)
) {clustered};

{usual job job_check 100 10 1}
{usual attempt_outcome attempt_outcome 500000 5000 1 1}
{usual attempt_outcome attempt_outcome_ref 500000 5000 1}
{usual receipt_post receipt_post 500000 5000 1}
{usual receipt_post receipt_post_once 500000 5000 500 1}
{usual receipt_waiting receipt_waiting 100 10 1}
{usual receipt_word receipt_word 500000 5000 1 1}
{usual receipt_word receipt_word_attempt 500000 5000 2}
{usual receipt_word receipt_word_ref 500000 5000 500 2}
{usual receipt_word receipt_word_open 100 10 1}
