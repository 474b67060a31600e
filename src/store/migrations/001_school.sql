-- Who is on roll, whom to tell about them, and their marks.
--
-- Tokens in braces are filled by store/dialect.cpp. Every table, key and unique index begins with
-- school. Dates are text (2027-01-12), instants are UTC microseconds. Lists are one text, an item a
-- line. Columns from "personal" on are about a person and stand together, so that they can be sealed.

CREATE TABLE school (
  school TEXT NOT NULL,
  PRIMARY KEY (school)
) {clustered};

CREATE TABLE pupil (
  school TEXT NOT NULL,
  ref TEXT NOT NULL,
  year TEXT NOT NULL,
  form TEXT NOT NULL,
  tags TEXT NOT NULL,
  address_confidential {int64} NOT NULL CHECK (address_confidential IN (0, 1)),
  source_hash {int64} NOT NULL,
  -- personal
  upn TEXT NOT NULL,
  forename TEXT NOT NULL,
  surname TEXT NOT NULL,
  born TEXT NOT NULL,
  home_lines TEXT NOT NULL,
  home_postcode TEXT NOT NULL,
  PRIMARY KEY (school, ref)
) {clustered};

-- No reference to pupil: a contacts file may come before the pupils file, and a pupil who leaves
-- takes the contacts along in one statement.
CREATE TABLE contact (
  school TEXT NOT NULL,
  pupil TEXT NOT NULL,
  ref TEXT NOT NULL,
  priority {int64} NOT NULL,
  relationship TEXT NOT NULL,
  parental_responsibility {int64} NOT NULL CHECK (parental_responsibility IN (0, 1, 2)),
  day_to_day_care {int64} NOT NULL CHECK (day_to_day_care IN (0, 1, 2)),
  lives_with_pupil {int64} NOT NULL CHECK (lives_with_pupil IN (0, 1, 2)),
  barred {int64} NOT NULL CHECK (barred IN (0, 1)),
  emergency_only {int64} NOT NULL CHECK (emergency_only IN (0, 1)),
  language TEXT NOT NULL,
  address_confidential {int64} NOT NULL CHECK (address_confidential IN (0, 1)),
  opted_out TEXT NOT NULL,
  source_hash {int64} NOT NULL,
  mobile_kind {int64} NOT NULL,
  landline_kind {int64} NOT NULL,
  work_kind {int64} NOT NULL,
  -- personal
  title TEXT NOT NULL,
  forename TEXT NOT NULL,
  surname TEXT NOT NULL,
  mobile TEXT NOT NULL,
  landline TEXT NOT NULL,
  work TEXT NOT NULL,
  email TEXT NOT NULL,
  address_lines TEXT NOT NULL,
  address_postcode TEXT NOT NULL,
  PRIMARY KEY (school, pupil, ref)
) {clustered};

-- Tombstones: a contact that was taken off comes back only when a person says so.
CREATE TABLE contact_removed (
  school TEXT NOT NULL,
  pupil TEXT NOT NULL,
  ref TEXT NOT NULL,
  removed_at {int64} NOT NULL,
  PRIMARY KEY (school, pupil, ref)
) {clustered};

CREATE TABLE professional (
  school TEXT NOT NULL,
  pupil TEXT NOT NULL,
  place {int64} NOT NULL,
  role TEXT NOT NULL,
  phone_kind {int64} NOT NULL,
  out_of_hours_kind {int64} NOT NULL,
  -- personal
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  out_of_hours TEXT NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (school, pupil, place)
) {clustered};

CREATE TABLE sibling (
  school TEXT NOT NULL,
  pupil TEXT NOT NULL,
  place {int64} NOT NULL,
  phone_kind {int64} NOT NULL,
  -- personal
  name TEXT NOT NULL,
  other_school TEXT NOT NULL,
  phone TEXT NOT NULL,
  PRIMARY KEY (school, pupil, place)
) {clustered};

CREATE TABLE mark (
  school TEXT NOT NULL,
  day TEXT NOT NULL,
  pupil TEXT NOT NULL,
  session TEXT NOT NULL CHECK (session IN ('am', 'pm')),
  code TEXT NOT NULL,
  PRIMARY KEY (school, day, pupil, session)
) {clustered};
