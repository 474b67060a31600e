#include "cli/private_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace firstday::cli {
namespace {

namespace fs = std::filesystem;

class PrivateFile : public testing::Test {
 protected:
  PrivateFile() { fs::create_directories(folder_); }
  ~PrivateFile() override { fs::remove_all(folder_); }
  std::string at(const char* name) const { return (folder_ / name).string(); }
  static std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_ = fs::temp_directory_path() / ("firstday-private-" + std::to_string(getpid()));
};

TEST_F(PrivateFile, IsForItsOwnerAlsoWhereOneThatAllCouldReadWasThere) {
  std::ofstream(at("f")) << "before, and longer than what comes";
  fs::permissions(at("f"), fs::perms::all);
  ASSERT_TRUE(write_private_file(at("f"), std::string("a\0b", 3)));
  EXPECT_EQ(read(at("f")), std::string("a\0b", 3));
  EXPECT_EQ(fs::status(at("f")).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_FALSE(fs::exists(at("f.part")));
}

TEST_F(PrivateFile, ALeftOverPartOfARunThatDiedIsNotAddedTo) {
  std::ofstream(at("f.part")) << "half a lett";
  ASSERT_TRUE(write_private_file(at("f"), "whole"));
  EXPECT_EQ(read(at("f")), "whole");
}

TEST_F(PrivateFile, AFolderThatIsNotThereIsSaid) {
  const base::Status refused = write_private_file(at("nowhere/f"), "x");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("nowhere/f"), std::string::npos);
}

TEST_F(PrivateFile, AFolderIsNoFile) {
  EXPECT_FALSE(write_private_file(folder_.string(), "x"));
  EXPECT_TRUE(fs::is_directory(folder_));
}

TEST_F(PrivateFile, ADeviceStaysWhatItIs) {
  ASSERT_TRUE(write_private_file("/dev/null", "x"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

}  // namespace
}  // namespace firstday::cli
