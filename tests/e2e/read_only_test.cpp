// The call list where nothing can be written: on a disk that is mounted read-only, in a folder that may not
// be written, beside a process that writes for long. It is whole, and says that it was only read.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <utility>

#include "e2e/served_school.h"
#include "e2e/service.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kSandbox = "accounts:\n  - {name: sandbox, provider: sandbox, kinds: [text]}\n";
constexpr const char* kTenFifteen = "2027-03-02 10:15";

/// A morning that has run; the calls of 10:15 as they are printed when everything is well.
class ReadOnly : public ServedSchool {
 protected:
  void begin(const std::string& name) {
    set_up(name, kSandbox);
    ASSERT_LE(run(kMorning, {"run"}).exit_code, 1);
    const Ran well = run(kTenFifteen, {"calls", "--print"});
    ASSERT_EQ(well.exit_code, 0) << well.err;
    whole_ = well.out;
    ASSERT_THAT(whole_, HasSubstr("Ring "));
    ASSERT_THAT(whole_, Not(HasSubstr("READ WITHOUT WRITING")));
  }
  Ran calls() const { return run(kTenFifteen, {"calls", "--print"}); }
  /// The same calls under a head.
  void expect_whole(const Ran& read, const std::string& why) const {
    EXPECT_EQ(read.exit_code, 0) << read.err;
    EXPECT_THAT(read.out, StartsWith("READ WITHOUT WRITING: "));
    EXPECT_THAT(read.out, HasSubstr(why));
    EXPECT_THAT(read.out, HasSubstr("as it is on record: last planned "));
    ASSERT_GT(read.out.size(), whole_.size());
    EXPECT_EQ(read.out.substr(read.out.size() - whole_.size()), whole_);
  }
  fs::path log() const { return data_ / "firstday.db-wal"; }
  fs::path index() const { return data_ / "firstday.db-shm"; }

  std::string whole_;
};

/// The data folder on a mount of its own that nothing can be written to; only root may make one.
class ReadOnlyMount : public ReadOnly {
 protected:
  ~ReadOnlyMount() override { umount(); }
  bool mount_read_only() {
    mounted_ = ::mount(data_.c_str(), data_.c_str(), nullptr, MS_BIND, nullptr) == 0;
    return mounted_ &&
           ::mount(nullptr, data_.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
  }
  void umount() {
    if (mounted_) ::umount2(data_.c_str(), MNT_DETACH);
    mounted_ = false;
  }

 private:
  bool mounted_ = false;
};

TEST_F(ReadOnlyMount, WithTheLogAndItsIndexBesideTheDatabase) {
  begin("read-only-log");
  ASSERT_GT(fs::file_size(log()), 0u) << "the last commits are in the log only";
  ASSERT_TRUE(fs::exists(index()));
  if (!mount_read_only()) GTEST_SKIP() << "only root may mount a file system";
  expect_whole(calls(), "Read-only file system");
}

TEST_F(ReadOnlyMount, WithTheLogButWithoutItsIndexAsInACopy) {
  begin("read-only-no-index");
  fs::remove(index());
  ASSERT_GT(fs::file_size(log()), 0u);
  if (!mount_read_only()) GTEST_SKIP() << "only root may mount a file system";
  expect_whole(calls(), "Read-only file system");
}

TEST_F(ReadOnlyMount, WithoutALogAsABackupLeavesIt) {
  begin("read-only-no-log");
  ASSERT_EQ(run("", {"backup", (folder_ / "backup.db").string()}).exit_code, 0);
  fs::remove(log());
  fs::remove(index());
  fs::copy_file(folder_ / "backup.db", data_ / "firstday.db", fs::copy_options::overwrite_existing);
  if (!mount_read_only()) GTEST_SKIP() << "only root may mount a file system";
  expect_whole(calls(), "Read-only file system");
}

TEST_F(ReadOnlyMount, WhileTheServiceWritesThroughAnotherPath) {
  begin("read-only-beside");
  const fs::path elsewhere = folder_ / "elsewhere";
  fs::create_directories(elsewhere);
  if (::mount(data_.c_str(), elsewhere.c_str(), nullptr, MS_BIND, nullptr) != 0)
    GTEST_SKIP() << "only root may mount a file system";
  ASSERT_EQ(::mount(nullptr, elsewhere.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr), 0);
  {
    Service service(serving());
    EXPECT_TRUE(service.becomes(200)) << service.err();
    const fs::path data = std::exchange(data_, elsewhere);
    expect_whole(calls(), "Read-only file system");
    data_ = data;
    service.signal(SIGTERM);
    EXPECT_EQ(service.wait(), 0);
  }
  ::umount2(elsewhere.c_str(), MNT_DETACH);
}

TEST_F(ReadOnlyMount, WhatMustBeWrittenIsRefusedAsEver) {
  begin("read-only-record");
  if (!mount_read_only()) GTEST_SKIP() << "only root may mount a file system";
  const Ran refused = run(kTenFifteen, {"tick"});
  EXPECT_EQ(refused.exit_code, 69) << refused.out;
  EXPECT_THAT(refused.err, HasSubstr(data_.string()));
}

/// Whoever holds write.lock writes.
TEST_F(ReadOnly, BesideAProcessThatWritesForLong) {
  begin("read-only-locked");
  const int lock = ::open((data_ / "write.lock").c_str(), O_RDWR | O_CLOEXEC);
  ASSERT_GE(lock, 0);
  ASSERT_EQ(::flock(lock, LOCK_EX | LOCK_NB), 0);
  expect_whole(calls(), "locked by another program");
  ::close(lock);
  EXPECT_EQ(calls().out, whole_);
}

TEST_F(ReadOnly, WithoutADatabaseItSaysThatThereIsNone) {
  begin("read-only-none");
  const Ran none = run_program(FIRSTDAY_PROGRAM, {"--config", (folder_ / "config").string(), "--data",
                                                  "/proc/no-such-folder", "calls", "--print"});
  EXPECT_EQ(none.exit_code, 69);
  EXPECT_THAT(none.err, HasSubstr("/proc/no-such-folder"));
}

}  // namespace
}  // namespace firstday::e2e
