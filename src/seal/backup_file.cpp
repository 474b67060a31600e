#include "seal/backup_file.h"

#include <openssl/evp.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>

#include "base/check.h"
#include "base/text.h"
#include "seal/hash.h"

namespace firstday::seal {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kForm = "firstday-backup";
constexpr std::string_view kLast = "manifest-bytes ";
constexpr std::size_t kDigits = 8;
constexpr std::size_t kLastLine = kLast.size() + kDigits + 1;
constexpr std::size_t kChunk = 1 << 20;

/// Hands `count` bytes from the beginning on; false where the file has fewer or cannot be read.
bool read_first(const fs::path& path, std::uint64_t count,
                const std::function<bool(std::string_view)>& take) {
  std::ifstream in(path, std::ios::binary);
  std::string chunk(kChunk, '\0');
  while (count > 0 && in) {
    in.read(chunk.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(count, chunk.size())));
    const auto got = static_cast<std::size_t>(in.gcount());
    if (got == 0 || !take(std::string_view(chunk).substr(0, got))) return false;
    count -= got;
  }
  return count == 0;
}

std::optional<std::string> sha256_of_first(const fs::path& path, std::uint64_t count) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> hash(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  FIRSTDAY_CHECK(hash && EVP_DigestInit_ex(hash.get(), EVP_sha256(), nullptr) == 1, "SHA-256 is there");
  const bool read = read_first(path, count, [&](std::string_view bytes) {
    return EVP_DigestUpdate(hash.get(), bytes.data(), bytes.size()) == 1;
  });
  Digest digest{};
  FIRSTDAY_CHECK(EVP_DigestFinal_ex(hash.get(), digest.data(), nullptr) == 1, "SHA-256 ends");
  return read ? std::optional(hex(digest)) : std::nullopt;
}

std::string lines_of(std::string_view kind, const Manifest& manifest) {
  std::string out = std::string("\n").append(kForm).append(" 1\nkind ").append(kind) + '\n';
  for (const ManifestLine& line : manifest.lines)
    out.append(line.name).append(1, ' ').append(line.value) += '\n';
  return out.append("size ")
             .append(std::to_string(manifest.size))
             .append("\nsha256 ")
             .append(manifest.sha256) +
         '\n';
}

std::string last_line(std::size_t bytes) {
  std::string digits = std::to_string(bytes);
  digits.insert(0, kDigits - digits.size(), '0');
  return std::string(kLast).append(digits) + '\n';
}

std::string seal_line(const std::string& lines) {
  return "manifest-sha256 " + sha256_hex(lines) + '\n';
}

std::string ending_of(std::string_view kind, const Manifest& manifest) {
  std::string out = lines_of(kind, manifest);
  out += seal_line(out);
  return out + last_line(out.size() + kLastLine);
}

/// The last `count` bytes; fewer where the file is shorter.
std::string read_last(const fs::path& path, std::uint64_t size, std::uint64_t count) {
  count = std::min(size, count);
  std::ifstream in(path, std::ios::binary);
  in.seekg(static_cast<std::streamoff>(size - count));
  std::string out(count, '\0');
  in.read(out.data(), static_cast<std::streamsize>(count));
  out.resize(static_cast<std::size_t>(std::max<std::streamsize>(in.gcount(), 0)));
  return out;
}

std::optional<std::uint64_t> number_in(std::string_view text) {
  if (!base::is_digits(text) || text.size() > 18) return std::nullopt;
  return std::stoull(std::string(text));
}

/// The manifest with the line end before it, or nothing.
std::optional<std::string> ending_in(const fs::path& path, std::uint64_t size) {
  const std::string last = read_last(path, size, kLastLine);
  if (last.size() != kLastLine || last.rfind(kLast, 0) != 0 || last.back() != '\n') return std::nullopt;
  const auto bytes = number_in(std::string_view(last).substr(kLast.size(), kDigits));
  if (!bytes || *bytes <= kLastLine || *bytes > size) return std::nullopt;
  std::string ending = read_last(path, size, *bytes);
  if (ending.size() != *bytes || ending.front() != '\n') return std::nullopt;
  return ending;
}

struct Read {
  std::string form;
  std::string kind;
  Manifest manifest;
};

