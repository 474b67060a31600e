// The few words in which databases differ. The migrations and every statement of this module are one
// text for SQLite and PostgreSQL ($n placeholders, ON CONFLICT, partial indexes); what is left stands
// in braces in the migrations, and here.
#pragma once

#include <string>
#include <string_view>

namespace firstday::store {

/// Fills the tokens of a migration for SQLite:
///   {int64} {blob}        column types
///   {clustered}           a table kept in the order of its key
///   {strict}              a table that is not, because its rows are large
///   {insert_only TABLE}   forbids changing and deleting rows of TABLE
///   {usual TABLE INDEX N ...}  how many rows the planner is to expect (sqlite_stat1); nothing elsewhere
std::string for_sqlite(std::string_view migration);

}  // namespace firstday::store
