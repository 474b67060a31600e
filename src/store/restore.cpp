#include "store/restore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include <algorithm>

#include "seal/backup_file.h"
#include "store/backup.h"
#include "store/database.h"
#include "store/high_water.h"
#include "store/quarantine.h"

namespace firstday::store {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kPatience{5};
constexpr const char* kDatabase = "firstday.db";

base::Error failed(const fs::path& folder, const std::string& why) {
  return base::unavailable(
      "The backup could not be put into " + folder.string() + ": " + why +
      ". Check that the folder belongs to the user that runs Firstday, and that its disk has room.");
}

base::Status sync(const fs::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  return synced ? base::Status{} : base::Status{failed(path, "it does not reach the disk")};
}

/// Gone with the object.
class Staging {
 public:
  explicit Staging(fs::path folder) : folder_(std::move(folder)) { clear(); }
  ~Staging() { clear(); }
  Staging(const Staging&) = delete;
  Staging& operator=(const Staging&) = delete;

  const fs::path& folder() const { return folder_; }
  fs::path database() const { return folder_ / kDatabase; }
  base::Status make() const {
    return ::mkdir(folder_.c_str(), 0700) == 0 ? base::Status{}
                                               : base::Status{failed(folder_, "it cannot be made")};
  }

 private:
  void clear() const {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }
  fs::path folder_;
};

base::Result<seal::Keys> keys_in(const fs::path& folder) {
  if (fs::exists(folder / "keys" / "master.key")) return seal::Keys::load_or_create(folder);
  return base::misconfigured(
      "The keys are not in " + folder.string() +
      ", and without them the backup can neither be checked nor used. Put them back first: "
      "firstday restore --keys FILE");
}

base::Status check_schema(const ports::BackupInfo& info) {
  const int known = shipped_migrations().back().number;
  if (info.schema > 0 && info.schema <= known) return {};
  return base::bad_input("The backup has schema " + std::to_string(info.schema) +
                         ", this program knows schema " + std::to_string(known) +
                         ". It was made by Firstday " + info.program +
                         ": restore it with that version or a newer one.");
}

base::Status check_chain(const ports::Journal& journal, const ports::ChainEnd& end) {
  const auto state = journal.verify(end.school);
  if (!state) return state.error();
  const std::string school = "The record of school " + end.school.text() + " in the backup ";
  if (state.value().broken_at != 0)
    return base::misconfigured(
        school + "does not verify with the keys of this folder (event " +
        std::to_string(state.value().broken_at) + ": " + state.value().why +
        "). Nothing was changed. Either the keys are of another installation (firstday restore "
        "--keys FILE), or the record was broken before the backup was made: take an earlier one.");
  if (state.value().head == end.hash && state.value().events == end.seq) return {};
  return base::bad_input(
      school + "does not end where its manifest says. Nothing was changed; take an earlier backup.");
}

std::string why_in_quarantine(const ports::BackupInfo& info, const std::optional<HighWater>& beside) {
  std::string why = "The database was restored from a backup of " + base::london_date_time(info.at) +
                    ". Messages may have left after that which this record does not know";
  std::optional<base::Instant> last;
  if (beside)
    for (const auto& [school, mark] : beside->marks) last = std::max(last.value_or(mark.at), mark.at);
  if (last && *last > info.at) why += "; until " + base::london_date_time(*last) + " at least";
  return why + ".";
}

/// Brings it up to date, checks every chain, and puts it into quarantine, all before anybody can open it in
/// its place.
base::Status make_ready(const Staging& staging, const seal::Keys& keys, const ports::BackupInfo& info,
                        const std::string& why, base::Instant now) {
  Database::Settings settings{staging.folder(), keys};
  auto database = Database::open(std::move(settings));
  if (!database) return database.error();
  const auto journal = make_journal(*database.value());
  for (const ports::ChainEnd& end : info.ends)
    if (base::Status s = check_chain(*journal, end); !s) return s;
  return make_quarantine(*database.value())->begin(why, "firstday", now);
}

/// One file without a log, on the disk.
base::Status settle(const fs::path& database) {
  {
    Connection sql(database, Connection::Use::kWrite, kPatience);
    sql.script("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE");
  }
  return sync(database);
}

std::string kept_name(const fs::path& folder, base::Instant now) {
  const std::string stem = std::string(kDatabase) + ".before-restore-" + base::iso_utc(now).substr(0, 19);
  std::string name = stem;
  for (int i = 2; fs::exists(folder / name); ++i) name = stem + "-" + std::to_string(i);
  return name;
}

/// Leaving write-ahead mode needs the database for oneself. One that is damaged is kept as it is.
base::Status close_to_others(const fs::path& database) {
  try {
    Connection(database, Connection::Use::kRead, std::chrono::milliseconds(500))
        .script("PRAGMA query_only = OFF; PRAGMA journal_mode = DELETE");
    return {};
  } catch (const SqlError& error) {
    if (error.primary() != SQLITE_BUSY && error.primary() != SQLITE_LOCKED) return {};
    return base::conflict("Another process has the database in " + database.parent_path().string() +
                          " open. End every firstday that works there, its service too, and restore again.");
  }
}

/// The log of a database that could not be closed goes first: it must never lie beside another database.
base::Result<std::string> keep_old(const fs::path& folder, base::Instant now) {
  if (!fs::exists(folder / kDatabase)) return std::string();
  if (base::Status s = close_to_others(folder / kDatabase); !s) return s.error();
  const fs::path kept = folder / kept_name(folder, now);
  std::error_code error;
  for (const char* end : {"-wal", "-shm"})
    if (const fs::path log = (folder / kDatabase).string() + end; !error && fs::exists(log))
      fs::rename(log, kept.string() + end, error);
  if (!error) fs::create_hard_link(folder / kDatabase, kept, error);
  if (error) return failed(folder, "the database that is there cannot be kept beside: " + error.message());
  return kept.string();
}

base::Result<std::string> put_into_place(const fs::path& folder, const Staging& staging, base::Instant now) {
  auto kept = keep_old(folder, now);
  if (!kept) return kept.error();
  std::error_code error;
  fs::rename(staging.database(), folder / kDatabase, error);
  if (error) return failed(folder, error.message());
  if (base::Status s = sync(folder); !s) return s.error();
  return kept;
}

base::Status refuse_to_replace(const fs::path& folder, bool replace) {
  if (replace || !fs::exists(folder / kDatabase)) return {};
  return base::usage(
      "There is a database in " + folder.string() +
      ". Restore into an empty folder (--data), or say --replace: then it is kept beside under another "
      "name.");
}

/// With both locks nobody sends or writes here.
class Alone {
 public:
  base::Status take(const fs::path& folder) {
    auto right = DispatchLock::take(folder);
    if (!right) return right.error();
    right_.emplace(std::move(right).value());
    auto lock = FileLock::on(folder / "write.lock");
    if (!lock) return lock.error();
    lock_.emplace(std::move(lock).value());
    if (lock_->lock(kPatience)) return {};
    return base::conflict("Another process writes in " + folder.string() + ". End it, and restore again.");
  }

