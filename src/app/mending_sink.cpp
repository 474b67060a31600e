#include "app/mending_sink.h"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <exception>
#include <mutex>

namespace firstday::app {

namespace {

using std::chrono::steady_clock;

class MendingSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  MendingSink(std::string file, std::size_t bytes, std::size_t files, std::chrono::milliseconds pause,
              std::function<std::string(std::size_t)> note)
      : file_(std::move(file)), bytes_(bytes), files_(files), pause_(pause), note_(std::move(note)) {
    open();
  }

 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    if (!is_open_again()) {
      ++lost_;
      return;
    }
    try {
      say_what_was_lost(message);
      inner_->log(message);
      inner_->flush();
    } catch (const std::exception&) {
      ++lost_;
      give_up();
    }
  }

  void flush_() override {}

  void set_formatter_(std::unique_ptr<spdlog::formatter> formatter) override {
    base_sink::set_formatter_(std::move(formatter));
    if (inner_ != nullptr) inner_->set_formatter(formatter_->clone());
  }

 private:
  void open() {
    inner_ = std::make_unique<spdlog::sinks::rotating_file_sink_st>(file_, bytes_, files_);
    inner_->set_formatter(formatter_->clone());
  }

  bool is_open_again() noexcept {
    if (inner_ != nullptr) return true;
    if (steady_clock::now() < try_again_at_) return false;
    try {
      open();
      return true;
    } catch (const std::exception&) {
      give_up();
      return false;
    }
  }

  void give_up() noexcept {
    inner_.reset();
    try_again_at_ = steady_clock::now() + pause_;
  }

  void say_what_was_lost(const spdlog::details::log_msg& message) {
    if (lost_ == 0) return;
    const std::string said = note_(lost_);
    spdlog::details::log_msg note = message;
    note.level = spdlog::level::warn;
    note.payload = said;
    inner_->log(note);
    inner_->flush();
    lost_ = 0;
  }

  std::string file_;
  std::size_t bytes_;
  std::size_t files_;
  std::chrono::milliseconds pause_;
  std::function<std::string(std::size_t)> note_;
  std::unique_ptr<spdlog::sinks::rotating_file_sink_st> inner_;
  steady_clock::time_point try_again_at_{};
  std::size_t lost_ = 0;
};

}  // namespace

std::shared_ptr<spdlog::sinks::sink> make_mending_sink(const std::string& file, std::size_t bytes,
                                                       std::size_t files, std::chrono::milliseconds pause,
                                                       std::function<std::string(std::size_t lost)> note) {
  return std::make_shared<MendingSink>(file, bytes, files, pause, std::move(note));
}

}  // namespace firstday::app
