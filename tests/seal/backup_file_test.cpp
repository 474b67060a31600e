#include "seal/backup_file.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>

#include "seal/hash.h"
#include "seal/key_backup.h"
#include "seal/keys.h"
#include "support/temp_folder.h"

namespace firstday::seal {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

unsigned mode_of(const fs::path& path) {
  struct stat info {};
  EXPECT_EQ(::stat(path.c_str(), &info), 0);
  return info.st_mode & 0777;
}

class BackupFile : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "one.backup"; }

  void make(const std::string& bytes) {
    auto whole = WholeFile::begin(file());
    ASSERT_TRUE(whole.ok());
    ASSERT_TRUE(whole.value().append(bytes).ok());
    ASSERT_TRUE(
        add_manifest(whole.value(), "database", {{"schema", "9"}, {"end", "900001 5 ab"}, {"end", "2"}})
            .ok());
    ASSERT_TRUE(whole.value().finish().ok());
  }
  std::string why_refused() {
    const auto checked = check_backup(file(), "database");
    EXPECT_FALSE(checked.ok());
    if (checked.ok()) return {};
    EXPECT_EQ(checked.error().kind, base::ErrorKind::kBadInput);
    return checked.error().what;
  }

  support::TempFolder folder_;
};

TEST_F(BackupFile, GivesBackWhatWasPutInAndWhatIsKnownOfIt) {
  const std::string bytes = std::string(3 << 20, 'x') + "\nmanifest-bytes 00000024\n";
  make(bytes);
  const auto checked = check_backup(file(), "database");
  ASSERT_TRUE(checked.ok()) << checked.error().what;
  EXPECT_EQ(checked.value().value("schema"), "9");
  EXPECT_THAT(checked.value().values("end"), testing::ElementsAre("900001 5 ab", "2"));
  EXPECT_EQ(checked.value().size, bytes.size());
  EXPECT_EQ(checked.value().sha256, sha256_hex(bytes));
  auto out = WholeFile::begin(folder_.path() / "out");
  ASSERT_TRUE(copy_out(file(), checked.value(), out.value()).ok());
  ASSERT_TRUE(out.value().finish().ok());
  EXPECT_EQ(read(folder_.path() / "out"), bytes);
}

TEST_F(BackupFile, IsForItsOwnerOnlyAndLeavesNothingHalf) {
  make("bytes");
  EXPECT_EQ(mode_of(file()), 0600u);
  {
    auto half = WholeFile::begin(folder_.path() / "half");
    ASSERT_TRUE(half.value().append("begun").ok());
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1) << "one.backup and nothing else";
}

TEST_F(BackupFile, NeverOverwrites) {
  write(file(), "something of somebody");
  const auto begun = WholeFile::begin(file());
  ASSERT_FALSE(begun.ok());
  EXPECT_EQ(begun.error().kind, base::ErrorKind::kUsage);
  EXPECT_EQ(read(file()), "something of somebody");
}

TEST_F(BackupFile, WhatHelpsDependsOnWhoChoseTheName) {
  const fs::path nowhere = folder_.path() / "no-such-folder" / "file";
  const std::string named = WholeFile::begin(nowhere).error().what;
  EXPECT_THAT(named, HasSubstr("Name a file in a folder of your own"));
  const std::string own = WholeFile::begin(nowhere, WholeFile::kMakeRoom).error().what;
  EXPECT_THAT(own, HasSubstr(nowhere.string()));
  EXPECT_THAT(own, HasSubstr("Make room on its disk"));
  EXPECT_THAT(own, testing::Not(HasSubstr("of your own")));
}

TEST_F(BackupFile, EveryCutIsRefused) {
  make("some bytes of a database");
  const std::string whole = read(file());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    write(file(), whole.substr(0, length));
    EXPECT_FALSE(check_backup(file(), "database").ok()) << length;
  }
  write(file(), whole.substr(0, whole.size() - 40));
  EXPECT_THAT(why_refused(), HasSubstr("cut short"));
}

TEST_F(BackupFile, EveryChangedByteIsRefused) {
  make("some bytes of a database");
  const std::string whole = read(file());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    write(file(), changed);
    EXPECT_FALSE(check_backup(file(), "database").ok()) << at << " " << whole[at];
  }
  std::string changed = whole;
  changed[3] = '!';
  write(file(), changed);
  EXPECT_THAT(why_refused(), HasSubstr("damaged"));
}

TEST_F(BackupFile, BytesThatWereAddedAreRefused) {
  make("some bytes");
  write(file(), "more" + read(file()));
  EXPECT_THAT(why_refused(), HasSubstr("14 bytes before its manifest, which tells of 10"));
}

TEST_F(BackupFile, OfAnotherKindOrALaterFormIsSaidSo) {
  make("some bytes");
  const auto keys = check_backup(file(), "keys");
  ASSERT_FALSE(keys.ok());
  EXPECT_THAT(keys.error().what, HasSubstr("is a backup of the database, not of the keys"));
  std::string later = read(file());
  later.replace(later.find("firstday-backup 1"), 17, "firstday-backup 2");
  write(file(), later);
  EXPECT_THAT(why_refused(), HasSubstr("newer Firstday"));
}

TEST_F(BackupFile, OneThatIsNotThereIsSaidSo) {
  EXPECT_THAT(why_refused(), HasSubstr("cannot be read"));
}

class KeyBackup : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "keys.backup"; }
  fs::path old_data() const { return folder_.path() / "old"; }
  fs::path new_data() const { return folder_.path() / "new"; }

  support::TempFolder folder_;
  Keys keys_ = Keys::load_or_create(old_data()).value();
};

TEST_F(KeyBackup, PutsTheSameKeyIntoANewFolderForItsOwnerOnly) {
  ASSERT_TRUE(back_up_keys(old_data(), file(), "1.0", {}).ok());
  EXPECT_EQ(mode_of(file()), 0600u);
  ASSERT_TRUE(restore_keys(file(), new_data()).ok());
  EXPECT_EQ(mode_of(new_data() / "keys/master.key"), 0600u);
  EXPECT_EQ(mode_of(new_data() / "keys"), 0700u);
  EXPECT_EQ(Keys::load_or_create(new_data()).value().chain(), keys_.chain());
  EXPECT_TRUE(restore_keys(file(), new_data()).ok()) << "the same again is nothing";
}

TEST_F(KeyBackup, NeverReplacesAnotherKey) {
  ASSERT_TRUE(back_up_keys(old_data(), file(), "1.0", {}).ok());
  const Keys other = Keys::load_or_create(new_data()).value();
  const base::Status refused = restore_keys(file(), new_data());
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kConflict);
  EXPECT_EQ(Keys::load_or_create(new_data()).value().chain(), other.chain());
}

TEST_F(KeyBackup, WithoutKeysThereIsNone) {
  const base::Status none = back_up_keys(new_data(), file(), "1.0", {});
  ASSERT_FALSE(none.ok());
  EXPECT_FALSE(fs::exists(file()));
}

}  // namespace
}  // namespace firstday::seal
