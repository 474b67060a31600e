#include "store/migrations.h"

#include "base/check.h"
#include "store/dialect.h"

namespace firstday::store {

namespace {

bool has_version_table(Connection& sql) {
  Rows rows =
      sql.prepared("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'").query();
  return rows.next();
}

}  // namespace

int schema_version(Connection& sql) {
  if (!has_version_table(sql)) return 0;
  Rows rows = sql.prepared("SELECT COALESCE(MAX(version), 0) FROM schema_version").query();
  return rows.next() ? rows.small() : 0;
}

void migrate(Connection& sql, std::span<const Migration> migrations, base::Instant now) {
  int version = schema_version(sql);
  if (version == 0)
    // ANALYZE makes the table of usual sizes that later migrations fill.
    sql.script(
        for_sqlite("CREATE TABLE IF NOT EXISTS schema_version (version {int64} NOT NULL PRIMARY KEY, "
                   "name TEXT NOT NULL, run_at {int64} NOT NULL) {clustered}; ANALYZE"));
  for (const Migration& m : migrations) {
    if (m.number <= version) continue;
    FIRSTDAY_CHECK(m.number == version + 1, "migrations are numbered without gaps");
    sql.script(for_sqlite(m.sql));
    sql.prepared("INSERT INTO schema_version (version, name, run_at) VALUES ($1, $2, $3)")
        .run(m.number, m.name, now);
    version = m.number;
  }
}

}  // namespace firstday::store
