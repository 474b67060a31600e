#include "store/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>
#include <thread>
#include <utility>

#include "base/text.h"
#include "base/time.h"

namespace firstday::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStays = "firstday serve, ";

std::string this_process() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  return "process " + std::to_string(::getpid()) + " on " + host.data() + ", since " +
         base::london_date_time(now);
}

std::string holder_in(int descriptor) {
  std::array<char, 512> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  const std::string_view held(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  return held.empty() ? "another process" : std::string(base::trim(held));
}

/// A holder that cannot write its name still holds the lock.
void write_holder(int descriptor, const std::string& text) {
  if (::ftruncate(descriptor, 0) == 0 &&
      ::pwrite(descriptor, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()))
    ::fdatasync(descriptor);
}

base::Error taken_by(const std::string& holder, const fs::path& data_folder) {
  if (holder.rfind(kStays, 0) == 0)
    return base::conflict("`firstday serve` sends from " + data_folder.string() + " (" +
                          holder.substr(kStays.size()) +
                          "): what is due leaves by itself, and run and tick are not needed beside it. "
                          "Importing, recording and deciding work meanwhile.");
  return base::conflict("Firstday is already sending from " + data_folder.string() + ": " + holder +
                        ". Only one may send at a time. Wait for it or stop it; importing, recording and "
                        "deciding work meanwhile.");
}

}  // namespace

base::Result<FileLock> FileLock::on(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0) return FileLock(descriptor);
  return base::unavailable("Cannot open the lock file " + file.string() + ": " + std::strerror(errno) +
                           ". Check that the folder exists and belongs to the user that runs Firstday.");
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

bool FileLock::lock(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  auto wait = std::chrono::microseconds(50);
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (std::chrono::steady_clock::now() >= deadline) return false;
    std::this_thread::sleep_for(wait);
    if (wait < std::chrono::milliseconds(2)) wait *= 2;
  }
  return true;
}

void FileLock::unlock() {
  ::flock(descriptor_, LOCK_UN);
}

base::Result<DispatchLock> DispatchLock::take(const fs::path& data_folder, bool stays) {
  auto lock = FileLock::on(data_folder / "dispatch.lock");
  if (!lock) return lock.error();
  const int descriptor = lock.value().descriptor();
  if (!lock.value().lock(std::chrono::milliseconds(0))) return taken_by(holder_in(descriptor), data_folder);
  write_holder(descriptor, std::string(stays ? kStays : "") + this_process());
  return DispatchLock(std::move(lock).value());
}

DispatchLock::~DispatchLock() {
  if (lock_ && lock_->descriptor() >= 0) write_holder(lock_->descriptor(), "");
}

}  // namespace firstday::store
