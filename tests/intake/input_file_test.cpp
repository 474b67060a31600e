#include "intake/input_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace firstday::intake {
namespace {

namespace fs = std::filesystem;

class InputFiles : public testing::Test {
 protected:
  InputFiles()
      : folder_(fs::temp_directory_path() /
                ("firstday-intake-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                 "-" + testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~InputFiles() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }

  fs::path folder_;
};

TEST_F(InputFiles, GivesTheBytesAsTheyLie) {
  const std::string bytes(
      "\xEF\xBB\xBF"
      "a,b\r\n1,\0\n",
      13);
  const std::string path = write("pupils.csv", bytes);
  const auto file = read_file(path);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(file.value().bytes, bytes);
  EXPECT_EQ(file.value().name, path);
}

TEST_F(InputFiles, SaysWhichFileIsNotThere) {
  const auto file = read_file((folder_ / "none.csv").string());
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().kind, base::ErrorKind::kUnavailable);
  EXPECT_NE(file.error().what.find("none.csv"), std::string::npos);
}

TEST_F(InputFiles, RefusesAFolderAndAnEmptyFile) {
  EXPECT_EQ(read_file(folder_.string()).error().kind, base::ErrorKind::kBadInput);
  EXPECT_EQ(read_file(write("empty.csv", "")).error().kind, base::ErrorKind::kBadInput);
}

TEST_F(InputFiles, RefusesWhatIsNoPlainFile) {
  const auto file = read_file("/dev/null");
  ASSERT_FALSE(file.ok());
  EXPECT_EQ(file.error().kind, base::ErrorKind::kBadInput);
}

}  // namespace
}  // namespace firstday::intake
