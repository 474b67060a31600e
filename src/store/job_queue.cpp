#include "base/failpoint.h"
#include "store/database.h"
#include "store/job_table.h"
#include "store/quarantine.h"
#include "store/queue_verbs.h"

namespace firstday::store {

namespace {

class SqlJobQueue final : public ports::JobQueue {
 public:
  explicit SqlJobQueue(Database& database) : database_(database) {}

  base::Result<ports::Enqueued> enqueue(const job::Batch& batch, const std::string& actor) override {
    return database_.write([&](Transaction& tx) { return store::enqueue(tx, batch, actor); });
  }
  base::Result<std::vector<ports::Leased>> lease(const ports::LeaseRequest& request) override {
    // A lease that a power cut takes back is a job that waits again: no byte leaves before the first
    // transaction of the send, and the disk has the lease before it has that.
    if (base::Status room = database_.has_room(); !room) return room.error();
    FIRSTDAY_FAILPOINT("lease.before_begin");
    auto leased = database_.write(
        [&](Transaction& tx) {
          auto rows = store::lease(tx, request);
          FIRSTDAY_FAILPOINT("lease.after_rows");
          return rows;
        },
        Connection::Sync::kWithTheNext);
    FIRSTDAY_FAILPOINT("lease.after_commit");
    return leased;
  }
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override {
    if (base::Status room = database_.has_room(); !room) return room.error();
    FIRSTDAY_FAILPOINT("t1.before_begin");
    auto started = database_.write([&](Transaction& tx) {
      if (is_quarantined(tx.sql)) throw Refusal{nothing_leaves()};
      auto rows = store::start_attempts(tx, starts);
      FIRSTDAY_FAILPOINT("t1.after_rows");
      return rows;
    });
    FIRSTDAY_FAILPOINT("t1.after_commit");
    return started;
  }
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override {
    FIRSTDAY_FAILPOINT("t2.before_begin");
    auto finished = database_.write([&](Transaction& tx) {
      auto rows = store::finish_attempts(tx, finishes);
      FIRSTDAY_FAILPOINT("t2.after_rows");
      return rows;
    });
    FIRSTDAY_FAILPOINT("t2.after_commit");
    return finished;
  }
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> changes) override {
    return database_.write([&](Transaction& tx) { return store::change(tx, changes); });
  }
  base::Result<ports::Recovered> recover(base::Instant now) override {
    FIRSTDAY_FAILPOINT("recovery.before_begin");
    auto recovered = database_.write([&](Transaction& tx) {
      auto rows = store::recover(tx, now);
      FIRSTDAY_FAILPOINT("recovery.after_rows");
      return rows;
    });
    FIRSTDAY_FAILPOINT("recovery.after_commit");
    return recovered;
  }
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override {
    auto passed = database_.write([&](Transaction& tx) { return store::pass_deadlines(tx, school, now); });
    if (passed && passed.value().unknown + passed.value().told > 0)
      FIRSTDAY_FAILPOINT("deadline.after_commit");
    return passed;
  }
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& filter) const override {
    return database_.read([&](Connection& sql) { return find_jobs(sql, filter); });
  }
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) { return store::next_due(sql, school); });
  }
  base::Result<std::vector<ports::Due>> due(bool urgent_only) const override {
    return database_.read([&](Connection& sql) { return store::due(sql, urgent_only); });
  }
  base::Result<ports::Lately> lately(const roll::Urn& school, base::Instant day,
                                     base::Instant hour) const override {
    return database_.read([&](Connection& sql) { return store::lately(sql, school, day, hour); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::JobQueue> make_job_queue(Database& database) {
  return std::make_unique<SqlJobQueue>(database);
}

}  // namespace firstday::store
