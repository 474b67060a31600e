#include "store/database.h"
#include "store/job_table.h"

namespace firstday::store {

namespace {

std::vector<ports::JobCount> count_jobs(Connection& sql, base::Date day) {
  std::vector<ports::JobCount> out;
  Rows rows = sql.prepared(
                     "SELECT s.school, j.kind, j.state, COUNT(*) FROM school s "
                     "JOIN job j ON j.school = s.school AND j.day = $1 "
                     "GROUP BY s.school, j.kind, j.state ORDER BY s.school, j.kind, j.state")
                  .query(day);
  while (rows.next()) {
    ports::JobCount c;
    c.school = rows.id<roll::Urn>();
    c.kind = job::kind_of(rows.text()).value_or(job::Kind::kTask);
    c.state = job::state_of(rows.text()).value_or(job::State::kQueued);
    c.jobs = rows.number();
    out.push_back(std::move(c));
  }
  return out;
}

class SqlStoreHealth final : public ports::StoreHealth {
 public:
  explicit SqlStoreHealth(Database& database) : database_(database) {}

  /// A row that comes and goes: its page goes through the log and to the disk like any other. (One that is
  /// written as it was would not; SQLite compares.)
  base::Status can_write() override {
    const auto written = database_.write([](Transaction& tx) {
      tx.sql.prepared("INSERT INTO schema_version (version, name, run_at) VALUES (0, '', 0)").run();
      return tx.sql.prepared("DELETE FROM schema_version WHERE version = 0").run();
    });
    return written ? base::Status{} : base::Status{written.error()};
  }
  base::Status has_room() const override { return database_.has_room(); }
  base::Result<std::vector<ports::JobCount>> counts(base::Date day) const override {
    return database_.read([&](Connection& sql) { return count_jobs(sql, day); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::StoreHealth> make_store_health(Database& database) {
  return std::make_unique<SqlStoreHealth>(database);
}

}  // namespace firstday::store
