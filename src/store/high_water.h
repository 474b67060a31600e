// How far the record had come, kept in a file beside the database: <data>/high-water. An older database that
// is put back, or a copy of the folder, is known by it.
//
// A line of 256 bytes for the installation and its place, then one for each school: the seq and hash of the
// last event, and when. A school's line is written over in place, without a sync, after each commit that has
// reached the disk; so the file may be behind the database, and never ahead of it unless the database went
// back. Each line ends with a check of itself; one that was written in half counts as not there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "roll/pupil.h"

namespace firstday::store {

/// Where a database lies. A new start of the machine or another version of the program changes nothing that
/// is_same_place() looks at; a copy, a move to another disk and another machine do.
struct Place {
  std::string machine;       ///< /etc/machine-id; empty where there is none, and then not compared
  std::uint64_t inode = 0;   ///< of firstday.db
  std::int64_t born = 0;     ///< when that file was made, nanoseconds; 0 where the file system does not say
  std::string boot;          ///< of the kernel
  std::uint64_t device = 0;  ///< numbers of disks may change with a boot, so it is compared within one only

  friend bool operator==(const Place&, const Place&) = default;
};

Place place_of(const std::filesystem::path& database);
bool is_same_place(const Place& then, const Place& now);

/// The end of one school's chain.
struct Mark {
  long long seq = 0;
  std::string hash;  ///< hex
  base::Instant at{};
};

struct HighWater {
  std::string installation;
  Place place;
  std::map<roll::Urn, Mark> marks;
};

/// Nothing where the file is not there or does not begin as it should.
std::optional<HighWater> read_high_water(const std::filesystem::path& folder);

/// In place of what was there, on the disk when it returns. Only under the write lock of the folder.
base::Status write_high_water(const std::filesystem::path& folder, const HighWater& state);

/// Moves marks on. Only under the write lock; never fails: a mark that stays behind is no harm.
class HighWaterFile {
 public:
  explicit HighWaterFile(std::filesystem::path folder) : folder_(std::move(folder)) {}
  ~HighWaterFile();
  HighWaterFile(const HighWaterFile&) = delete;
  HighWaterFile& operator=(const HighWaterFile&) = delete;

  /// Nothing where the file was not begun.
  void advance(const roll::Urn& school, const Mark& mark);

 private:
  bool open();
  void read_lines();

  std::filesystem::path folder_;
  int descriptor_ = -1;
  std::uint64_t inode_ = 0;
  std::map<roll::Urn, long> lines_;  ///< the school's place in the file, counted in lines
  long count_ = 0;
};

}  // namespace firstday::store
