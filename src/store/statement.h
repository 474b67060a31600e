// One prepared statement: what it is given, and what it gives.
//
// These stand on SQLite's own interface, not on Poco::Data::Statement: Poco 1.11 prepares again on
// every execute() (counted: 300,000 executes, 300,001 prepares; 12 us a look-up where this takes 1).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/check.h"
#include "base/id.h"
#include "base/personal.h"
#include "base/time.h"
#include "seal/hash.h"

struct sqlite3;
struct sqlite3_stmt;

namespace firstday::store {

/// Bytes that are no text.
struct Blob {
  std::string_view bytes;
};

/// A value whose type is known only when a query is put together.
using Value = std::variant<std::string, std::int64_t>;

class Rows;

/// Belongs to its Connection and is used by one thread at a time. Values are bound from left to right
/// to $1, $2 ... Every failure is thrown as SqlError.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  /// Runs to the end; returns how many rows were changed.
  template <typename... Values>
  long long run(const Values&... values) {
    start();
    keeps_copies_ = false;
    (bind(values), ...);
    return finish();
  }

  /// The rows that come back, one at a time. The statement is busy as long as they live.
  template <typename... Values>
  Rows query(const Values&... values);

 private:
  friend class Rows;

  void start();
  bool step();
  long long finish();
  void reset() noexcept;

  void check(int code);
  void bind_text(std::string_view text, bool copy);
  void bind(std::string_view text);
  void bind(const std::string& text) { bind(std::string_view(text)); }
  void bind(const char* text) { bind(std::string_view(text)); }
  void bind(const Blob& blob);
  void bind(std::int64_t number);
  void bind(long long number) { bind(static_cast<std::int64_t>(number)); }
  void bind(int number) { bind(static_cast<std::int64_t>(number)); }
  void bind(bool yes) { bind(static_cast<std::int64_t>(yes)); }
  void bind(const base::Personal& text) { bind(std::string_view(text.reveal())); }
  void bind(base::Instant at) { bind(static_cast<std::int64_t>(base::micros(at))); }
  void bind(base::Date date);
  void bind(const seal::Digest& digest) { bind(Blob{seal::bytes_of(digest)}); }
  void bind(const std::vector<Value>& values);
  void bind_null();
  template <typename Tag>
  void bind(const base::Id<Tag>& id) {
    bind(std::string_view(id.text()));
  }
  template <typename T>
  void bind(const std::optional<T>& value) {
    if (value)
      bind(*value);
    else
      bind_null();
  }

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  int next_ = 1;               ///< number of the placeholder that is bound next
  bool keeps_copies_ = false;  ///< what was given may be gone before the rows are read
  bool busy_ = false;
};

/// A walk over rows: `while (rows.next()) { ref = rows.id<...>(); year = rows.text(); }`. Columns are
/// read from left to right, each once.
class Rows {
 public:
  explicit Rows(Statement& statement) : statement_(&statement) {}
  ~Rows() {
    if (statement_ != nullptr) statement_->reset();
  }
  Rows(Rows&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Rows& operator=(Rows&&) = delete;

  bool next() {
    column_ = 0;
    return statement_->step();
  }

  std::string_view view();  ///< good until next()
  std::string text() { return std::string(view()); }
  std::string_view bytes();  ///< of a blob; good until next()
  std::int64_t number();
  int small() { return static_cast<int>(number()); }
  bool yes() { return number() != 0; }
  base::Personal personal() { return base::Personal(text()); }
  base::Instant instant() { return base::instant_of_micros(number()); }
  base::Date date();
  seal::Digest digest();  ///< zeros where the blob is of another length
  std::optional<base::Instant> maybe_instant();
  std::optional<std::int64_t> maybe_number();
  template <typename Id>
  Id id() {
    return Id(text());
  }

 private:
  bool null() const;

  Statement* statement_;
  int column_ = 0;
};

template <typename... Values>
Rows Statement::query(const Values&... values) {
  start();
  keeps_copies_ = true;
  (bind(values), ...);
  return Rows(*this);
}

}  // namespace firstday::store
