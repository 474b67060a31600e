#include "seal/keys.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "base/text.h"

namespace firstday::seal {

namespace fs = std::filesystem;

namespace {

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "firstday";

Digest derive(const Digest& master, std::uint64_t purpose) {
  Digest key;
  crypto_kdf_derive_from_key(key.data(), key.size(), purpose, kContext, master.data());
  return key;
}

base::Error failed(const std::string& what, const fs::path& path) {
  return base::unavailable(what + " " + path.string() + ": " + std::strerror(errno) +
                           ". Check that the folder exists and belongs to the user that runs Firstday.");
}

/// Closes on every way out.
class File {
 public:
  File(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (fd_ >= 0) ::close(fd_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

/// A folder that is as it must be is not touched: its disk may be read-only.
bool is_private(const fs::path& folder) {
  struct stat info {};
  return ::stat(folder.c_str(), &info) == 0 && S_ISDIR(info.st_mode) && (info.st_mode & 07777) == 0700;
}

base::Status make_private_folder(const fs::path& folder) {
  if (is_private(folder)) return {};
  std::error_code error;
  fs::create_directories(folder.parent_path(), error);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return failed("Cannot make the folder", folder);
  if (::chmod(folder.c_str(), 0700) != 0) return failed("Cannot close to others the folder", folder);
  return {};
}

bool write_and_sync(int fd, std::string_view text) {
  return ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
}

/// Linked into place whole: whoever comes second finds the first one's key, never half of one.
base::Status create(const fs::path& folder, const fs::path& path) {
  const fs::path draft = folder / ("master.key." + hex(random_bytes(8)));
  const File file(draft, O_WRONLY | O_CREAT | O_EXCL);
  if (file.fd() < 0 || !write_and_sync(file.fd(), hex(random_bytes(32)) + "\n"))
    return failed("Cannot write the key file", draft);
  const bool linked = ::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST;
  base::Status status = linked ? base::Status() : failed("Cannot write the key file", path);
  ::unlink(draft.c_str());
  const File directory(folder, O_RDONLY | O_DIRECTORY);
  ::fsync(directory.fd());
  return status;
}

std::optional<Digest> master_of(std::string_view text) {
  const std::string_view line = base::trim(text);
  Digest key;
  std::size_t length = 0;
  const bool read =
      sodium_hex2bin(key.data(), key.size(), line.data(), line.size(), nullptr, &length, nullptr) == 0;
  return read && length == key.size() && line.size() == 2 * key.size() ? std::optional(key) : std::nullopt;
}

base::Status refuse_if_open_to_others(int fd, const fs::path& path) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return failed("Cannot read the key file", path);
  if ((info.st_mode & 077) == 0) return {};
  return base::misconfigured("The key file " + path.string() +
                             " can be read by others than its owner. Whoever has it can forge the record. "
                             "Close it with: chmod 600 " +
                             path.string());
}

base::Result<Keys> read(int fd, const fs::path& path) {
  if (const base::Status status = refuse_if_open_to_others(fd, path); !status) return status.error();
  char text[256];
  const ssize_t size = ::read(fd, text, sizeof text);
  if (size < 0) return failed("Cannot read the key file", path);
  const auto master = master_of({text, static_cast<std::size_t>(size)});
  if (master) return Keys::from_master(*master);
  return base::misconfigured(
      "The key file " + path.string() +
      " is damaged: it must hold one line of 64 hex digits. Put it back from the backup; "
      "a new key could not verify the record that is already there.");
}

}  // namespace

Keys Keys::from_master(const Digest& master) {
  Keys keys;
  keys.chain_ = derive(master, 1);
  keys.claim_ = derive(master, 2);
  keys.trace_ = derive(master, 3);
  return keys;
}

base::Result<Keys> Keys::load_or_create(const fs::path& data_folder) {
  const fs::path folder = data_folder / "keys";
  const fs::path path = folder / "master.key";
  if (const base::Status status = make_private_folder(folder); !status) return status.error();
  if (!fs::exists(path))
    if (const base::Status status = create(folder, path); !status) return status.error();
  const File file(path, O_RDONLY);
  if (file.fd() < 0) return failed("Cannot read the key file", path);
  return read(file.fd(), path);
}

}  // namespace firstday::seal
