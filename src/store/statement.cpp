#include "store/statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

#include "store/sql_error.h"

namespace firstday::store {

namespace {

/// SQLite takes a null pointer for NULL, also where the length is 0.
const char* never_null(std::string_view text) {
  return text.data() == nullptr ? "" : text.data();
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) : database_(database) {
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  if (code != SQLITE_OK) throw SqlError(sqlite3_extended_errcode(database));
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::start() {
  FIRSTDAY_CHECK(!busy_, "a statement is used once at a time");
  busy_ = true;
  next_ = 1;
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_);
  busy_ = false;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  const SqlError error(sqlite3_extended_errcode(database_));
  reset();
  throw error;
}

long long Statement::finish() {
  while (step()) {
  }
  const long long changed = sqlite3_changes64(database_);
  reset();
  return changed;
}

void Statement::check(int code) {
  if (code == SQLITE_OK) return;
  reset();
  throw SqlError(code);
}

void Statement::bind_text(std::string_view text, bool copy) {
  check(sqlite3_bind_text64(statement_, next_++, never_null(text), text.size(),
                            copy ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8));
}

void Statement::bind(const Blob& blob) {
  check(sqlite3_bind_blob64(statement_, next_++, never_null(blob.bytes), blob.bytes.size(),
                            keeps_copies_ ? SQLITE_TRANSIENT : SQLITE_STATIC));
}

void Statement::bind(std::string_view text) {
  bind_text(text, keeps_copies_);
}
void Statement::bind(base::Date date) {
  bind_text(base::iso_date(date), true);
}
void Statement::bind(std::int64_t number) {
  check(sqlite3_bind_int64(statement_, next_++, number));
}
void Statement::bind(const std::vector<Value>& values) {
  for (const Value& value : values) std::visit([this](const auto& v) { bind(v); }, value);
}
void Statement::bind_null() {
  check(sqlite3_bind_null(statement_, next_++));
}

std::string_view Rows::view() {
  const int column = column_++;
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_->statement_, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(statement_->statement_, column))};
}

std::string_view Rows::bytes() {
  const int column = column_++;
  const auto* blob = static_cast<const char*>(sqlite3_column_blob(statement_->statement_, column));
  if (blob == nullptr) return {};
  return {blob, static_cast<std::size_t>(sqlite3_column_bytes(statement_->statement_, column))};
}

std::int64_t Rows::number() {
  return sqlite3_column_int64(statement_->statement_, column_++);
}

base::Date Rows::date() {
  return base::parse_iso_date(view()).value_or(base::Date{});
}

seal::Digest Rows::digest() {
  const std::string_view blob = bytes();
  seal::Digest out{};
  if (blob.size() == out.size()) std::memcpy(out.data(), blob.data(), out.size());
  return out;
}

bool Rows::null() const {
  return sqlite3_column_type(statement_->statement_, column_) == SQLITE_NULL;
}

std::optional<std::int64_t> Rows::maybe_number() {
  const bool nothing = null();
  const std::int64_t value = number();
  return nothing ? std::nullopt : std::optional(value);
}

std::optional<base::Instant> Rows::maybe_instant() {
  const auto value = maybe_number();
  return value ? std::optional(base::instant_of_micros(*value)) : std::nullopt;
}

}  // namespace firstday::store
