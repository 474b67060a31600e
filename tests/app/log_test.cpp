// A log that fails must neither throw nor block nor end the process; it writes again when it can.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/spdlog_log.h"
#include "support/temp_folder.h"

namespace firstday::app {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;

std::string read(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

class LogFile : public testing::Test {
 protected:
  std::unique_ptr<ports::Log> open(const fs::path& folder, const std::string& format = "text") const {
    config::LogSettings settings;
    settings.bytes = 1'000;
    settings.files = 2;
    settings.format = format;
    return open_log(settings, folder.string(), false, 0ms).value();
  }
  static std::chrono::steady_clock::duration write_many(ports::Log& log) {
    const auto began = std::chrono::steady_clock::now();
    for (int i = 0; i < 60; ++i) log.info("A line that is long enough to fill a file soon.", {{"number", i}});
    return std::chrono::steady_clock::now() - began;
  }
  fs::path logs() const { return folder_.path() / "logs"; }

  support::TempFolder folder_;
};

TEST_F(LogFile, ThatIsTakenAwayLosesItsLines_AndIsMadeAgainWhenItsFolderIsBack) {
  const auto log = open(logs());
  log->info("before");
  fs::rename(logs(), folder_.path() / "away");
  std::ofstream(logs()) << "a file where the folder was";
  write_many(*log);  // rotates, which is when spdlog would write through a null pointer
  fs::remove(logs());
  log->info("after");
  const std::string said = read(logs() / "firstday.log");
  EXPECT_THAT(said, HasSubstr("after"));
  EXPECT_THAT(said, HasSubstr("were lost"));
  EXPECT_THAT(read(folder_.path() / "away/firstday.log"), HasSubstr("before"));
}

TEST_F(LogFile, OnAFullDiskThrowsNothingAndDoesNotBlock) {
  const fs::path disk = folder_.path() / "disk";
  fs::create_directories(disk);
  if (::mount("none", disk.c_str(), "tmpfs", 0, "size=256k") != 0)
    GTEST_SKIP() << "only root may mount a file system";
  {
    const auto log = open(disk / "logs");
    log->info("before");
    std::ofstream filler(disk / "filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (filler.good()) (filler << block).flush();
    filler.close();
    EXPECT_LT(write_many(*log), 30s);
    fs::remove(disk / "filler");
    log->info("after");
    EXPECT_THAT(read(disk / "logs/firstday.log"), HasSubstr("after"));
  }
  ::umount2(disk.c_str(), MNT_DETACH);
}

TEST_F(LogFile, InAPlaceThatCannotBeWrittenIsAnErrorAtTheStart) {
  std::ofstream(logs()) << "a file";
  EXPECT_FALSE(open_log({}, logs().string(), false).ok());
}

TEST_F(LogFile, AsJsonIsALineAnObject) {
  const auto log = open(logs(), "json");
  log->warning("A \"quoted\" word.", {{"account", "a\nb"}});
  EXPECT_THAT(read(logs() / "firstday.log"),
              HasSubstr(R"("message":"A \"quoted\" word.","account":"a\u000ab"})"));
}

}  // namespace
}  // namespace firstday::app
