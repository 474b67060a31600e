// What check says of policies and accounts, which the settings' own reader does not know.
#include "workflow/configuration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "support/temp_folder.h"

namespace firstday::workflow {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class CheckedConfiguration : public testing::Test {
 protected:
  CheckedConfiguration() {
    const fs::path sample = fs::path(FIRSTDAY_SOURCE_DIR) / "config/sample";
    fs::copy(sample / "schools", folder_.path() / "schools", fs::copy_options::recursive);
    write("firstday.yaml", "accounts:\n  - name: main\n    provider: nosuch\n    kinds: [text, email]\n");
  }

  void write(const std::string& name, const std::string& text) {
    fs::create_directories((folder_.path() / name).parent_path());
    std::ofstream(folder_.path() / name) << text;
  }

  /// Each finding that is more than a note as described, without the folder's own path.
  std::vector<std::string> said(const CheckAccount& check) const {
    std::vector<std::string> out;
    for (base::Problem p : load_configuration(folder_.path().string(), FIRSTDAY_SOURCE_DIR, check).problems) {
      if (p.severity == base::Severity::kNote) continue;  // of templates that ship
      p.file = fs::path(p.file).lexically_relative(folder_.path()).string();
      out.push_back(base::describe(p));
    }
    return out;
  }

  support::TempFolder folder_;
};

std::vector<AccountFinding> unknown(const config::AccountSettings&) {
  return {{base::Severity::kError, "There is no such provider.", ""}};
}

TEST_F(CheckedConfiguration, AnAccountIsNamedWithItsLineAndOnceForAllSchools) {
  std::ifstream in(folder_.path() / "schools/900001.yaml");
  std::string second{std::istreambuf_iterator<char>(in), {}};
  second.replace(second.find("urn: 900001"), 11, "urn: 900002");
  write("schools/900002.yaml", second);
  EXPECT_THAT(said(unknown), ElementsAre("firstday.yaml:3:15 (accounts): error: There is no such provider."));
}

TEST_F(CheckedConfiguration, AFolderInTheNameOfAPolicyIsSaid) {
  fs::create_directories(folder_.path() / "policies/ours.yaml");
  EXPECT_THAT(said(nullptr),
              ElementsAre(HasSubstr("policies/ours.yaml: error: This is a folder, and not a policy.")));
}

TEST_F(CheckedConfiguration, APolicyThatCannotBeUsedIsSaidWithTheLineThatAsksForIt) {
  EXPECT_THAT(said(nullptr), IsEmpty());
  write("schools/900001.yaml",
        "urn: 900001\nname: A\nphone: 01632 960100\npolicy: renamed\n"
        "calendar: {terms: [{from: 2027-01-05, to: 2027-03-25}]}\n");
  std::ifstream in(fs::path(FIRSTDAY_SOURCE_DIR) / "config/policies/essex-first-day-calling.yaml");
  write("policies/renamed.yaml", std::string{std::istreambuf_iterator<char>(in), {}});
  EXPECT_THAT(said(nullptr),
              ElementsAre(HasSubstr("schools/900001.yaml:4:9 (policy): error: There is no usable policy")));
}

}  // namespace
}  // namespace firstday::workflow
