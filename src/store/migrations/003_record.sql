-- The record: one chain of events a school (store/chain.h).

CREATE TABLE event (
  school TEXT NOT NULL,
  seq {int64} NOT NULL CHECK (seq > 0),
  happened_at {int64} NOT NULL,
  type TEXT NOT NULL,
  case_id TEXT NOT NULL,
  pupil TEXT NOT NULL,
  contact TEXT NOT NULL,
  job TEXT NOT NULL,
  attempt TEXT NOT NULL,
  commitment {blob} NOT NULL,
  hash {blob} NOT NULL,
  -- personal
  actor TEXT NOT NULL,
  details TEXT NOT NULL,
  PRIMARY KEY (school, seq)
) {clustered};
CREATE INDEX event_of_pupil ON event (school, pupil, seq) WHERE pupil <> '';
CREATE INDEX event_of_case ON event (school, case_id, seq) WHERE case_id <> '';
{insert_only event}

-- Where each chain ends, so that a cut at its end shows.
CREATE TABLE chain_head (
  school TEXT NOT NULL,
  seq {int64} NOT NULL,
  hash {blob} NOT NULL,
  seal {blob} NOT NULL,
  PRIMARY KEY (school)
) {clustered};