 private:
  std::optional<DispatchLock> right_;
  std::optional<FileLock> lock_;
};

}  // namespace

base::Result<ports::Restored> restore(const fs::path& folder, const fs::path& file, bool replace,
                                      base::Instant now) {
  const auto manifest = seal::check_backup(file, "database");
  if (!manifest) return manifest.error();
  auto info = info_of(manifest.value(), file);
  if (!info) return info.error();
  if (base::Status s = check_schema(info.value()); !s) return s.error();
  if (base::Status s = refuse_to_replace(folder, replace); !s) return s.error();
  const auto keys = keys_in(folder);
  if (!keys) return keys.error();
  try {
    Alone alone;
    if (base::Status s = alone.take(folder); !s) return s.error();
    const Staging staging(folder / "restoring");
    if (base::Status s = staging.make(); !s) return s.error();
    auto out = seal::WholeFile::begin(staging.database(), seal::WholeFile::kMakeRoom);
    if (!out) return out.error();
    if (base::Status s = seal::copy_out(file, manifest.value(), out.value()); !s) return s.error();
    if (base::Status s = out.value().finish(); !s) return s.error();
    const std::string why = why_in_quarantine(info.value(), read_high_water(folder));
    if (base::Status s = make_ready(staging, keys.value(), info.value(), why, now); !s) return s.error();
    if (base::Status s = settle(staging.database()); !s) return s.error();
    auto kept = put_into_place(folder, staging, now);
    if (!kept) return kept.error();
    return ports::Restored{std::move(info).value(), std::move(kept).value()};
  } catch (const SqlError& error) {
    return in_words(error, folder);
  }
}

}  // namespace firstday::store
