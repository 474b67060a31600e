#include "store/database.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include "base/failpoint.h"

namespace firstday::store {

namespace fs = std::filesystem;

namespace {

/// 4,096-byte pages that may wait in the log: 32 MB. Copying them costs two syncs, and every page once: the
/// longer they wait, the more often the same page has been written meanwhile.
constexpr int kPagesToCheckpoint = 8'000;

/// A folder that is as it must be is not touched: its disk may be read-only.
bool is_private(const fs::path& folder) {
  struct stat info {};
  return ::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && (info.st_mode & 07777) == 0700;
}

base::Status make_private_folder(const fs::path& folder) {
  if (is_private(folder)) return {};
  std::error_code error;
  if (!folder.parent_path().empty()) fs::create_directories(folder.parent_path(), error);
  if ((::mkdir(folder.c_str(), 0700) == 0 || errno == EEXIST) && ::chmod(folder.c_str(), 0700) == 0)
    return {};
  return base::unavailable("Cannot make the data folder " + folder.string() +
                           " for its owner only: " + std::strerror(errno) +
                           ". Choose a folder that belongs to the user that runs Firstday.");
}

base::Instant wall_clock() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

std::string in_megabytes(long long bytes) {
  return std::to_string(bytes / (1024LL * 1024)) + " MB";
}

/// Takes back what was not committed, whatever was thrown.
class Unfinished {
 public:
  explicit Unfinished(Connection& sql) : sql_(sql) {}
  ~Unfinished() { sql_.rollback(); }
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

 private:
  Connection& sql_;
};

/// Releases on every way out; nothing where there is no lock.
class Held {
 public:
  explicit Held(std::optional<FileLock>& lock) : lock_(lock) {}
  ~Held() {
    if (lock_) lock_->unlock();
  }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

