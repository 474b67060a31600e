// The drop folder, its profile, and what else of a school's file is refused before a morning depends on it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/config_folder.h"

namespace firstday::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> with_marks(const std::string& marks) {
  return problems_of_school(least_school() + "marks: {" + marks + "}\n");
}

TEST(MarksSettings, ADropFolderIsAFolderOfItsOwn) {
  for (const char* good : {"drop/900001", "drop", "/srv/marks", "./drop", "drop/../marks"})
    EXPECT_THAT(with_marks("drop_folder: " + std::string(good)), IsEmpty()) << good;
  EXPECT_THAT(with_marks("drop_folder: \"\""),
              ElementsAre(HasSubstr("7:22 (drop_folder): error: This names no folder.")));
  EXPECT_THAT(with_marks("drop_folder: ../.."),
              ElementsAre(HasSubstr("error: This leads out of the data folder.")));
  EXPECT_THAT(with_marks("drop_folder: drop/../../marks"), ElementsAre(HasSubstr("leads out")));
  EXPECT_THAT(with_marks("drop_folder: ."), ElementsAre(HasSubstr("error: This is the data folder itself.")));
  EXPECT_THAT(with_marks("drop_folder: ./"), ElementsAre(HasSubstr("the data folder itself")));
  EXPECT_THAT(with_marks("drop_folder: /"), ElementsAre(HasSubstr("error: This is the whole disk.")));
}

TEST(MarksSettings, AnUnknownProfileIsRefusedBeforeAFileComes) {
  EXPECT_THAT(with_marks("profile: simms"),
              ElementsAre(HasSubstr("(profile): error: There is no profile 'simms'. There are: canonical")));
  EXPECT_THAT(with_marks("profile: canonical"), IsEmpty());
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile)
      .write("schools/900001.yaml", least_school() + "marks: {profile: ours}\n")
      .write("profiles/ours.csv", "file,column,in_export\n");
  EXPECT_THAT(folder.problems(), IsEmpty());
}

TEST(SchoolSettings, AnAbsenceLineIsAWholeNumber) {
  const auto phone = [](const std::string& number) {
    std::string school = least_school();
    school.replace(school.find("01632 960100"), 12, number);
    return problems_of_school(school);
  };
  EXPECT_THAT(phone("+44 1632 960100"), IsEmpty());
  EXPECT_THAT(phone("0300 123 4567"), IsEmpty());
  EXPECT_THAT(phone("99"),
              ElementsAre(HasSubstr("(phone): error: This is no telephone number: it has 2 digits, and "
                                    "a whole one has 10 or 11. Write it with its area code")));
  EXPECT_THAT(phone("960100"), ElementsAre(HasSubstr("6 digits")));
  EXPECT_THAT(phone("01632 960100 ext 4"), ElementsAre(HasSubstr("error: This is no telephone number.")));
}

TEST(ConfigurationFiles, AFolderInTheNameOfAFileIsSaid) {
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile).write("schools/900001.yaml", least_school());
  std::filesystem::create_directories(folder.path() / "schools" / "900002.yaml");
  EXPECT_THAT(folder.problems(),
              ElementsAre(HasSubstr("schools/900002.yaml: error: This is a folder, and not a file.")));
  ConfigFolder shared;
  shared.write("schools/900001.yaml", least_school());
  std::filesystem::create_directories(shared.path() / "firstday.yaml");
  EXPECT_THAT(shared.problems(), ElementsAre(HasSubstr("firstday.yaml: error: This is a folder")));
}

TEST(ConfigurationFiles, EverythingThatIsWrongIsSaidAtOnce) {
  EXPECT_EQ(problems_of_school(least_school("  terms: [{from: 2027-01-05, to: 2027-03-25}]\n"
                                            "  closures: [{date: 2027-01-20, years: []}]\n") +
                               "marks: {drop_folder: ../.., profile: simms}\nlanguage: english\n")
                .size(),
            4u);
}

}  // namespace
}  // namespace firstday::config
