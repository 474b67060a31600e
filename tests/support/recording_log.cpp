#include "support/recording_log.h"

#include <algorithm>

namespace firstday::support {

void RecordingLog::write(ports::Level level, std::string_view message,
                         std::span<const ports::LogField> fields) noexcept {
  std::string text(message);
  for (const ports::LogField& field : fields) {
    text += ' ';
    text += field.name;
    text += '=';
    text += field.value;
  }
  const std::lock_guard lock(guard_);
  lines_.push_back({level, std::move(text)});
}

std::vector<RecordingLog::Line> RecordingLog::lines() const {
  const std::lock_guard lock(guard_);
  return lines_;
}

int RecordingLog::count(ports::Level level) const {
  const std::lock_guard lock(guard_);
  return static_cast<int>(
      std::count_if(lines_.begin(), lines_.end(), [&](const Line& line) { return line.level == level; }));
}

bool RecordingLog::contains(std::string_view part) const {
  const std::lock_guard lock(guard_);
  return std::any_of(lines_.begin(), lines_.end(),
                     [&](const Line& line) { return line.text.find(part) != std::string::npos; });
}

}  // namespace firstday::support
