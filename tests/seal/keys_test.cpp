#include "seal/keys.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include "support/temp_folder.h"

namespace firstday::seal {
namespace {

namespace fs = std::filesystem;

class KeysFile : public testing::Test {
 protected:
  fs::path path() const { return folder_.path() / "keys" / "master.key"; }
  base::Result<Keys> load() const { return Keys::load_or_create(folder_.path()); }
  static mode_t mode_of(const fs::path& p) {
    struct stat info {};
    EXPECT_EQ(::stat(p.c_str(), &info), 0);
    return info.st_mode & 0777;
  }
  std::string text() const {
    std::ifstream in(path());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }
  void write(const std::string& content) const {
    fs::create_directories(path().parent_path());
    std::ofstream(path()) << content;
    ::chmod(path().c_str(), 0600);
  }

  support::TempFolder folder_;
};

TEST_F(KeysFile, IsMadeForItsOwnerOnly) {
  ASSERT_TRUE(load());
  EXPECT_EQ(mode_of(path()), 0600u);
  EXPECT_EQ(mode_of(path().parent_path()), 0700u);
  EXPECT_EQ(text().size(), 65u);
  EXPECT_EQ(std::distance(fs::directory_iterator(path().parent_path()), {}), 1) << "no draft is left behind";
}

TEST_F(KeysFile, GivesTheSameKeysEveryTime) {
  const Keys first = load().value();
  const Keys second = load().value();
  EXPECT_EQ(first.chain(), second.chain());
  EXPECT_EQ(first.claim(), second.claim());
}

TEST_F(KeysFile, GivesEveryPurposeAKeyOfItsOwn) {
  const Keys keys = load().value();
  EXPECT_NE(keys.chain(), keys.claim());
  EXPECT_EQ(text().find(hex(keys.chain())), std::string::npos);
}

TEST_F(KeysFile, OfAnotherInstallationGivesOtherKeys) {
  const support::TempFolder other;
  EXPECT_NE(load().value().chain(), Keys::load_or_create(other.path()).value().chain());
}

TEST_F(KeysFile, ThatOthersMayReadIsRefused) {
  ASSERT_TRUE(load());
  ::chmod(path().c_str(), 0640);
  const auto refused = load();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kConfiguration);
  EXPECT_NE(refused.error().what.find("chmod 600"), std::string::npos);
}

TEST_F(KeysFile, ThatIsDamagedIsRefusedAndNotReplaced) {
  for (const char* content :
       {"", "zz", "00112233", "not a key at all, but a sentence that is quite long enough......"}) {
    write(content);
    const auto refused = load();
    ASSERT_FALSE(refused) << content;
    EXPECT_EQ(refused.error().kind, base::ErrorKind::kConfiguration);
    EXPECT_EQ(text(), content);
  }
}

TEST_F(KeysFile, IsReadAsHex) {
  write(std::string(64, '0') + "\n");
  EXPECT_EQ(load().value().chain(), Keys::from_master(Digest{}).chain());
}

TEST_F(KeysFile, ThatCannotBeMadeIsSaidWithItsPlace) {
  std::ofstream(folder_.path() / "keys") << "a file where the folder should be";
  const auto refused = load();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("keys"), std::string::npos);
}

TEST_F(KeysFile, IsTheSameForAllWhoStartAtOnce) {
  std::vector<Digest> seen(8);
  std::vector<std::thread> threads;
  for (Digest& mine : seen) threads.emplace_back([&] { mine = load().value().chain(); });
  for (std::thread& t : threads) t.join();
  for (const Digest& key : seen) EXPECT_EQ(key, seen[0]);
}

}  // namespace
}  // namespace firstday::seal
