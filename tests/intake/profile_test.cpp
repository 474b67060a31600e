#include "intake/profile.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "intake/reading.h"

namespace firstday::intake {
namespace {

using Headings = std::vector<std::string>;

TEST(Profile, TheCanonicalOneNamesEveryColumn) {
  const Profile p = canonical_profile();
  for (FileKind kind : {FileKind::kPupils, FileKind::kContacts, FileKind::kProfessionals, FileKind::kSiblings,
                        FileKind::kMarks})
    for (const ColumnName& column : columns_of(kind)) {
      const Mapping* m = p.find(kind, column.name);
      ASSERT_NE(m, nullptr) << word(kind) << "." << column.name;
      EXPECT_EQ(m->headings.front(), column.name);
    }
  EXPECT_EQ(p.find(FileKind::kMarks, "mobile"), nullptr);
}

TEST(Profile, ReadsHeadingsConstantsAndWhatIsNotThere) {
  const auto p = read_profile(file("ours.csv",
                                   "file,column,in_export\n"
                                   "pupils,form,Reg | Registration Group\n"
                                   "contacts,language,always: en\n"
                                   "contacts,title,\n"
                                   "pupils,tags.looked_after,In Care\n"));
  EXPECT_EQ(listed(p.problems), "");
  EXPECT_EQ(p.value.name, "ours.csv");
  EXPECT_EQ(p.value.find(FileKind::kPupils, "form")->headings, (Headings{"Reg", "Registration Group"}));
  EXPECT_EQ(p.value.find(FileKind::kContacts, "language")->always, "en");
  EXPECT_TRUE(p.value.find(FileKind::kContacts, "title")->headings.empty());
  EXPECT_EQ(p.value.find(FileKind::kPupils, "tags.looked_after")->headings, Headings{"In Care"});
  EXPECT_EQ(p.value.find(FileKind::kContacts, "mobile")->headings.front(), "mobile")
      << "what is not named keeps its name";
}

TEST(Profile, ASpreadsheetsWayOfWritingItIsFine) {
  const auto p = read_profile(file("p.csv",
                                   "\xEF\xBB\xBF"
                                   "File;Column;In export\r\nPupils;Form;\"Reg\"\r\n\r\n"));
  EXPECT_EQ(listed(p.problems), "");
  EXPECT_EQ(p.value.find(FileKind::kPupils, "form")->headings, Headings{"Reg"});
}

TEST(Profile, EachWrongLineIsReportedAndTheOthersCount) {
  const auto p = read_profile(file("p.csv",
                                   "file,column,in_export\n"
                                   "pupil,form,Reg\n"
                                   "pupils,fourm,Reg\n"
                                   "pupils,form\n"
                                   "pupils,year,Jahr\n"
                                   "pupils,year,Annee\n"
                                   "contacts,tags.lac,X\n"
                                   "pupils,tags.,X\n"
                                   "marks,code,\"never closed\n"
                                   "marks,date,Day\n"));
  EXPECT_NE(find_problem(p.problems, 2, "no such file"), nullptr) << listed(p.problems);
  EXPECT_NE(find_problem(p.problems, 3, "no such column"), nullptr);
  EXPECT_NE(find_problem(p.problems, 4, "too few cells"), nullptr);
  EXPECT_NE(find_problem(p.problems, 6, "named before"), nullptr);
  EXPECT_NE(find_problem(p.problems, 7, "no such column"), nullptr);
  EXPECT_NE(find_problem(p.problems, 8, "no such column"), nullptr);
  EXPECT_NE(find_problem(p.problems, 9, "too few cells"), nullptr);
  EXPECT_EQ(p.problems.size(), 7u);
  EXPECT_EQ(find_problem(p.problems, 3, "")->file, "p.csv");
  EXPECT_NE(find_problem(p.problems, 3, "")->mend.find("form"), std::string::npos) << "says which there are";
  EXPECT_EQ(p.value.find(FileKind::kPupils, "year")->headings, Headings{"Jahr"});
  EXPECT_EQ(p.value.find(FileKind::kMarks, "date")->headings, Headings{"Day"});
}

TEST(Profile, SomethingElseIsNoProfile) {
  for (const char* text : {"", "a,b,c\n1,2,3\n", "file,column\npupils,form\n", "PK\x03\x04"}) {
    const auto p = read_profile(file("p.csv", text));
    EXPECT_TRUE(p.has_errors()) << text;
    EXPECT_EQ(p.value.mappings, canonical_profile().mappings);
  }
}

class ShippedProfile : public testing::TestWithParam<const char*> {
 protected:
  base::Parsed<Profile> read() const {
    const auto path =
        std::filesystem::path(FIRSTDAY_SOURCE_DIR) / "config/profiles" / (std::string(GetParam()) + ".csv");
    const auto input = read_file(path.string());
    EXPECT_TRUE(input.ok());
    return read_profile(input.value());
  }
};

TEST_P(ShippedProfile, ReadsWithoutAProblem) {
  EXPECT_EQ(listed(read().problems), "");
}

TEST_P(ShippedProfile, NamesWhatMattersMost) {
  const Profile p = read().value;
  for (const char* column : {"pupil", "forename", "surname", "born", "year", "form", "postcode",
                             "tags.looked_after", "tags.child_protection"})
    EXPECT_FALSE(p.find(FileKind::kPupils, column)->headings.empty()) << column;
  for (const char* column :
       {"pupil", "priority", "relationship", "forename", "surname", "parental_responsibility", "court_order",
        "mobile", "landline", "work_phone", "email", "postcode", "lives_with_pupil"})
    EXPECT_FALSE(p.find(FileKind::kContacts, column)->headings.empty()) << column;
  for (const char* column : {"pupil", "date", "session", "code"})
    EXPECT_FALSE(p.find(FileKind::kMarks, column)->headings.empty()) << column;
}

TEST_P(ShippedProfile, NeverTakesThePupilsNameForTheContacts) {
  const Profile p = read().value;
  for (const char* column : {"forename", "surname"})
    for (const std::string& heading : p.find(FileKind::kContacts, column)->headings)
      for (const std::string& pupils : p.find(FileKind::kPupils, column)->headings)
        EXPECT_NE(heading, pupils);
}

INSTANTIATE_TEST_SUITE_P(Shipped, ShippedProfile, testing::Values("sims", "arbor", "bromcom"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace firstday::intake
