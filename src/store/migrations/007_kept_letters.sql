-- Letters as they were printed (ports/letter_archive.h). A reference has a second file only where a letter had
-- to be made anew; the record names each by its hash.

CREATE TABLE kept_letter (
  school TEXT NOT NULL,
  reference TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  kept_at {int64} NOT NULL,
  -- personal
  pdf {blob} NOT NULL,
  PRIMARY KEY (school, reference, sha256)
) {strict};
{insert_only kept_letter}
