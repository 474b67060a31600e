-- When this database may not be all that happened (ports/quarantine.h): it was put back, or stands in another
-- place than it was written in. Both tables are about the installation, not about a school.

-- One row: the name that the high-water file beside the database (store/high_water.h) has too. Where it is
-- there, the file was begun, and a file that is gone tells something.
CREATE TABLE installation (
  id TEXT NOT NULL PRIMARY KEY,
  begun_at {int64} NOT NULL
) {clustered};

-- A hold on all sending; it is on while released_at is null.
CREATE TABLE quarantine (
  number {int64} NOT NULL PRIMARY KEY,
  began_at {int64} NOT NULL,
  cause TEXT NOT NULL,
  why TEXT NOT NULL,
  released_at {int64},
  CHECK (why <> '')
) {clustered};
