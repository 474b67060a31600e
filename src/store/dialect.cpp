#include "store/dialect.h"

#include "base/check.h"

namespace firstday::store {

namespace {

std::string insert_only(std::string_view table) {
  std::string out;
  for (const std::string_view verb : {"UPDATE", "DELETE"})
    out.append("CREATE TRIGGER ")
        .append(table)
        .append("_no_")
        .append(verb)
        .append(" BEFORE ")
        .append(verb)
        .append(" ON ")
        .append(table)
        .append(" BEGIN SELECT RAISE(ABORT, '")
        .append(table)
        .append(" is only ever added to'); END;\n");
  return out;
}

/// "TABLE INDEX N N ..."
std::string usual(std::string_view text) {
  const std::size_t table = text.find(' ');
  const std::size_t index = text.find(' ', table + 1);
  return "INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES ('" + std::string(text.substr(0, table)) + "', '" +
         std::string(text.substr(table + 1, index - table - 1)) + "', '" +
         std::string(text.substr(index + 1)) + "');";
}

bool starts_with(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

std::string word_for(std::string_view token) {
  constexpr std::string_view kInsertOnly = "insert_only ";
  constexpr std::string_view kUsual = "usual ";
  if (token == "int64") return "INTEGER";
  if (token == "blob") return "BLOB";
  if (token == "clustered") return "STRICT, WITHOUT ROWID";
  if (token == "strict") return "STRICT";
  if (starts_with(token, kUsual)) return usual(token.substr(kUsual.size()));
  FIRSTDAY_CHECK(starts_with(token, kInsertOnly), "a token of a migration is known");
  return insert_only(token.substr(kInsertOnly.size()));
}

}  // namespace

std::string for_sqlite(std::string_view migration) {
  std::string out;
  while (!migration.empty()) {
    const std::size_t open = migration.find('{');
    out += migration.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = migration.find('}', open);
    FIRSTDAY_CHECK(close != std::string_view::npos, "a token of a migration ends");
    out += word_for(migration.substr(open + 1, close - open - 1));
    migration.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace firstday::store
