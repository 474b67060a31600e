// What every implementation of the storage ports must do: each suite here runs on the in-memory fake
// and on SQLite, on disk and in memory.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "ports/job_queue.h"
#include "ports/journal.h"
#include "ports/letter_archive.h"
#include "ports/receipt_inbox.h"
#include "ports/school_store.h"
#include "support/builders.h"

namespace firstday::contract {

enum class Kind { kMemory, kSqlite, kSqliteInMemory };

/// The five ports on one store of their own.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual ports::JobQueue& queue() = 0;
  virtual ports::Journal& journal() = 0;
  virtual ports::SchoolStore& store() = 0;
  virtual ports::LetterArchive& letters() = 0;
  virtual ports::ReceiptInbox& inbox() = 0;
};

std::unique_ptr<Backend> make_backend(Kind kind);

class Contract : public testing::TestWithParam<Kind> {
 protected:
  Contract() : backend_(make_backend(GetParam())) {}

  ports::JobQueue& queue() { return backend_->queue(); }
  ports::Journal& journal() { return backend_->journal(); }
  ports::SchoolStore& store() { return backend_->store(); }
  ports::LetterArchive& letters() { return backend_->letters(); }
  ports::ReceiptInbox& inbox() { return backend_->inbox(); }

  ports::Enqueued enqueue(const job::Batch& batch, const std::string& actor = "firstday");
  ports::Enqueued enqueue(std::vector<job::Job> jobs) { return enqueue(support::batch(std::move(jobs))); }

  std::vector<ports::Leased> lease(base::Instant now, int limit = 100, const roll::Urn& school = {});
  /// The one job that is due; fails the test where it is not exactly one.
  ports::Leased lease_one(base::Instant now = support::at(9, 45));
  ports::StartResult start(const ports::AttemptStart& start);
  bool finish(const ports::AttemptFinish& finish);
  /// Leases the one job that is due and starts it.
  ports::AttemptStart send_one(base::Instant now = support::at(9, 45));
  bool change(const job::JobId& id, job::Event event, const std::string& actor = "office",
              const std::string& pupil = "", const std::string& reason = "because");

  std::vector<ports::JobRow> rows(const ports::JobFilter& filter = {});
  ports::JobRow only_row();
  job::State state_of(const job::JobId& id);

  std::vector<chronology::Event> events(const ports::EventFilter& filter = {});
  std::vector<chronology::Event> events(chronology::Type type);
  std::size_t event_count() { return events().size(); }

 private:
  std::unique_ptr<Backend> backend_;
};

std::string name_of(const testing::TestParamInfo<Kind>& info);

}  // namespace firstday::contract

#define FIRSTDAY_ON_EVERY_STORE(Suite)                                                      \
  INSTANTIATE_TEST_SUITE_P(                                                                 \
      On, Suite,                                                                            \
      testing::Values(firstday::contract::Kind::kMemory, firstday::contract::Kind::kSqlite, \
                      firstday::contract::Kind::kSqliteInMemory),                           \
      firstday::contract::name_of)
