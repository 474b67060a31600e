#include "store/backup.h"

#include <chrono>

#include "base/text.h"
#include "store/connection.h"
#include "store/file_lock.h"
#include "store/migrations.h"
#include "store/restore.h"
#include "store/sql_error.h"

namespace firstday::store {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kKind = "database";
constexpr std::chrono::seconds kPatience{30};

/// So that the log, which the copy has to look through, is short. A checkpoint that cannot be made loses
/// nothing.
base::Status bring_log_into_file(const fs::path& folder) {
  auto lock = FileLock::on(folder / "write.lock");
  if (!lock) return lock.error();
  if (!lock.value().lock(kPatience))
    return base::unavailable("Another process has been writing in " + folder.string() +
                             " for half a minute. End it, and make the backup again.");
  Connection(folder / "firstday.db", Connection::Use::kWrite, kPatience).checkpoint();
  return {};
}

/// A copy of something damaged would push out a good one.
bool is_sound(Connection& sql) {
  Statement check = sql.once("PRAGMA quick_check(1)");
  Rows rows = check.query();
  return rows.next() && rows.view() == "ok";
}

std::vector<ports::ChainEnd> ends_in(Connection& sql) {
  std::vector<ports::ChainEnd> out;
  Rows rows = sql.prepared("SELECT school, seq, hash FROM chain_head ORDER BY school").query();
  while (rows.next()) {
    ports::ChainEnd& end = out.emplace_back();
    end.school = rows.id<roll::Urn>();
    end.seq = rows.number();
    end.hash = seal::hex(rows.digest());
  }
  return out;
}

std::vector<seal::ManifestLine> lines_of(const ports::BackupInfo& info) {
  std::vector<seal::ManifestLine> lines = {{"program", info.program},
                                           {"schema", std::to_string(info.schema)},
                                           {"at", std::to_string(base::micros(info.at))},
                                           {"at-utc", base::iso_utc(info.at)}};
  for (const ports::ChainEnd& end : info.ends)
    lines.push_back({"end", end.school.text() + " " + std::to_string(end.seq) + " " + end.hash});
  return lines;
}

class SqliteBackup final : public ports::Backup {
 public:
  SqliteBackup(fs::path folder, std::string program)
      : folder_(std::move(folder)), program_(std::move(program)) {}

  base::Result<ports::BackupInfo> back_up(const fs::path& file, base::Instant now) override {
    if (!fs::exists(folder_ / "firstday.db"))
      return base::unavailable("There is no database in " + folder_.string() +
                               ". Name the data folder with --data.");
    auto copy = seal::WholeFile::begin(file);
    if (!copy) return copy.error();
    try {
      if (base::Status s = bring_log_into_file(folder_); !s) return s.error();
      return finish(copy.value(), now);
    } catch (const SqlError& error) {
      return in_words(error, folder_);
    }
  }

  base::Result<ports::Restored> restore(const fs::path& file, bool replace, base::Instant now) override {
    return store::restore(folder_, file, replace, now);
  }

 private:
  base::Result<ports::BackupInfo> finish(seal::WholeFile& copy, base::Instant now) const {
    Connection(folder_ / "firstday.db", Connection::Use::kRead, kPatience).copy_to(copy.part());
    auto info = look_into(copy.part(), now);
    if (!info) return info.error();
    const auto manifest = seal::add_manifest(copy, kKind, lines_of(info.value()));
    if (!manifest) return manifest.error();
    if (base::Status s = copy.finish(); !s) return s.error();
    info.value().size = manifest.value().size;
    info.value().sha256 = manifest.value().sha256;
    return info;
  }

  /// What the manifest tells is read from the copy: the original may be further by now.
  base::Result<ports::BackupInfo> look_into(const fs::path& copy, base::Instant now) const {
    Connection sql(copy, Connection::Use::kRead, kPatience);
    if (!is_sound(sql))
      return base::unavailable(
          "The database in " + folder_.string() +
          " is damaged, so no backup was made of it. Keep the backups that there are, stop "
          "Firstday, and restore the last one.");
    ports::BackupInfo info;
    info.at = now;
    info.program = program_;
    info.schema = schema_version(sql);
    info.ends = ends_in(sql);
    return info;
  }

  fs::path folder_;
  std::string program_;
};

base::Error not_ours(const fs::path& file, const char* what) {
  return base::bad_input("'" + file.string() + "' has a manifest with a wrong " + what +
                         ". It was not written by `firstday backup`.");
}

std::optional<long long> number_in(const std::string& text) {
  if (!base::is_digits(text) || text.size() > 18) return std::nullopt;
  return std::stoll(text);
}

}  // namespace

std::unique_ptr<ports::Backup> make_backup(fs::path data_folder, std::string program) {
  return std::make_unique<SqliteBackup>(std::move(data_folder), std::move(program));
}

base::Result<ports::BackupInfo> info_of(const seal::Manifest& manifest, const fs::path& file) {
  ports::BackupInfo info;
  const auto at = number_in(manifest.value("at"));
  if (!at) return not_ours(file, "time");
  const auto schema = number_in(manifest.value("schema"));
  if (!schema) return not_ours(file, "schema");
  info.at = base::instant_of_micros(*at);
  info.schema = static_cast<int>(*schema);
  info.program = manifest.value("program");
  info.size = manifest.size;
  info.sha256 = manifest.sha256;
  for (const std::string& line : manifest.values("end")) {
    const std::vector<std::string> parts = base::split(line, ' ');
    const auto seq = parts.size() == 3 ? number_in(parts[1]) : std::nullopt;
    if (!seq) return not_ours(file, "end of a chain");
    info.ends.push_back({roll::Urn(parts[0]), *seq, parts[2]});
  }
  return info;
}

}  // namespace firstday::store
