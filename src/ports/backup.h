// Copies of the database, made beside whoever works with it, and put back.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "roll/pupil.h"

namespace firstday::ports {

/// Where a school's chain ends in a backup.
struct ChainEnd {
  roll::Urn school;
  long long seq = 0;
  std::string hash;  ///< hex

  friend bool operator==(const ChainEnd&, const ChainEnd&) = default;
};

/// What is known of a backup.
struct BackupInfo {
  base::Instant at{};   ///< everything that was committed before is in it
  std::string program;  ///< the version that made it
  int schema = 0;
  std::vector<ChainEnd> ends;  ///< by school
  std::uint64_t size = 0;      ///< of the database in it, in bytes
  std::string sha256;          ///< hex, of the same
};

/// What a restore did.
struct Restored {
  BackupInfo info;
  std::string kept;  ///< where the database that was there is now; empty: there was none
};

class Backup {
 public:
  virtual ~Backup() = default;

  /// One consistent copy, whatever other processes write meanwhile, as one file that is there whole and on
  /// the disk, for its owner only, or not at all. No keys are in it. kUsage where `file` is there already;
  /// kUnavailable where the database is not there or is damaged.
  virtual base::Result<BackupInfo> back_up(const std::filesystem::path& file, base::Instant now) = 0;

  /// Puts the backup into the data folder, in quarantine (ports/quarantine.h), once everything about it was
  /// checked: every byte, the schema, each school's chain with the keys of the folder. Anything wrong leaves
  /// the folder as it was. kUsage where a database is there and `replace` is not given; with it that one is
  /// kept beside under another name. kConflict while another process has it open. kConfiguration where the
  /// keys are missing or others; kBadInput where the backup is wrong.
  virtual base::Result<Restored> restore(const std::filesystem::path& file, bool replace,
                                         base::Instant now) = 0;
};

}  // namespace firstday::ports
