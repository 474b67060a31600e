#include "faults/store_look.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace firstday::faults {

std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& data, const char* sql,
                                              const std::string& value) {
  std::vector<std::vector<std::string>> out;
  sqlite3* db = nullptr;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_open_v2((data / "firstday.db").c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
  // The last to close would copy the log into the file, which is not ours to do.
  sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_busy_timeout(db, 10'000);
  EXPECT_EQ(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  sqlite3_bind_text(statement, 1, value.c_str(), -1, SQLITE_TRANSIENT);
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    std::vector<std::string>& row = out.emplace_back();
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
      row.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(statement, i)));
  }
  EXPECT_EQ(code, SQLITE_DONE) << sqlite3_errmsg(db);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  return out;
}

bool has_attempt(const std::filesystem::path& data, const std::string& reference) {
  return !rows_of(data, "SELECT id FROM attempt WHERE id = $1", reference).empty();
}

std::set<std::string> open_attempts(const std::filesystem::path& data) {
  std::set<std::string> out;
  for (const auto& row : rows_of(data, "SELECT id FROM attempt WHERE state = 'started'")) out.insert(row[0]);
  return out;
}

std::map<int, std::vector<std::string>> text_states(const std::filesystem::path& data) {
  std::map<int, std::vector<std::string>> out;
  for (const auto& row :
       rows_of(data, "SELECT contact, state FROM job WHERE kind = 'text' AND state <> 'superseded'"))
    out[std::stoi(row[0].substr(1))].push_back(row[1]);
  return out;
}

}  // namespace firstday::faults
