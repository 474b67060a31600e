// Every file of the corpus through its target: what a fuzzer found once stays found.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

#include "fuzz/target.h"

namespace firstday::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path& corpus() {
  static const fs::path folder = fs::path(FIRSTDAY_SOURCE_DIR) / "tests" / "fuzz" / "corpus";
  return folder;
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, EveryFileIsReadAndWhatMustHoldHolds) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(corpus() / GetParam().name)) {
    // A target that fails ends the process: the last name is the file.
    std::cout << entry.path().filename().string() << std::endl;
    GetParam().run(file_text(entry.path().string()));
    ++files;
  }
  EXPECT_GE(files, 3) << "a target begins with more than one example";
}

INSTANTIATE_TEST_SUITE_P(Fuzz, Corpus, testing::ValuesIn(targets()),
                         [](const auto& each) { return each.param.name; });

TEST(FuzzCorpus, HasNoFolderWithoutATarget) {
  for (const auto& entry : fs::directory_iterator(corpus())) {
    const std::string name = entry.path().filename().string();
    EXPECT_TRUE(std::any_of(targets().begin(), targets().end(), [&](const Target& t) {
      return t.name == name;
    })) << name;
  }
}

}  // namespace
}  // namespace firstday::fuzz
