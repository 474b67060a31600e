// A value, or why there is none.
//
// Result<T> is for what can be recovered: a file that is missing, a line that is wrong, a database
// that is away. What became of a send has its own closed set (job/outcome.h). Our own bugs go to
// check.h and end the process.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "base/check.h"

namespace firstday::base {

/// What kind of failure this is; cli turns it into the exit code of the same name.
enum class ErrorKind {
  kUsage,          ///< the command was asked wrongly (exit 64)
  kBadInput,       ///< a file or value from outside is wrong (exit 65)
  kUnavailable,    ///< a provider, database or file cannot be reached now (exit 69)
  kConfiguration,  ///< settings, policies or templates are wrong (exit 78)
  kConflict,       ///< somebody else holds or has changed what was asked for (exit 69)
};

/// `what` is a whole sentence for a person: what is wrong, where, and what to do. It never holds
/// personal data, so it may be logged.
struct Error {
  ErrorKind kind = ErrorKind::kUnavailable;
  std::string what;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}      // NOLINT: implicit by design
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT: implicit by design

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }

  /// Ask only after ok(); asking for the value of a failure is our bug and aborts.
  const T& value() const& {
    FIRSTDAY_CHECK(ok(), "value() of a failed Result");
    return std::get<0>(state_);
  }
  T& value() & {
    FIRSTDAY_CHECK(ok(), "value() of a failed Result");
    return std::get<0>(state_);
  }
  /// By value, so that `for (x : f().value())` does not walk over something that is gone.
  T value() && {
    FIRSTDAY_CHECK(ok(), "value() of a failed Result");
    return std::get<0>(std::move(state_));
  }
  const Error& error() const {
    FIRSTDAY_CHECK(!ok(), "error() of a Result that has a value");
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

/// For what gives nothing back but may fail.
class [[nodiscard]] Status {
 public:
  Status() = default;
  Status(Error error) : error_(std::move(error)) {}  // NOLINT: implicit by design

  bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    FIRSTDAY_CHECK(!ok(), "error() of an ok Status");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

inline Error bad_input(std::string what) {
  return {ErrorKind::kBadInput, std::move(what)};
}
inline Error unavailable(std::string what) {
  return {ErrorKind::kUnavailable, std::move(what)};
}
inline Error misconfigured(std::string what) {
  return {ErrorKind::kConfiguration, std::move(what)};
}
inline Error conflict(std::string what) {
  return {ErrorKind::kConflict, std::move(what)};
}
inline Error usage(std::string what) {
  return {ErrorKind::kUsage, std::move(what)};
}

}  // namespace firstday::base
