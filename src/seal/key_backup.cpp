#include "seal/key_backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/text.h"
#include "seal/backup_file.h"

namespace firstday::seal {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kKind = "keys";

struct KeyFile {
  std::string name;
  std::string bytes;
};

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Drafts of a key that was being made do not count.
std::vector<KeyFile> keys_in(const fs::path& folder) {
  std::vector<KeyFile> out;
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (entry.is_regular_file() && entry.path().extension() == ".key")
      out.push_back({entry.path().filename().string(), read_whole(entry.path())});
  std::sort(out.begin(), out.end(), [](const KeyFile& a, const KeyFile& b) { return a.name < b.name; });
  return out;
}

base::Error unreadable(const fs::path& file) {
  return base::bad_input("'" + file.string() + "' does not hold the keys that its manifest tells of.");
}

/// What `restore_keys` is to write; the manifest was made by this program, its hash is right.
base::Result<std::vector<KeyFile>> keys_of(const fs::path& file, const Manifest& manifest) {
  const std::string all = read_whole(file).substr(0, manifest.size);
  std::vector<KeyFile> out;
  std::size_t at = 0;
  for (const std::string& line : manifest.values("file")) {
    const std::vector<std::string> parts = base::split(line, ' ');
    if (parts.size() != 2 || !base::is_digits(parts[0]) || parts[0].size() > 6 ||
        parts[1].find('/') != std::string::npos)
      return unreadable(file);
    const std::size_t size = std::stoul(parts[0]);
    if (at + size > all.size()) return unreadable(file);
    out.push_back({parts[1], all.substr(at, size)});
    at += size;
  }
  if (out.empty() || at != all.size()) return unreadable(file);
  return out;
}

base::Status put_back(const fs::path& folder, const KeyFile& key) {
  const fs::path path = folder / key.name;
  auto file = WholeFile::begin(path, WholeFile::kMakeRoom);
  if (!file) return file.error();
  if (base::Status s = file.value().append(key.bytes); !s) return s;
  return file.value().finish();
}

base::Status refuse_another(const fs::path& path, const std::string& bytes) {
  if (!fs::exists(path) || read_whole(path) == bytes) return {};
  return base::conflict(
      "'" + path.string() +
      "' is there and is another key. The record that belongs to it could not be verified "
      "without it, so it is left. Restore into an empty data folder, or move it away first.");
}

}  // namespace

base::Status back_up_keys(const fs::path& data_folder, const fs::path& file, std::string_view program,
                          base::Instant now) {
  const std::vector<KeyFile> keys = keys_in(data_folder / "keys");
  if (keys.empty())
    return base::unavailable("There are no keys in " + (data_folder / "keys").string() +
                             ". Name the data folder with --data.");
  auto backup = WholeFile::begin(file);
  if (!backup) return backup.error();
  std::vector<ManifestLine> lines = {{"program", std::string(program)}, {"at", base::iso_utc(now)}};
  for (const KeyFile& key : keys) {
    if (base::Status s = backup.value().append(key.bytes); !s) return s;
    lines.push_back({"file", std::to_string(key.bytes.size()).append(1, ' ').append(key.name)});
  }
  const auto manifest = add_manifest(backup.value(), kKind, std::move(lines));
  if (!manifest) return manifest.error();
  return backup.value().finish();
}

base::Status restore_keys(const fs::path& file, const fs::path& data_folder) {
  const auto manifest = check_backup(file, kKind);
  if (!manifest) return manifest.error();
  const auto keys = keys_of(file, manifest.value());
  if (!keys) return keys.error();
  const fs::path folder = data_folder / "keys";
  for (const KeyFile& key : keys.value())
    if (base::Status s = refuse_another(folder / key.name, key.bytes); !s) return s;
  std::error_code error;
  fs::create_directories(folder, error);
  for (const fs::path& made : {data_folder, folder})
    if (::chmod(made.c_str(), 0700) != 0)
      return base::unavailable("The folder '" + made.string() + "' cannot be made for its owner only.");
  for (const KeyFile& key : keys.value())
    if (!fs::exists(folder / key.name))
      if (base::Status s = put_back(folder, key); !s) return s;
  return {};
}

}  // namespace firstday::seal
