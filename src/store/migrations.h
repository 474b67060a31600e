// How a database comes to the newest schema: numbered files, each run once, in order.
#pragma once

#include <span>
#include <string_view>

#include "base/time.h"
#include "store/connection.h"

namespace firstday::store {

struct Migration {
  int number = 0;         ///< from 1, without gaps
  std::string_view name;  ///< the file's name without its suffix
  std::string_view sql;   ///< with the tokens of dialect.h
};

/// Those of src/store/migrations, put into the program when it is built.
std::span<const Migration> shipped_migrations();

/// The number of the last migration that was run; 0 for a new file.
int schema_version(Connection& sql);

/// Runs what is missing, inside the caller's transaction: all of it or nothing.
void migrate(Connection& sql, std::span<const Migration> migrations, base::Instant now);

}  // namespace firstday::store
