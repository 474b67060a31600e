#include "contract/contract.h"

#include "store/database.h"
#include "support/memory_journal.h"
#include "support/memory_letter_archive.h"
#include "support/memory_queue.h"
#include "support/memory_receipt_inbox.h"
#include "support/memory_school_store.h"
#include "support/temp_folder.h"

namespace firstday::contract {

namespace {

class MemoryBackend final : public Backend {
 public:
  ports::JobQueue& queue() override { return queue_; }
  ports::Journal& journal() override { return journal_; }
  ports::SchoolStore& store() override { return store_; }
  ports::LetterArchive& letters() override { return letters_; }
  ports::ReceiptInbox& inbox() override { return inbox_; }

 private:
  support::MemoryJournal journal_;
  support::MemoryQueue queue_{journal_};
  support::MemorySchoolStore store_{journal_, queue_};
  support::MemoryLetterArchive letters_{journal_};
  support::MemoryReceiptInbox inbox_{journal_, queue_};
};

class SqliteBackend final : public Backend {
 public:
  explicit SqliteBackend(bool in_memory)
      : database_(store::Database::open(settings(in_memory)).value()),
        queue_(store::make_job_queue(*database_)),
        journal_(store::make_journal(*database_)),
        store_(store::make_school_store(*database_)),
        letters_(store::make_letter_archive(*database_)),
        inbox_(store::make_receipt_inbox(*database_)) {}
  ports::JobQueue& queue() override { return *queue_; }
  ports::Journal& journal() override { return *journal_; }
  ports::SchoolStore& store() override { return *store_; }
  ports::LetterArchive& letters() override { return *letters_; }
  ports::ReceiptInbox& inbox() override { return *inbox_; }

 private:
  store::Database::Settings settings(bool in_memory) const {
    store::Database::Settings s{folder_.path(), seal::Keys::from_master({})};
    s.in_memory = in_memory;
    return s;
  }

  support::TempFolder folder_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ports::JobQueue> queue_;
  std::unique_ptr<ports::Journal> journal_;
  std::unique_ptr<ports::SchoolStore> store_;
  std::unique_ptr<ports::LetterArchive> letters_;
  std::unique_ptr<ports::ReceiptInbox> inbox_;
};

}  // namespace

std::unique_ptr<Backend> make_backend(Kind kind) {
  if (kind == Kind::kMemory) return std::make_unique<MemoryBackend>();
  return std::make_unique<SqliteBackend>(kind == Kind::kSqliteInMemory);
}

std::string name_of(const testing::TestParamInfo<Kind>& info) {
  return info.param == Kind::kMemory ? "Memory" : info.param == Kind::kSqlite ? "Sqlite" : "SqliteInMemory";
}

ports::Enqueued Contract::enqueue(const job::Batch& batch, const std::string& actor) {
  return queue().enqueue(batch, actor).value();
}

std::vector<ports::Leased> Contract::lease(base::Instant now, int limit, const roll::Urn& school) {
  return queue().lease({"dispatcher-1", now, std::chrono::minutes(5), limit, school}).value();
}

ports::Leased Contract::lease_one(base::Instant now) {
  const std::vector<ports::Leased> leased = lease(now);
  EXPECT_EQ(leased.size(), 1u);
  return leased.empty() ? ports::Leased() : leased[0];
}

ports::StartResult Contract::start(const ports::AttemptStart& start) {
  return queue().start_attempts({&start, 1}).value().at(0);
}

bool Contract::finish(const ports::AttemptFinish& finish) {
  return queue().finish_attempts({&finish, 1}).value().at(0);
}

ports::AttemptStart Contract::send_one(base::Instant now) {
  const ports::AttemptStart attempt = support::start_of(lease_one(now), now);
  EXPECT_EQ(start(attempt), ports::StartResult::kStarted);
  return attempt;
}

bool Contract::change(const job::JobId& id, job::Event event, const std::string& actor,
                      const std::string& pupil, const std::string& reason) {
  const ports::JobChange c{support::hazel_road(), id, event, roll::PupilRef(pupil), reason, actor,
                           support::at(9, 50)};
  return queue().change({&c, 1}).value().at(0);
}

std::vector<ports::JobRow> Contract::rows(const ports::JobFilter& filter) {
  return queue().jobs(filter).value();
}

ports::JobRow Contract::only_row() {
  const std::vector<ports::JobRow> all = rows();
  EXPECT_EQ(all.size(), 1u);
  return all.empty() ? ports::JobRow() : all[0];
}

job::State Contract::state_of(const job::JobId& id) {
  for (const ports::JobRow& row : rows())
    if (row.job.id == id) return row.state;
  ADD_FAILURE() << "no job " << id;
  return job::State::kQueued;
}

std::vector<chronology::Event> Contract::events(const ports::EventFilter& filter) {
  return journal().events(filter).value();
}

std::vector<chronology::Event> Contract::events(chronology::Type type) {
  ports::EventFilter filter;
  filter.types = {type};
  return events(filter);
}

}  // namespace firstday::contract
