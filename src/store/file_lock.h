// Locks between processes that share one data folder.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>

#include "base/result.h"

namespace firstday::store {

/// An exclusive flock on a file. Movable; the lock goes with the object, and with the process however
/// it ends. Between the threads of one process it does not lock: they need a mutex beside it.
class FileLock {
 public:
  /// Opens the file, making it where it is not there; does not lock yet.
  static base::Result<FileLock> on(const std::filesystem::path& file);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;

  /// False where another process still holds it when patience ends.
  bool lock(std::chrono::milliseconds patience);
  void unlock();

  int descriptor() const { return descriptor_; }

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

/// Who holds this may dispatch and recover (ports/job_queue.h); one process a data folder.
class DispatchLock {
 public:
  /// Refuses, naming the holder, where another process has it. Never waits. `stays`: for a service, which
  /// does not end when the day's messages are sent, so that others are not told to wait for it.
  static base::Result<DispatchLock> take(const std::filesystem::path& data_folder, bool stays = false);
  ~DispatchLock();
  DispatchLock(DispatchLock&&) noexcept = default;

 private:
  explicit DispatchLock(FileLock lock) : lock_(std::move(lock)) {}

  std::optional<FileLock> lock_;
};

}  // namespace firstday::store
