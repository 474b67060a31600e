// spdlog lives here and in mending_sink.cpp, and nowhere else.
#include "app/spdlog_log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <exception>
#include <filesystem>
#include <vector>

#include "app/mending_sink.h"

namespace firstday::app {

namespace {

spdlog::level::level_enum level_of(ports::Level level) {
  switch (level) {
    case ports::Level::kDebug:
      return spdlog::level::debug;
    case ports::Level::kInfo:
      return spdlog::level::info;
    case ports::Level::kWarning:
      return spdlog::level::warn;
    case ports::Level::kError:
      return spdlog::level::err;
  }
  return spdlog::level::info;
}

/// Control characters, quotes and backslashes would break a line or a JSON string.
std::string escaped(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') out += '\\';
    if (byte >= 0x20) {
      out += c;
      continue;
    }
    out += "\\u00";
    out += kHex[byte >> 4U];
    out += kHex[byte & 15U];
  }
  return out;
}

std::string as_text(std::string_view message, std::span<const ports::LogField> fields) {
  std::string line(message);
  for (const ports::LogField& f : fields) {
    line += ' ';
    line += f.name;
    line += '=';
    const bool bare = !f.value.empty() && f.value.find_first_of(" \"=\\") == std::string::npos;
    line += bare ? escaped(f.value) : "\"" + escaped(f.value) + "\"";
  }
  return line;
}

std::string as_json_members(std::string_view message, std::span<const ports::LogField> fields) {
  std::string line = "\"message\":\"" + escaped(message) + "\"";
  for (const ports::LogField& f : fields) line += ",\"" + escaped(f.name) + "\":\"" + escaped(f.value) + "\"";
  return line;
}

class SpdlogLog : public ports::Log {
 public:
  SpdlogLog(std::vector<spdlog::sink_ptr> sinks, bool json, spdlog::level::level_enum level)
      : logger_("firstday", sinks.begin(), sinks.end()), json_(json) {
    logger_.set_level(level);
    logger_.flush_on(spdlog::level::info);
    logger_.set_pattern(json ? R"({"at":"%Y-%m-%dT%H:%M:%S.%fZ","level":"%l","process":%P,%v})"
                             : "%Y-%m-%dT%H:%M:%S.%fZ %l [%P] %v",
                        spdlog::pattern_time_type::utc);
    // What spdlog would print on its own when a disk is full helps nobody and may come every second.
    logger_.set_error_handler([](const std::string&) {});
  }

  void write(ports::Level level, std::string_view message,
             std::span<const ports::LogField> fields) noexcept override {
    try {
      logger_.log(level_of(level), json_ ? as_json_members(message, fields) : as_text(message, fields));
    } catch (...) {  // NOLINT(bugprone-empty-catch): a send must never be lost because its log line was
    }
  }

 private:
  spdlog::logger logger_;
  bool json_;
};

spdlog::sink_ptr stderr_sink(spdlog::level::level_enum level) {
  auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  sink->set_level(level);
  return sink;
}

}  // namespace

base::Result<std::unique_ptr<ports::Log>> open_log(const config::LogSettings& settings,
                                                   const std::string& folder, bool to_stderr,
                                                   std::chrono::milliseconds pause) {
  try {
    std::filesystem::create_directories(folder);
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
    std::vector<spdlog::sink_ptr> sinks = {make_mending_sink(
        folder + "/firstday.log", static_cast<std::size_t>(settings.bytes),
        static_cast<std::size_t>(settings.files), pause,
        [json = settings.format == "json"](std::size_t lost) {
          const ports::LogField lines[] = {{"lines", lost}};
          constexpr std::string_view kLost = "Lines of this log were lost: the file could not be written.";
          return json ? as_json_members(kLost, lines) : as_text(kLost, lines);
        })};
    if (to_stderr) sinks.push_back(stderr_sink(spdlog::level::debug));
    const auto level = spdlog::level::from_str(settings.level);
    return std::unique_ptr<ports::Log>(
        std::make_unique<SpdlogLog>(std::move(sinks), settings.format == "json", level));
  } catch (const std::exception&) {
    return base::unavailable("The log folder '" + folder +
                             "' cannot be written. Free space or mend its owner.");
  }
}

std::unique_ptr<ports::Log> stderr_log() {
  return std::make_unique<SpdlogLog>(std::vector<spdlog::sink_ptr>{stderr_sink(spdlog::level::warn)}, false,
                                     spdlog::level::warn);
}

}  // namespace firstday::app
