#include "faults/faulty_disk.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "e2e/program.h"

namespace firstday::faults {

namespace {

constexpr long long kSector = 512;

FaultyDisk* the_disk = nullptr;
sqlite3_vfs* real_vfs = nullptr;
sqlite3_vfs our_vfs;

/// The real file lies behind it in memory.
struct File {
  sqlite3_file base;
  FaultyDisk::Kept* kept;
  bool is_database;
};

File* ours(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(ours(file) + 1);
}

int close(sqlite3_file* f) {
  return real(f)->pMethods->xClose(real(f));
}
int read(sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
  return real(f)->pMethods->xRead(real(f), to, size, at);
}

int write(sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
  File* file = ours(f);
  if (file->kept != nullptr) {
    const int failed = the_disk->step(false, file->is_database);
    // What was being written when the power went may be there in part.
    if (failed == SQLITE_OK || the_disk->loses_power_now())
      file->kept->pending.push_back(
          {at, std::string(static_cast<const char*>(from), static_cast<std::size_t>(size)), false});
    if (failed != SQLITE_OK) return failed;
  }
  return real(f)->pMethods->xWrite(real(f), from, size, at);
}

int truncate(sqlite3_file* f, sqlite3_int64 size) {
  File* file = ours(f);
  if (file->kept != nullptr) {
    if (the_disk->step(false, file->is_database) != SQLITE_OK) return SQLITE_IOERR_TRUNCATE;
    file->kept->pending.push_back({size, {}, true});
  }
  return real(f)->pMethods->xTruncate(real(f), size);
}

void put(std::string& content, const FaultyDisk::Change& change) {
  const std::size_t at = static_cast<std::size_t>(change.offset);
  if (change.truncates) {
    content.resize(at);
    return;
  }
  if (content.size() < at + change.bytes.size()) content.resize(at + change.bytes.size());
  content.replace(at, change.bytes.size(), change.bytes);
}

int sync(sqlite3_file* f, int flags) {
  File* file = ours(f);
  if (file->kept != nullptr) {
    if (the_disk->step(true, false) != SQLITE_OK) return SQLITE_IOERR_FSYNC;
    if (!the_disk->lies()) {
      for (const FaultyDisk::Change& change : file->kept->pending) put(file->kept->synced, change);
      file->kept->pending.clear();
    }
    return SQLITE_OK;  // the kernel's own sync would only take time
  }
  return real(f)->pMethods->xSync(real(f), flags);
}

int file_size(sqlite3_file* f, sqlite3_int64* size) {
  return real(f)->pMethods->xFileSize(real(f), size);
}
int lock(sqlite3_file* f, int how) {
  return real(f)->pMethods->xLock(real(f), how);
}
int unlock(sqlite3_file* f, int how) {
  return real(f)->pMethods->xUnlock(real(f), how);
}
int check_lock(sqlite3_file* f, int* out) {
  return real(f)->pMethods->xCheckReservedLock(real(f), out);
}
int control(sqlite3_file* f, int what, void* value) {
  return real(f)->pMethods->xFileControl(real(f), what, value);
}
int sector_size(sqlite3_file* f) {
  return real(f)->pMethods->xSectorSize(real(f));
}
int characteristics(sqlite3_file* f) {
  return real(f)->pMethods->xDeviceCharacteristics(real(f));
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) {
  return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
}
void shm_barrier(sqlite3_file* f) {
  real(f)->pMethods->xShmBarrier(real(f));
}
int shm_unmap(sqlite3_file* f, int remove) {
  return real(f)->pMethods->xShmUnmap(real(f), remove);
}

const sqlite3_io_methods kMethods = {
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  File* file = ours(f);
  file->base.pMethods = nullptr;
  file->is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  const bool is_kept = name != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
  file->kept = is_kept ? the_disk->kept(name) : nullptr;
  const int code = real_vfs->xOpen(real_vfs, name, real(f), flags, out_flags);
  if (real(f)->pMethods != nullptr) file->base.pMethods = &kMethods;
  return code;
}

/// What is left of the changes: all of a random beginning and half of the next, or sectors here and there.
void put_some(std::string& content, const std::vector<FaultyDisk::Change>& pending, std::mt19937& random) {
  const auto mode = random() % 3;
  const std::size_t whole = mode == 1 && !pending.empty() ? random() % pending.size() : 0;
  for (std::size_t i = 0; i < pending.size(); ++i) {
    const FaultyDisk::Change& change = pending[i];
    if (mode == 1 && i < whole) put(content, change);
    if (mode == 1 && i == whole && !change.truncates)
      put(content, {change.offset, change.bytes.substr(0, random() % (change.bytes.size() + 1)), false});
    if (mode != 2 || change.truncates) continue;
    for (std::size_t at = 0; at < change.bytes.size(); at += kSector)
      if (random() % 2 == 0)
        put(content, {change.offset + static_cast<long long>(at), change.bytes.substr(at, kSector), false});
  }
}

}  // namespace

FaultyDisk::FaultyDisk() {
  the_disk = this;
  real_vfs = sqlite3_vfs_find(nullptr);
  our_vfs = *real_vfs;
  our_vfs.zName = "firstday-faulty-disk";
  our_vfs.pNext = nullptr;
  our_vfs.szOsFile = static_cast<int>(sizeof(File)) + real_vfs->szOsFile;
  our_vfs.xOpen = open;
  sqlite3_vfs_register(&our_vfs, 1);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(&our_vfs);
  sqlite3_vfs_register(real_vfs, 1);
  the_disk = nullptr;
}

void FaultyDisk::arm(DiskFault fault, long long at, long long for_steps) {
  fault_ = fault;
  at_ = at;
  until_ = at + for_steps;
  steps_ = 0;
  happened_ = false;
  checkpoint_steps_.clear();
}

int FaultyDisk::step(bool is_sync, bool is_database) {
  ++steps_;
  if (is_database) checkpoint_steps_.push_back(steps_);
  if (fault_ == DiskFault::kNone || steps_ < at_ || steps_ >= until_) return SQLITE_OK;
  const bool concerns = fault_ == DiskFault::kPowerCut || is_sync == (fault_ == DiskFault::kSyncError);
  if (!concerns) return SQLITE_OK;
  happened_ = true;
  if (fault_ == DiskFault::kPowerCut) return SQLITE_IOERR_WRITE;
  return fault_ == DiskFault::kFull ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

FaultyDisk::Kept* FaultyDisk::kept(const std::string& path) {
  const auto [at, is_new] = files_.emplace(path, Kept{});
  if (is_new && std::filesystem::exists(path)) at->second.synced = e2e::read_file(path);
  return &at->second;
}

void FaultyDisk::after_the_cut(unsigned seed) {
  std::mt19937 random(seed);
  for (auto& [path, kept] : files_) {
    put_some(kept.synced, kept.pending, random);
    kept.pending.clear();
    e2e::write_file(path, kept.synced);
    std::filesystem::remove(path + "-shm");
  }
  files_.clear();
  fault_ = DiskFault::kNone;
}

}  // namespace firstday::faults
