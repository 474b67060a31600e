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
    return database_.write([&](Transaction& tx) { return store::lease(tx, request); },
                           Connection::Sync::kWithTheNext);
  }
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override {
    if (base::Status room = database_.has_room(); !room) return room.error();
    return database_.write([&](Transaction& tx) {
      if (is_quarantined(tx.sql)) throw Refusal{nothing_leaves()};
      return store::start_attempts(tx, starts);
    });
  }
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override {
    return database_.write([&](Transaction& tx) { return store::finish_attempts(tx, finishes); });
  }
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> changes) override {
    return database_.write([&](Transaction& tx) { return store::change(tx, changes); });
  }
  base::Result<ports::Recovered> recover(base::Instant now) override {
    return database_.write([&](Transaction& tx) { return store::recover(tx, now); });
  }
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override {
    return database_.write([&](Transaction& tx) { return store::pass_deadlines(tx, school, now); });
  }
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& filter) const override {
    return database_.read([&](Connection& sql) { return find_jobs(sql, filter); });
  }
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) { return store::next_due(sql, school); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::JobQueue> make_job_queue(Database& database) {
  return std::make_unique<SqlJobQueue>(database);
}

}  // namespace firstday::store
