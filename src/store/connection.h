// One connection to the database file, with the statements prepared on it.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

#include "store/statement.h"

namespace Poco::Data {
class Session;
}

namespace firstday::store {

/// The text of a statement that is kept prepared. Only a literal will do: it is found again by address.
class Sql {
 public:
  consteval Sql(const char* text) : text_(text) {}  // NOLINT: implicit by design
  const char* text() const { return text_; }

 private:
  const char* text_;
};

/// Used by one thread at a time. Every failure is thrown as SqlError.
class Connection {
 public:
  enum class Use {
    kWrite,       ///< makes the file where there is none
    kWriteAgain,  ///< the file must be there
    kRead,        ///< of a database that this process may also write
    kReadOnly,    ///< the file is not touched at all
    /// The same where not even the index of the log can be made beside the file. What is in the log is read;
    /// no lock is taken, so nobody may be writing.
    kReadOnlyAlone,
  };
  enum class Place {
    kDisk,
    kMemory,  ///< `file` is only a name, which the connections of this process share
  };

  enum class Sync {
    kAtCommit,     ///< what is committed outlives a power cut
    kWithTheNext,  ///< it outlives the process; a power cut may take it back, but never what came before it
  };

  /// Write-ahead log, every commit synced unless begin() is told otherwise, foreign keys enforced; no
  /// checkpoint by itself, neither after so many pages nor on closing (Database says why).
  Connection(const std::filesystem::path& file, Use use, std::chrono::milliseconds patience,
             Place place = Place::kDisk);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Prepared once for the life of the connection.
  Statement& prepared(Sql sql);
  /// For text that is put together at run time; prepared each time.
  Statement once(std::string_view sql) { return Statement(handle_, sql); }
  /// Several statements without values.
  void script(const std::string& sql);

  /// For writing: takes the write lock at once.
  void begin(Sync sync = Sync::kAtCommit);
  void begin_snapshot();  ///< for reading: what is seen stays the same until commit()
  void commit();
  void rollback() noexcept;  ///< nothing where the database has rolled back by itself

  /// Pages in the write-ahead log after the last commit.
  int pages_to_checkpoint() const { return log_pages_; }
  /// Copies all of the log into the file, syncs it, and empties the log: whatever of the log had not reached
  /// the disk matters no more. False while another process reads. Only under the write lock of the folder.
  bool empty_the_log();
  /// True when the file is no longer the one in its place.
  bool has_moved();
  /// Copies what no reader needs from the log into the file. Only under the write lock of the folder.
  void checkpoint();

  /// The database as it is now, whatever others commit meanwhile, into an empty file: without a log beside
  /// it, and not yet on the disk (SQLite's online backup).
  void copy_to(const std::filesystem::path& file);

 private:
  static int on_commit(void* self, sqlite3*, const char*, int pages);

  std::unique_ptr<Poco::Data::Session> session_;
  sqlite3* handle_ = nullptr;
  std::unordered_map<const char*, Statement> prepared_;
  int log_pages_ = 0;
  Sync sync_ = Sync::kAtCommit;
};

}  // namespace firstday::store
