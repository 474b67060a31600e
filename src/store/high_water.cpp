#include "store/high_water.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.h"
#include "seal/hash.h"
#include "seal/whole_file.h"

namespace firstday::store {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kLine = 256;
constexpr const char* kName = "high-water";
constexpr std::string_view kForm = "firstday-high-water-1";

std::string first_line_of(const char* path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

/// "-" for nothing, as parts are parted by blanks.
std::string word_of(const std::string& text) {
  return text.empty() ? "-" : text;
}
std::string text_of(const std::string& word) {
  return word == "-" ? "" : word;
}

std::string check_of(std::string_view text) {
  return seal::sha256_hex(text).substr(0, 16);
}

/// Of the length of a line; empty where it does not fit, so that it is never half.
std::string line_of(const std::vector<std::string>& parts) {
  std::string line = base::join(parts, " ");
  const std::string check = check_of(line);
  line.append(1, ' ').append(check);
  if (line.size() >= kLine) return {};
  line.resize(kLine - 1, ' ');
  return line + '\n';
}

/// Its parts without the check; none where it is not whole.
std::vector<std::string> parts_of(std::string_view line) {
  std::vector<std::string> parts = base::split(base::trim(line), ' ');
  if (parts.size() < 2) return {};
  const std::string check = parts.back();
  parts.pop_back();
  return check == check_of(base::join(parts, " ")) ? parts : std::vector<std::string>();
}

std::string head_line(const HighWater& state) {
  const Place& p = state.place;
  return line_of({std::string(kForm), state.installation, word_of(p.machine), std::to_string(p.inode),
                  std::to_string(p.born), word_of(p.boot), std::to_string(p.device)});
}

std::string mark_line(const roll::Urn& school, const Mark& mark) {
  return line_of({school.text(), std::to_string(mark.seq), mark.hash, std::to_string(base::micros(mark.at))});
}

std::string read_whole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

bool read_head(std::string_view line, HighWater& into) {
  const std::vector<std::string> parts = parts_of(line);
  if (parts.size() != 7 || parts[0] != kForm) return false;
  into.installation = parts[1];
  into.place = {text_of(parts[2]), std::strtoull(parts[3].c_str(), nullptr, 10),
                std::strtoll(parts[4].c_str(), nullptr, 10), text_of(parts[5]),
                std::strtoull(parts[6].c_str(), nullptr, 10)};
  return true;
}

void read_mark(std::string_view line, HighWater& into) {
  const std::vector<std::string> parts = parts_of(line);
  if (parts.size() != 4) return;
  into.marks[roll::Urn(parts[0])] = {std::atoll(parts[1].c_str()), parts[2],
                                     base::instant_of_micros(std::atoll(parts[3].c_str()))};
}

std::uint64_t inode_of(const fs::path& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 ? info.st_ino : 0;
}

}  // namespace

Place place_of(const fs::path& database) {
  Place out;
  out.machine = first_line_of("/etc/machine-id");
  out.boot = first_line_of("/proc/sys/kernel/random/boot_id");
  struct statx info {};
  if (::statx(AT_FDCWD, database.c_str(), 0, STATX_BASIC_STATS | STATX_BTIME, &info) != 0) return out;
  out.inode = info.stx_ino;
  out.device = (std::uint64_t{info.stx_dev_major} << 32) | info.stx_dev_minor;
  if ((info.stx_mask & STATX_BTIME) != 0)
    out.born = info.stx_btime.tv_sec * 1'000'000'000 + info.stx_btime.tv_nsec;
  return out;
}

bool is_same_place(const Place& then, const Place& now) {
  const auto differ = [](const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
  };
  if (differ(then.machine, now.machine) || then.inode != now.inode) return false;
  if (then.born != 0 && now.born != 0 && then.born != now.born) return false;
  return then.boot != now.boot || then.device == now.device;
}

std::optional<HighWater> read_high_water(const fs::path& folder) {
  const std::string text = read_whole(folder / kName);
  HighWater out;
  if (!read_head(std::string_view(text).substr(0, kLine), out)) return std::nullopt;
  for (std::size_t at = kLine; at < text.size(); at += kLine)
    read_mark(std::string_view(text).substr(at, kLine), out);
  return out;
}

namespace {

/// Nobody named this file, so what helps is said of the disk, as for the database beside it.
base::Error not_written(const fs::path& folder, const base::Error& error) {
  return base::unavailable("The disk that holds " + folder.string() + " reported an error. " + error.what);
}

}  // namespace

base::Status write_high_water(const fs::path& folder, const HighWater& state) {
  const fs::path fresh = folder / (std::string(kName) + ".new");
  ::unlink(fresh.c_str());  // of a process that died
  auto file = seal::WholeFile::begin(fresh, seal::WholeFile::kMakeRoom);
  if (!file) return not_written(folder, file.error());
  std::string text = head_line(state);
  for (const auto& [school, mark] : state.marks) text += mark_line(school, mark);
  if (base::Status s = file.value().append(text); !s) return not_written(folder, s.error());
  if (base::Status s = file.value().finish(); !s) return not_written(folder, s.error());
  std::error_code error;
  fs::rename(fresh, folder / kName, error);
  if (!error) return {};
  return base::unavailable(
      "The file " + (folder / kName).string() +
      " cannot be written. Check that the folder belongs to the user that runs Firstday.");
}

HighWaterFile::~HighWaterFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

/// Another process may have put a new file in its place.
bool HighWaterFile::open() {
  const std::uint64_t inode = inode_of(folder_ / kName);
  if (descriptor_ >= 0 && inode == inode_) return true;
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (inode == 0) return false;
  descriptor_ = ::open((folder_ / kName).c_str(), O_RDWR | O_CLOEXEC);
  inode_ = inode;
  read_lines();
  return descriptor_ >= 0;
}

void HighWaterFile::read_lines() {
  lines_.clear();
  const std::string text = read_whole(folder_ / kName);
  count_ = static_cast<long>((text.size() + kLine - 1) / kLine);
  for (long i = 1; i < count_; ++i) {
    HighWater one;
    read_mark(std::string_view(text).substr(static_cast<std::size_t>(i) * kLine, kLine), one);
    if (!one.marks.empty()) lines_[one.marks.begin()->first] = i;
  }
}

void HighWaterFile::advance(const roll::Urn& school, const Mark& mark) {
  if (!open()) return;
  if (lines_.count(school) == 0) read_lines();  // another process may have begun it
  const std::string line = mark_line(school, mark);
  const auto at = lines_.find(school);
  const long number = at != lines_.end() ? at->second : count_;
  if (line.empty() || ::pwrite(descriptor_, line.data(), line.size(), number * static_cast<long>(kLine)) < 0)
    return;
  if (at == lines_.end()) {
    lines_[school] = number;
    ++count_;
  }
}

}  // namespace firstday::store
