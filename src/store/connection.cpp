#include "store/connection.h"

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <Poco/Exception.h>
#include <sqlite3.h>

#include <mutex>

#include "store/sql_error.h"

namespace firstday::store {

namespace {

/// A file name as SQLite's URI form takes it.
std::string uri_of(const std::filesystem::path& file, std::string_view query) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out = "file:";
  for (const char c : file.string()) {
    if (c == '%' || c == '?' || c == '#') {
      out += '%';
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  return out.append(query);
}

bool has_log(const std::filesystem::path& file) {
  std::error_code none;
  const auto size = std::filesystem::file_size(file.string() + "-wal", none);
  return !none && size > 0;
}

/// An immutable file has no log for SQLite, so that is only for one without.
std::string_view mode_of(const std::filesystem::path& file, Connection::Use use) {
  if (use == Connection::Use::kWrite) return "?mode=rwc";
  if (use == Connection::Use::kReadOnlyAlone)
    return has_log(file) ? "?mode=ro&vfs=unix-none" : "?mode=ro&immutable=1";
  return use == Connection::Use::kReadOnly ? "?mode=ro" : "?mode=rw";
}

bool writes(Connection::Use use) {
  return use == Connection::Use::kWrite || use == Connection::Use::kWriteAgain;
}

std::unique_ptr<Poco::Data::Session> open(const std::filesystem::path& file, Connection::Use use,
                                          Connection::Place place) {
  static std::once_flag registered;
  std::call_once(registered, [] { Poco::Data::SQLite::Connector::registerConnector(); });
  try {
    const std::string_view mode = place == Connection::Place::kMemory ? "?vfs=memdb" : mode_of(file, use);
    return std::make_unique<Poco::Data::Session>("SQLite", uri_of(file, mode), 1);
  } catch (const Poco::Exception&) {
    throw SqlError(SQLITE_CANTOPEN);
  }
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Use use, std::chrono::milliseconds patience,
                       Place place)
    : session_(open(file, use, place)), handle_(Poco::Data::SQLite::Utility::dbHandle(*session_)) {
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, static_cast<int>(patience.count()));
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (writes(use)) script("PRAGMA journal_mode = WAL");
  // Then the index of the log is in memory only.
  if (use == Use::kReadOnlyAlone) script("PRAGMA locking_mode = EXCLUSIVE");
  script(
      "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0;"
      "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768; PRAGMA trusted_schema = OFF");
  if (!writes(use)) script("PRAGMA query_only = ON");
  sqlite3_wal_hook(handle_, &Connection::on_commit, this);
}

Connection::~Connection() = default;

Statement& Connection::prepared(Sql sql) {
  const auto at = prepared_.find(sql.text());
  if (at != prepared_.end()) return at->second;
  return prepared_
      .emplace(std::piecewise_construct, std::forward_as_tuple(sql.text()),
               std::forward_as_tuple(handle_, std::string_view(sql.text())))
      .first->second;
}

void Connection::script(const std::string& sql) {
  if (sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    throw SqlError(sqlite3_extended_errcode(handle_));
}

void Connection::begin(Sync sync) {
  if (sync != sync_)
    script(sync == Sync::kAtCommit ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
  sync_ = sync;
  prepared("BEGIN IMMEDIATE").run();
}
void Connection::begin_snapshot() {
  prepared("BEGIN").run();
}
void Connection::commit() {
  prepared("COMMIT").run();
}

void Connection::rollback() noexcept {
  if (sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::checkpoint() {
  script("PRAGMA wal_checkpoint(PASSIVE)");
}

void Connection::copy_to(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> target(opened, &sqlite3_close);
  if (code != SQLITE_OK) throw SqlError(code);
  const auto in_target = [&](const char* sql) {
    if (sqlite3_exec(opened, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw SqlError(sqlite3_extended_errcode(opened));
  };
  in_target("PRAGMA synchronous = OFF");  // the caller syncs the whole file
  sqlite3_backup* copy = sqlite3_backup_init(opened, "main", handle_, "main");
  if (copy == nullptr) throw SqlError(sqlite3_extended_errcode(opened));
  const int copied = sqlite3_backup_step(copy, -1);  // in one go: others commit into the log meanwhile
  const int finished = sqlite3_backup_finish(copy);
  if (copied != SQLITE_DONE) throw SqlError(finished != SQLITE_OK ? finished : copied);
  in_target("PRAGMA journal_mode = DELETE");
}

bool Connection::empty_the_log() {
  Rows rows = prepared("PRAGMA wal_checkpoint(TRUNCATE)").query();
  return rows.next() && rows.number() == 0;
}

bool Connection::has_moved() {
  int moved = 0;
  return sqlite3_file_control(handle_, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

int Connection::on_commit(void* self, sqlite3*, const char*, int pages) {
  static_cast<Connection*>(self)->log_pages_ = pages;
  return SQLITE_OK;
}

}  // namespace firstday::store
