// A database in a folder of its own, and looking into it.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/database.h"
#include "support/builders.h"
#include "support/temp_folder.h"

namespace firstday::store {

inline Database::Settings settings_for(const std::filesystem::path& folder) {
  return {folder, seal::Keys::from_master({}), false, std::chrono::seconds(10), shipped_migrations()};
}

inline std::unique_ptr<Database> open_in(const std::filesystem::path& folder) {
  return Database::open(settings_for(folder)).value();
}

/// The first column of every row, as text.
inline std::vector<std::string> column(Database& database, const std::string& sql) {
  return database
      .read([&](Connection& connection) {
        Statement statement = connection.once(sql);
        Rows rows = statement.query();
        std::vector<std::string> out;
        while (rows.next()) out.push_back(rows.text());
        return out;
      })
      .value();
}

/// What somebody does to the rows who does not go through the ports.
inline base::Status meddle(Database& database, const std::string& sql) {
  const auto done = database.write([&](Transaction& tx) {
    tx.sql.script(sql);
    return 0;
  });
  return done ? base::Status() : done.error();
}

}  // namespace firstday::store
