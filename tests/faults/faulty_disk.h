// A disk under SQLite that loses power, fills up or fails at a step of the test's choosing. It is an SQLite
// VFS that stands in front of the real one, and keeps for every database and log what has been synced and
// what has not.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace firstday::faults {

enum class DiskFault {
  kNone,
  kPowerCut,    ///< this step and all after it fail; after_the_cut() leaves what was synced, and some of the
                ///< rest
  kFull,        ///< writes find no room
  kWriteError,  ///< writes fail (EIO)
  kSyncError,   ///< syncs fail (EIO)
};

/// One at a time; it is the default VFS of the process as long as it lives. Every database must be closed
/// before it goes. From one thread.
class FaultyDisk {
 public:
  FaultyDisk();
  ~FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;

  /// Begins to count steps (writes, syncs and truncations of a database or its log) again from 1; the fault
  /// begins at `at`, and with a disk that is full or fails, `for_steps` later it is over.
  void arm(DiskFault fault, long long at, long long for_steps = 1'000'000'000);
  long long steps() const { return steps_; }
  bool happened() const { return happened_; }
  /// Steps at which a database itself was written: checkpoints.
  const std::vector<long long>& checkpoint_steps() const { return checkpoint_steps_; }

  /// Once every database is closed: the files as the disk has them when the power is back. Of what was not
  /// synced, the seed decides: nothing is there, all but a torn end, or here and there a sector of it.
  void after_the_cut(unsigned seed);
  /// Makes syncs do nothing, as a disk that lies, or a program that does not sync.
  void lie(bool lies) { lies_ = lies; }

  struct Change {
    long long offset = 0;
    std::string bytes;
    bool truncates = false;  ///< to `offset`
  };
  struct Kept {
    std::string synced;
    std::vector<Change> pending;
  };

  // --- for the VFS

  /// SQLITE_OK, or the code with which this step fails.
  int step(bool is_sync, bool is_database);
  /// True in the step at which the power goes.
  bool loses_power_now() const { return fault_ == DiskFault::kPowerCut && steps_ == at_; }
  Kept* kept(const std::string& path);
  bool lies() const { return lies_; }

 private:
  std::map<std::string, Kept> files_;
  DiskFault fault_ = DiskFault::kNone;
  long long at_ = 0;
  long long until_ = 0;
  long long steps_ = 0;
  bool happened_ = false;
  bool lies_ = false;
  std::vector<long long> checkpoint_steps_;
};

}  // namespace firstday::faults