void take_line(Read& read, std::string_view line) {
  const std::size_t blank = line.find(' ');
  const std::string name(line.substr(0, blank));
  const std::string value(blank == std::string_view::npos ? std::string_view() : line.substr(blank + 1));
  if (name == kForm)
    read.form = value;
  else if (name == "kind")
    read.kind = value;
  else if (name == "size")
    read.manifest.size = number_in(value).value_or(0);
  else if (name == "sha256")
    read.manifest.sha256 = value;
  else if (name != "manifest-sha256" && name != "manifest-bytes" && !name.empty())
    read.manifest.lines.push_back({name, value});
}

/// False where the manifest is not as it was written.
bool is_sealed(const std::string& ending) {
  const std::size_t at = ending.find("\nmanifest-sha256 ");
  if (at == std::string::npos) return false;
  const std::string lines = ending.substr(0, at + 1);
  return ending == lines + seal_line(lines) + last_line(ending.size());
}

base::Error refuse(const fs::path& path, const std::string& why) {
  return base::bad_input("'" + path.string() + "' " + why);
}

constexpr const char* kTakeAnother =
    " Nothing was changed. Copy it again from where it is kept, or take an earlier backup.";

base::Result<Read> read_manifest(const fs::path& path, std::uint64_t size) {
  const auto ending = ending_in(path, size);
  if (!ending)
    return refuse(path,
                  std::string("is no backup of Firstday, or is cut short: its manifest is not at its end.") +
                      kTakeAnother);
  Read read;
  for (const std::string& line : base::split(*ending, '\n')) take_line(read, line);
  if (read.form != "1" && base::is_digits(read.form))
    return refuse(path, "was written by a newer Firstday (form " + read.form +
                            "; this program knows form 1). Restore it with that version.");
  if (!is_sealed(*ending))
    return refuse(path, std::string("has a manifest that was changed.") + kTakeAnother);
  if (read.manifest.size + ending->size() != size)
    return refuse(path, "has " + std::to_string(size - ending->size()) +
                            " bytes before its manifest, which tells of " +
                            std::to_string(read.manifest.size) + "." + kTakeAnother);
  return read;
}

}  // namespace

std::string Manifest::value(std::string_view name) const {
  for (const ManifestLine& line : lines)
    if (line.name == name) return line.value;
  return {};
}

std::vector<std::string> Manifest::values(std::string_view name) const {
  std::vector<std::string> out;
  for (const ManifestLine& line : lines)
    if (line.name == name) out.push_back(line.value);
  return out;
}

base::Result<Manifest> add_manifest(WholeFile& file, std::string_view kind, std::vector<ManifestLine> lines) {
  Manifest manifest;
  manifest.lines = std::move(lines);
  std::error_code error;
  manifest.size = fs::file_size(file.part(), error);
  const auto hash = error ? std::nullopt : sha256_of_first(file.part(), manifest.size);
  if (!hash)
    return base::unavailable("What was written to '" + file.part().string() + "' cannot be read back.");
  manifest.sha256 = *hash;
  if (const base::Status s = file.append(ending_of(kind, manifest)); !s) return s.error();
  return manifest;
}

base::Result<Manifest> check_backup(const fs::path& path, std::string_view kind) {
  std::error_code error;
  const std::uint64_t size = fs::file_size(path, error);
  if (error) return refuse(path, "cannot be read: " + error.message() + ". Check the name.");
  auto read = read_manifest(path, size);
  if (!read) return read.error();
  if (read.value().kind != kind)
    return refuse(path, "is a backup of the " + read.value().kind + ", not of the " + std::string(kind) +
                            ". Name the other file.");
  const Manifest& manifest = read.value().manifest;
  if (sha256_of_first(path, manifest.size) != manifest.sha256)
    return refuse(path, std::string("is damaged: its bytes are not those that were backed up (SHA-256).") +
                            kTakeAnother);
  return manifest;
}

base::Status copy_out(const fs::path& path, const Manifest& manifest, WholeFile& into) {
  base::Status status;
  const bool read = read_first(path, manifest.size, [&](std::string_view bytes) {
    status = into.append(bytes);
    return status.ok();
  });
  if (!read && status.ok()) return refuse(path, "could not be read to its end.");
  return status;
}

}  // namespace firstday::seal
