// The database of one data folder: opening, migrating, and the two kinds of transaction.
//
// <folder>/firstday.db    SQLite, write-ahead log; every commit synced to disk, but for leases (write())
// <folder>/write.lock     every write transaction and every checkpoint holds it. SQLite before 3.51.3
//                         (Debian 12 has 3.40.1) may damage the file when one connection restarts the
//                         log while another writes or checkpoints, so no two ever do either at once.
// <folder>/high-water     how far the record had come, moved on after each commit that advanced a chain and
//                         is on the disk (high_water.h)
// <folder>/dispatch.lock  see DispatchLock
// <folder>/plan.lock      held while a plan is made and put into the queue (ports/dispatch_right.h)
//
// A disk that is full costs the transaction that did not fit, and the next may fit again. Where the disk
// failed (an I/O error, a sync that did not come to its end, a file that is gone from its place) nothing that
// this connection believes can be relied on (dispatch.md section 3): the next write opens the file again,
// copies all of the log into it with a sync, checks that the record has not become shorter, and only then
// goes on.
//
// Read only, nothing of the folder is written or locked. SQLite reads the log by an index beside it
// (firstday.db-shm), which whoever writes keeps there while it has the database open; so beside a writer the
// view is whole. Where the index is not there and cannot be made (a folder mounted read-only after a clean
// copy), nobody is writing, and the database is read without one: file and log together, as far as was
// committed.
//
// A database in memory has the same tables and verbs and no folder: for a rehearsal, in which nothing is
// kept.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <type_traits>

#include "base/result.h"
#include "job/deadlines.h"
#include "ports/job_queue.h"
#include "ports/journal.h"
#include "ports/letter_archive.h"
#include "ports/receipt_inbox.h"
#include "ports/school_store.h"
#include "ports/store_health.h"
#include "seal/keys.h"
#include "store/connection.h"
#include "store/file_lock.h"
#include "store/high_water.h"
#include "store/migrations.h"
#include "store/transaction.h"

namespace firstday::store {

/// Safe from any thread: one connection writes and one reads, each behind a mutex. Must outlive the
/// ports made from it. A process that forks opens its own.
class Database {
 public:
  struct Settings {
    std::filesystem::path data_folder;  ///< only a name where the database is in memory
    seal::Keys keys;
    bool read_only = false;                      ///< makes, migrates and writes nothing
    std::chrono::milliseconds patience{10'000};  ///< how long to wait for another process that writes
    std::span<const Migration> migrations = shipped_migrations();
    bool in_memory = false;            ///< gone with the object; no other process sees it
    job::DeadlineBook deadlines = {};  ///< by which what is awaited is looked at
    long long reserve_bytes = 0;       ///< free space below which no attempt starts; 0: never looked at
  };

  /// Makes the folder (for its owner only) and the file where they are not there, and brings the schema
  /// up to date; a migration that fails leaves what was there before. Refuses a database that a newer
  /// Firstday has written.
  static base::Result<std::unique_ptr<Database>> open(Settings settings);

  /// Runs `work(Transaction&)` and commits. An error that it throws as Refusal, or one of the
  /// database, takes everything back. `sync`: only for what nobody is told of before the next write.
  template <typename Work>
  auto write(const Work& work, Connection::Sync sync = Connection::Sync::kAtCommit)
      -> base::Result<std::invoke_result_t<Work, Transaction&>> {
    std::optional<std::invoke_result_t<Work, Transaction&>> out;
    const base::Status status = run_write([&](Transaction& tx) { out.emplace(work(tx)); }, sync);
    if (!status) return status.error();
    return std::move(*out);
  }

  /// Runs `work(Connection&)` on one unchanging view of the data; writers go on meanwhile.
  template <typename Work>
  auto read(const Work& work) -> base::Result<std::invoke_result_t<Work, Connection&>> {
    std::optional<std::invoke_result_t<Work, Connection&>> out;
    const base::Status status = run_read([&](Connection& sql) { out.emplace(work(sql)); });
    if (!status) return status.error();
    return std::move(*out);
  }

  /// An error, with what to do, while less room is left on the disk than the reserve.
  base::Status has_room() const;

  const std::filesystem::path& folder() const { return settings_.data_folder; }
  const seal::Keys& keys() const { return settings_.keys; }

 private:
  explicit Database(Settings settings) : settings_(std::move(settings)) {}

  base::Status connect();
  std::unique_ptr<Connection> open_reader() const;
  std::filesystem::path file() const { return memory_.empty() ? folder() / "firstday.db" : memory_; }
  Connection::Place place() const {
    return settings_.in_memory ? Connection::Place::kMemory : Connection::Place::kDisk;
  }
  base::Status open_lock();
  base::Status bring_up_to_date();
  base::Status check_version(int version) const;
  base::Status under_write_lock(const std::function<void(Connection&)>& work);
  base::Status run_write(const std::function<void(Transaction&)>& work, Connection::Sync sync);
  base::Status run_read(const std::function<void(Connection&)>& work);
  base::Status report(const SqlError& error);
  void checkpoint_when_due();
  void move_high_water(const Record& record);
  base::Status mend();
  void reopen();
  base::Status check_against_what_was(Connection& sql) const;

  Settings settings_;
  std::filesystem::path memory_;        ///< the name both connections know an in-memory database by
  std::optional<FileLock> write_lock_;  ///< none when read-only or in memory
  std::mutex write_guard_;
  std::mutex read_guard_;
  std::unique_ptr<Connection> writer_;  ///< none when read-only
  std::unique_ptr<Connection> reader_;
  std::optional<HighWaterFile> high_water_;   ///< none when read-only or in memory
  int checkpointed_at_ = 0;                   ///< pages in the log when it was last copied
  bool disk_failed_ = false;                  ///< nothing is written until mend() has been through
  std::map<roll::Urn, long long> committed_;  ///< seq of the last event that this process committed
};

/// The ports on this database. Each is safe from any thread.
std::unique_ptr<ports::JobQueue> make_job_queue(Database& database);
std::unique_ptr<ports::Journal> make_journal(Database& database);
std::unique_ptr<ports::SchoolStore> make_school_store(Database& database);
std::unique_ptr<ports::LetterArchive> make_letter_archive(Database& database);
std::unique_ptr<ports::ReceiptInbox> make_receipt_inbox(Database& database);
std::unique_ptr<ports::StoreHealth> make_store_health(Database& database);

}  // namespace firstday::store
