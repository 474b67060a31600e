// A log that keeps its lines, so that a test can ask what was written, and what was not.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "ports/log.h"

namespace firstday::support {

/// Safe from any thread.
class RecordingLog final : public ports::Log {
 public:
  struct Line {
    ports::Level level;
    std::string text;  ///< "message name=value name=value"
  };

  void write(ports::Level level, std::string_view message,
             std::span<const ports::LogField> fields) noexcept override;

  std::vector<Line> lines() const;
  int count(ports::Level level) const;
  /// True where some line holds `part`; for "no number stands in any log" as well.
  bool contains(std::string_view part) const;

 private:
  mutable std::mutex guard_;
  std::vector<Line> lines_;
};

}  // namespace firstday::support
