// Where the program's own log goes. Never the record: the record is the journal. A log that fails
// must not throw and must not stop a send.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/personal.h"

namespace firstday::ports {

enum class Level { kDebug, kInfo, kWarning, kError };

/// A named value. Personal data goes in only as base::Personal, and comes out masked.
struct LogField {
  std::string_view name;
  std::string value;

  LogField(std::string_view n, std::string v) : name(n), value(std::move(v)) {}
  LogField(std::string_view n, std::string_view v) : name(n), value(v) {}
  LogField(std::string_view n, const char* v) : name(n), value(v) {}
  LogField(std::string_view n, long long v) : name(n), value(std::to_string(v)) {}
  LogField(std::string_view n, std::size_t v) : name(n), value(std::to_string(v)) {}
  LogField(std::string_view n, int v) : name(n), value(std::to_string(v)) {}
  LogField(std::string_view n, const base::Personal& v) : name(n), value(v.masked()) {}
  template <typename Tag>
  LogField(std::string_view n, const base::Id<Tag>& v) : name(n), value(v.text()) {}
};

/// Safe from any thread.
class Log {
 public:
  virtual ~Log() = default;
  /// `message` is a fixed sentence of ours; whatever varies goes into fields.
  virtual void write(Level level, std::string_view message, std::span<const LogField> fields) noexcept = 0;

  void info(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept {
    write(Level::kInfo, message, {fields.begin(), fields.size()});
  }
  void warning(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept {
    write(Level::kWarning, message, {fields.begin(), fields.size()});
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) noexcept {
    write(Level::kError, message, {fields.begin(), fields.size()});
  }
};

}  // namespace firstday::ports
