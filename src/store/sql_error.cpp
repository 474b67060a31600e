#include "store/sql_error.h"

#include <sqlite3.h>

#include <string>

namespace firstday::store {

base::Error in_words(const SqlError& error, const std::filesystem::path& data_folder) {
  const std::string database = "The database in " + data_folder.string();
  switch (error.primary()) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return base::unavailable(database +
                               " is locked by another program. Close what has it open (a backup, a "
                               "database viewer) and try again; nothing was changed.");
    case SQLITE_FULL:
      return base::unavailable("The disk that holds " + data_folder.string() +
                               " is full. Make room there and try again; nothing was changed.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return base::unavailable(database +
                               " is damaged. Stop Firstday, keep a copy of that folder as it is, and "
                               "restore the last backup.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return base::unavailable(database +
                               " may not be written. Check that the folder and its files belong to the "
                               "user that runs Firstday.");
    case SQLITE_CANTOPEN:
      return base::unavailable(database +
                               " cannot be opened. Check that the folder exists and belongs to the user "
                               "that runs Firstday.");
    case SQLITE_IOERR:
      // The index of the log could not be made as large as it must be: SQLite has no code of its own for
      // that.
      if (error.code() == SQLITE_IOERR_SHMSIZE)
        return base::unavailable(
            "The disk that holds " + data_folder.string() +
            " is full or fails: the database could not be opened for want of room. Make "
            "room there and try again; if it stays, check the disk. Nothing was changed.");
      return base::unavailable(
          "The disk that holds " + data_folder.string() + " reported an error (" +
          std::to_string(error.code()) +
          "): check the disk. The database is opened again, and checked, before anything more is written.");
    case SQLITE_CONSTRAINT:
      return base::unavailable(database + " refused a row that breaks its rules (" +
                               std::to_string(error.code()) +
                               "). Nothing was changed. This is a fault in Firstday: please report it.");
    default:
      return base::unavailable(database + " failed with code " + std::to_string(error.code()) +
                               ". Nothing was changed; try again, and report it if it stays.");
  }
}

bool is_disk_failure(const SqlError& error) {
  return error.primary() == SQLITE_IOERR;
}

}  // namespace firstday::store