 private:
  std::optional<FileLock>& lock_;
};

/// Each database in memory has its own name within the process.
fs::path next_memory_name() {
  static std::atomic<int> count{0};
  return "/firstday-in-memory-" + std::to_string(++count);
}

}  // namespace

base::Result<std::unique_ptr<Database>> Database::open(Settings settings) {
  if (!settings.read_only && !settings.in_memory)
    if (base::Status status = make_private_folder(settings.data_folder); !status) return status.error();
  if (settings.read_only && !fs::exists(settings.data_folder / "firstday.db"))
    return base::unavailable("There is no database in " + settings.data_folder.string() +
                             ". Name the data folder with --data, or import a roll first.");
  std::unique_ptr<Database> database(new Database(std::move(settings)));
  if (database->settings_.in_memory) database->memory_ = next_memory_name();
  if (base::Status status = database->connect(); !status) return status.error();
  return database;
}

base::Status Database::connect() {
  if (!settings_.read_only)
    if (base::Status status = bring_up_to_date(); !status) return status;
  try {
    reader_ = open_reader();
    return check_version(schema_version(*reader_));
  } catch (const SqlError& error) {
    return in_words(error, folder());
  }
}

std::unique_ptr<Connection> Database::open_reader() const {
  if (!settings_.read_only)
    return std::make_unique<Connection>(file(), Connection::Use::kRead, settings_.patience, place());
  try {
    auto reader =
        std::make_unique<Connection>(file(), Connection::Use::kReadOnly, settings_.patience, place());
    schema_version(*reader);  // only now is the file opened
    return reader;
  } catch (const SqlError& error) {
    if (error.primary() != SQLITE_CANTOPEN || fs::exists(file().string() + "-shm")) throw;
    return std::make_unique<Connection>(file(), Connection::Use::kReadOnlyAlone, settings_.patience, place());
  }
}

base::Status Database::open_lock() {
  auto lock = FileLock::on(folder() / "write.lock");
  if (!lock) return lock.error();
  write_lock_.emplace(std::move(lock).value());
  high_water_.emplace(folder());
  return {};
}

/// Opening for the first time and migrating both write, so they hold the write lock.
base::Status Database::bring_up_to_date() {
  if (!settings_.in_memory)
    if (base::Status status = open_lock(); !status) return status;
  if (write_lock_ && !write_lock_->lock(settings_.patience)) return in_words(SqlError(SQLITE_BUSY), folder());
  const Held held(write_lock_);
  try {
    writer_ = std::make_unique<Connection>(file(), Connection::Use::kWrite, settings_.patience, place());
    if (base::Status status = check_version(schema_version(*writer_)); !status) return status;
    const Unfinished unfinished(*writer_);
    writer_->begin();
    migrate(*writer_, settings_.migrations, wall_clock());
    writer_->commit();
    writer_->script("ANALYZE sqlite_schema");  // reads the usual sizes; counts nothing
    return {};
  } catch (const SqlError& error) {
    return in_words(error, folder());
  }
}

base::Status Database::check_version(int version) const {
  const int known = settings_.migrations.empty() ? 0 : settings_.migrations.back().number;
  const std::string here = "The database in " + folder().string() + " has schema " + std::to_string(version) +
                           ", this program knows schema " + std::to_string(known) + ". ";
  if (version > known)
    return base::unavailable(here +
                             "A newer Firstday has written it: use that version, or restore a backup from "
                             "before it.");
  if (settings_.read_only && version < known)
    return base::unavailable(here + "Bring it up to date first: firstday migrate.");
  return {};
}

base::Status Database::run_write(const std::function<void(Transaction&)>& work, Connection::Sync sync) {
  return under_write_lock([&](Connection& sql) {
    // A file that was taken away is written on as if nothing were; nobody would ever read it.
    if (sql.has_moved()) throw SqlError(SQLITE_IOERR);
    const Unfinished unfinished(sql);
    Transaction tx{sql, Record(sql, settings_.keys.chain()), settings_.deadlines};
    sql.begin(sync);
    work(tx);
    tx.record.finish();
    FIRSTDAY_FAILPOINT("write.before_commit");
    sql.commit();
    // What a power cut may take back must not be told of beside the database.
    if (sync == Connection::Sync::kAtCommit) move_high_water(tx.record);
    for (const auto& [school, seq] : tx.record.ends()) committed_[school] = seq;
    checkpoint_when_due();
  });
}

base::Status Database::under_write_lock(const std::function<void(Connection&)>& work) {
  const std::lock_guard guard(write_guard_);
  if (settings_.read_only)
    return base::usage("The database in " + folder().string() +
                       " was opened for reading only; nothing was changed.");
  if (disk_failed_)
    if (base::Status mended = mend(); !mended) return mended;
  if (write_lock_ && !write_lock_->lock(settings_.patience)) return in_words(SqlError(SQLITE_BUSY), folder());
  const Held held(write_lock_);
  try {
    work(*writer_);
    return {};
  } catch (const SqlError& error) {
    return report(error);
  } catch (const Refusal& refusal) {
    return refusal.error;
  }
}

void Database::move_high_water(const Record& record) {
  if (!high_water_) return;
  for (const auto& [school, head] : record.heads())
    high_water_->advance(school, {head.seq, seal::hex(head.hash), wall_clock()});
}

base::Status Database::report(const SqlError& error) {
  disk_failed_ = disk_failed_ || is_disk_failure(error);
  return in_words(error, folder());
}

base::Status Database::has_room() const {
  if (settings_.reserve_bytes <= 0 || settings_.in_memory) return {};
  struct statvfs disk {};
  if (::statvfs(folder().c_str(), &disk) != 0) return {};  // whoever writes next says what is wrong
  const auto free = static_cast<long long>(disk.f_bavail) * static_cast<long long>(disk.f_frsize);
  if (free >= settings_.reserve_bytes) return {};
  return base::unavailable("The disk that holds " + folder().string() + " has " + in_megabytes(free) +
                           " left, less than the reserve of " + in_megabytes(settings_.reserve_bytes) +
                           ". Nothing new is sent until there is room: free some.");
}

/// With everything that was open closed first: a second handle of a file that is closed loses its locks. The
/// lock file too may be another one now, when the folder was put back.
base::Status Database::mend() {
  if (settings_.in_memory) return in_words(SqlError(SQLITE_IOERR), folder());
  const std::lock_guard no_reader(read_guard_);
  writer_.reset();
  reader_.reset();
  if (!settings_.in_memory)
    if (base::Status status = open_lock(); !status) return status;
  if (write_lock_ && !write_lock_->lock(settings_.patience)) return in_words(SqlError(SQLITE_BUSY), folder());
  const Held held(write_lock_);
  try {
    reopen();
    if (base::Status status = check_against_what_was(*writer_); !status) return status;
    disk_failed_ = false;
    return {};
  } catch (const SqlError& error) {
    return in_words(error, folder());
  }
}

void Database::reopen() {
  auto writer =
      std::make_unique<Connection>(file(), Connection::Use::kWriteAgain, settings_.patience, place());
  if (!writer->empty_the_log()) throw SqlError(SQLITE_BUSY);
  reader_ = std::make_unique<Connection>(file(), Connection::Use::kRead, settings_.patience, place());
  writer_ = std::move(writer);
  checkpointed_at_ = 0;
}

/// Another database in this place, or an older one, must not be written on by a process that remembers more.
base::Status Database::check_against_what_was(Connection& sql) const {
  if (base::Status status = check_version(schema_version(sql)); !status) return status;
  Record record(sql, settings_.keys.chain());
  for (const auto& [school, seq] : committed_)
    if (!record.is_whole_up_to(school, seq))
      return base::unavailable(
          "After a failure of the disk the record of school " + school.text() + " in " + folder().string() +
          " is not what was written. Stop Firstday, check the disk, and restore the last "
          "backup; `firstday verify` says what is wrong.");
  return {};
}

/// A checkpoint that fails loses nothing (the log still has it all), so the commit before it stands.
void Database::checkpoint_when_due() {
  const int pages = writer_->pages_to_checkpoint();
  if (pages < checkpointed_at_) checkpointed_at_ = 0;  // the log began afresh
  if (pages - checkpointed_at_ < kPagesToCheckpoint) return;
  try {
    writer_->checkpoint();
  } catch (const SqlError& error) {
    disk_failed_ = disk_failed_ || is_disk_failure(error);
  }
  checkpointed_at_ = pages;
}

base::Status Database::run_read(const std::function<void(Connection&)>& work) {
  const std::lock_guard guard(read_guard_);
  if (reader_ == nullptr) return in_words(SqlError(SQLITE_IOERR), folder());
  try {
    const Unfinished unfinished(*reader_);
    reader_->begin_snapshot();
    work(*reader_);
    reader_->commit();
    return {};
  } catch (const SqlError& error) {
    return in_words(error, folder());
  } catch (const Refusal& refusal) {
    return refusal.error;
  }
}

}  // namespace firstday::store
