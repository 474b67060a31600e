// What a database says when it fails, inside this module; and the sentence that leaves it.
#pragma once

#include <exception>
#include <filesystem>

#include "base/result.h"

namespace firstday::store {

/// Thrown by Connection and Statement, caught by Database. Holds the code only: the text of a database
/// may quote what it was given.
class SqlError : public std::exception {
 public:
  /// `code` is SQLite's extended result code.
  explicit SqlError(int code) : code_(code) {}
  int code() const { return code_; }
  int primary() const { return code_ & 0xff; }
  const char* what() const noexcept override { return "the database refused"; }

 private:
  int code_;
};

/// Thrown inside a transaction to take it back and answer with this error.
struct Refusal {
  base::Error error;
};

/// What happened and what to do about it, for a person.
base::Error in_words(const SqlError& error, const std::filesystem::path& data_folder);

/// True where the disk itself failed: what it holds is no longer certain, so nothing more is written on this
/// connection (ATC'20 on fsync failures; dispatch.md section 3; Database says what comes then).
bool is_disk_failure(const SqlError& error);

}  // namespace firstday::store
