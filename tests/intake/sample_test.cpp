// The sample school that ships with the program is read whole; its two mistyped numbers are named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "intake/marks_reader.h"
#include "intake/reading.h"

namespace firstday::intake {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;

InputFile sample(const std::string& name) {
  const auto read = read_file(std::string(FIRSTDAY_SOURCE_DIR) + "/config/sample/exports/canonical/" + name);
  return read.ok() ? read.value() : InputFile{name, ""};
}

std::vector<std::string> errors_among(const std::vector<base::Problem>& problems) {
  std::vector<std::string> out;
  for (const base::Problem& p : problems)
    if (p.severity == base::Severity::kError) out.push_back(base::describe(p));
  return out;
}

TEST(SampleSchool, IsReadWholeAndItsMistypedNumbersAreNamed) {
  RollFiles files;
  files.pupils = sample("pupils.csv");
  files.contacts = sample("contacts.csv");
  files.professionals = sample("professionals.csv");
  files.siblings = sample("siblings_elsewhere.csv");
  const auto read = read_rolls(files, canonical_profile(), {}, nobody());
  EXPECT_THAT(errors_among(read.problems),
              Each(AllOf(HasSubstr("(mobile): error: "), HasSubstr("It was left out"))));
  EXPECT_EQ(errors_among(read.problems).size(), 2u) << listed(read.problems);
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_EQ(read.value[0].pupils.size(), 600u);
  EXPECT_GT(read.value[0].contacts.size(), read.value[0].pupils.size());
  EXPECT_FALSE(read.value[0].professionals.empty());
  EXPECT_FALSE(read.value[0].siblings.empty());
  const auto marks = read_marks(sample("marks.csv"), canonical_profile(), {}, record(read.value[0]));
  EXPECT_EQ(listed(marks.problems), "");
  ASSERT_EQ(marks.value.size(), 1u);
  EXPECT_GT(marks.value[0].marks.size(), 5000u);
  const roll::Roll& roll = read.value[0];
  const auto again = read_rolls(files, canonical_profile(), {}, record(roll));
  EXPECT_EQ(again.value[0].contacts, roll.contacts);
}

}  // namespace
}  // namespace firstday::intake
