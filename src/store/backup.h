// Backups of the database of one data folder by SQLite's own online copy. A backup is one file
// (seal/backup_file.h, kind "database"); its manifest tells
//
//   program VERSION        that made it
//   schema NUMBER          of the last migration that was run
//   at MICROSECONDS        UTC; everything that was committed before is in it
//   at-utc 2027-03-02T...Z the same, for people
//   end URN SEQ HASH       for each school: where its chain ends
//
// It is made without migrating or changing what is there, so also by a newer program before its first start.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ports/backup.h"
#include "seal/backup_file.h"

namespace firstday::store {

/// `program`: the version that stands in the manifest. No key is needed.
std::unique_ptr<ports::Backup> make_backup(std::filesystem::path data_folder, std::string program);

/// Of what check_backup() gave; kBadInput where a line is not as back_up() writes it.
base::Result<ports::BackupInfo> info_of(const seal::Manifest& manifest, const std::filesystem::path& file);

}  // namespace firstday::store
