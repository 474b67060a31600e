// A log file that may fail and come back: a full disk, a folder that is gone.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace spdlog::sinks {
class sink;
}

namespace firstday::app {

/// Rotates as spdlog's own sink does, and never throws once it is made. What failed is closed (spdlog 1.10
/// writes through a null pointer after a rotation that failed) and opened again when a line comes `pause`
/// later; the lines between are lost. `note` makes the line that then says how many. Throws spdlog_ex when
/// the file cannot be opened now.
std::shared_ptr<spdlog::sinks::sink> make_mending_sink(const std::string& file, std::size_t bytes,
                                                       std::size_t files, std::chrono::milliseconds pause,
                                                       std::function<std::string(std::size_t lost)> note);

}  // namespace firstday::app
