// The points at which the crash tests end the process: where they stand, and that no build that ships has
// one.
#undef FIRSTDAY_FAILPOINTS  // as a build that ships sees the header
#include "base/failpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <sstream>

namespace firstday::base {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(fs::path(FIRSTDAY_SOURCE_DIR) / file).rdbuf();
  return text.str();
}

#define AS_TEXT_(what) #what
#define AS_TEXT(what) AS_TEXT_(what)

TEST(Failpoints, AreNothingAtAllWhereTheyAreNotConfigured) {
  EXPECT_STREQ(AS_TEXT(FIRSTDAY_FAILPOINT("t1.after_commit")), "static_cast<void>(0)");
}

TEST(Failpoints, AreInNoBuildThatShips) {
  EXPECT_THAT(text_of("CMakeLists.txt"), testing::HasSubstr("never in what ships\" OFF)"));
  EXPECT_THAT(text_of("CMakeLists.txt"),
              testing::HasSubstr("if(NOT CMAKE_BUILD_TYPE STREQUAL Debug)\n    message(FATAL_ERROR"));
  std::istringstream presets(text_of("CMakePresets.json"));
  std::string name;
  std::map<std::string, bool> has;
  for (std::string line; std::getline(presets, line);) {
    std::smatch found;
    if (std::regex_search(line, found, std::regex(R"re("name": "(\w+)", "displayName")re")))
      has[name = found[1]];
    if (line.find(R"("FIRSTDAY_FAILPOINTS": "ON")") != std::string::npos) has[name] = true;
  }
  EXPECT_FALSE(has.at("release"));
  EXPECT_FALSE(has.at("bench"));
  EXPECT_TRUE(has.at("dev") && has.at("quick") && has.at("tsan")) << "the crash tests would kill nobody";
}

TEST(Failpoints, EachOfTheListsStandsInOnePlace) {
  std::map<std::string, int> places;
  const std::regex use(R"re(FIRSTDAY_FAILPOINT\("([^"]*)"\))re");
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(FIRSTDAY_SOURCE_DIR) / "src")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = text_of(entry.path());
    for (auto at = std::sregex_iterator(text.begin(), text.end(), use); at != std::sregex_iterator(); ++at)
      ++places[(*at)[1]];
  }
  for (const std::string_view point : kSendPoints) EXPECT_EQ(places[std::string(point)], 1) << point;
  for (const std::string_view point : kServicePoints) EXPECT_EQ(places[std::string(point)], 1) << point;
  EXPECT_EQ(places.size(), kSendPoints.size() + kServicePoints.size());
}

}  // namespace
}  // namespace firstday::base
