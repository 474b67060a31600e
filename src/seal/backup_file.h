// The form of a backup: one file, so that what was backed up and what is known of it stay together.
//
//   the bytes that were backed up (of a database: a database, which any SQLite opens as it is)
//   a line end, and the manifest as lines "name value":
//     firstday-backup 1
//     kind database
//     ... what the kind has to tell (store/backup.h, seal/key_backup.h) ...
//     size BYTES               of what was backed up
//     sha256 HEX
//     manifest-sha256 HEX      of the lines above
//     manifest-bytes 00000321  from the line end on; this line is always as long, so it is found from the end
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "seal/whole_file.h"

namespace firstday::seal {

/// A line of the manifest; neither part has a line end, the name no blank.
struct ManifestLine {
  std::string name;
  std::string value;
};

struct Manifest {
  std::vector<ManifestLine> lines;  ///< what the kind has to tell
  std::uint64_t size = 0;
  std::string sha256;  ///< hex

  std::string value(std::string_view name) const;                ///< of the first such line; empty: none
  std::vector<std::string> values(std::string_view name) const;  ///< of all such lines
};

/// Closes a backup: reads what stands in `file` so far and puts the manifest behind it. The caller finishes
/// it.
base::Result<Manifest> add_manifest(WholeFile& file, std::string_view kind, std::vector<ManifestLine> lines);

/// Reads the manifest and checks the file against it, every byte. kBadInput, in words, where it is no backup
/// of this kind, is cut short, was changed, or is of a later form than this program knows.
base::Result<Manifest> check_backup(const std::filesystem::path& path, std::string_view kind);

/// What was backed up, without the manifest, at the end of `into`; only after check_backup().
base::Status copy_out(const std::filesystem::path& path, const Manifest& manifest, WholeFile& into);

}  // namespace firstday::seal
