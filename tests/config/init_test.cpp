#include "config/init.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "config/config_folder.h"
#include "config/init_terms.h"

namespace firstday::config {
namespace {

using base::make_date;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

NewSchool hazel_road() {
  NewSchool s;
  s.urn = "900001";
  s.name = "Hazel Road Primary School";
  s.phone = "01632 960100";
  s.policy = "two-day-plan";
  s.today = make_date(2027, 3, 2);
  return s;
}

std::string contents(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

class Init : public testing::Test {
 protected:
  base::Result<std::vector<std::string>> write(const NewSchool& s) {
    return write_new_school(folder_.path().string(), s);
  }

  ConfigFolder folder_;
};

TEST_F(Init, WritesAFolderThatLoadsWithoutAWord) {
  const auto written = write(hazel_road());
  ASSERT_TRUE(written.ok());
  EXPECT_THAT(written.value(), ElementsAre((folder_.path() / "firstday.yaml").string(),
                                           (folder_.path() / "schools" / "900001.yaml").string()));
  EXPECT_THAT(folder_.problems(), IsEmpty());
  const Settings settings = folder_.load().value;
  const SchoolSettings& s = *settings.find(roll::Urn("900001"));
  EXPECT_EQ(s.school.name, "Hazel Road Primary School");
  EXPECT_EQ(s.school.short_name, "Hazel Road Primary School");
  EXPECT_EQ(s.school.phone, "01632 960100");
  EXPECT_EQ(s.accounts.at(0).provider, "sandbox");
}

TEST_F(Init, NamesOfEveryKindSurvive) {
  NewSchool s = hazel_road();
  s.name = "St \"Anne's\": C of E \\ Ysgol Sant Siân # 1";
  s.short_name = "no";
  s.phone = "+44 (0)1632 960-100";
  s.email = "office@hazelroad.example";
  s.language = "cy";
  ASSERT_TRUE(write(s).ok());
  EXPECT_THAT(folder_.problems(), IsEmpty());
  const roll::School school = folder_.load().value.schools.at(0).school;
  EXPECT_EQ(school.name, s.name);
  EXPECT_EQ(school.short_name, "no");
  EXPECT_EQ(school.phone, s.phone);
  EXPECT_EQ(school.email, s.email);
  EXPECT_EQ(school.language, "cy");
}

TEST_F(Init, NeverWritesOverAFile) {
  folder_.write("firstday.yaml", "log: {level: debug}\n");
  const auto first = write(hazel_road());
  ASSERT_TRUE(first.ok());
  EXPECT_THAT(first.value(), ElementsAre((folder_.path() / "schools" / "900001.yaml").string()));
  EXPECT_EQ(contents(folder_.path() / "firstday.yaml"), "log: {level: debug}\n");
  folder_.write("schools/900001.yaml", "mine\n");
  const auto second = write(hazel_road());
  ASSERT_FALSE(second.ok());
  EXPECT_EQ(second.error().kind, base::ErrorKind::kConflict);
  EXPECT_EQ(contents(folder_.path() / "schools" / "900001.yaml"), "mine\n");
}

TEST_F(Init, ASecondSchoolJoinsTheFirst) {
  ASSERT_TRUE(write(hazel_road()).ok());
  NewSchool second = hazel_road();
  second.urn = "900002";
  ASSERT_TRUE(write(second).ok());
  EXPECT_EQ(folder_.load().value.schools.size(), 2u);
  EXPECT_THAT(folder_.problems(), IsEmpty());
}

TEST_F(Init, RefusesWhatCannotBeASchoolAndWritesNothing) {
  for (const auto& change : std::vector<void (*)(NewSchool&)>{
           [](NewSchool& s) { s.urn = "12345"; }, [](NewSchool& s) { s.urn = "../../x"; },
           [](NewSchool& s) { s.name = " "; }, [](NewSchool& s) { s.phone = "call us"; },
           [](NewSchool& s) { s.phone = "99"; }, [](NewSchool& s) { s.phone = ""; },
           [](NewSchool& s) { s.name = "A\nurn: 1"; }}) {
    NewSchool s = hazel_road();
    change(s);
    const auto result = write(s);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().kind, base::ErrorKind::kUsage);
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path()));
}

TEST_F(Init, SaysThatTheDatesAreExamples) {
  ASSERT_TRUE(write(hazel_road()).ok());
  EXPECT_THAT(contents(folder_.path() / "schools" / "900001.yaml"),
              HasSubstr("EDIT: these dates are EXAMPLES"));
}

TEST_F(Init, TheExampleTermsHoldTodayAndReachIntoTheNextSchoolYear) {
  ASSERT_TRUE(write(hazel_road()).ok());
  const roll::Calendar c = folder_.load().value.schools.at(0).school.calendar;
  EXPECT_TRUE(c.is_school_day(make_date(2027, 3, 2)));
  EXPECT_TRUE(c.is_school_day(make_date(2027, 11, 9)));
  EXPECT_FALSE(c.is_school_day(make_date(2027, 3, 26)));  // Good Friday
  EXPECT_FALSE(c.is_school_day(make_date(2027, 5, 3)));   // early May bank holiday
  EXPECT_FALSE(c.is_school_day(make_date(2027, 8, 4)));
}

TEST(ExampleTerms, EveryYearLoadsAndHasAboutTheUsualNumberOfDays) {
  for (int year = 2025; year <= 2060; ++year) {
    SCOPED_TRACE(year);
    ConfigFolder folder;
    NewSchool s = hazel_road();
    s.today = make_date(year, 8, 1);
    ASSERT_TRUE(write_new_school(folder.path().string(), s).ok());
    EXPECT_THAT(folder.problems(), IsEmpty());
    const roll::Calendar c = folder.load().value.schools.at(0).school.calendar;
    const int days = c.school_days_between(make_date(year, 9, 1), make_date(year + 1, 8, 31));
    EXPECT_GE(days, 180);
    EXPECT_LE(days, 197);
    EXPECT_GT(c.school_days_between(make_date(year + 1, 9, 1), make_date(year + 2, 8, 31)), 180);
  }
}

}  // namespace
}  // namespace firstday::config
