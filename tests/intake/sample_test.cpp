// The sample school that ships with the program is read without an error.
#include <gtest/gtest.h>

#include "intake/marks_reader.h"
#include "intake/reading.h"

namespace firstday::intake {
namespace {

InputFile sample(const std::string& name) {
  const auto read = read_file(std::string(FIRSTDAY_SOURCE_DIR) + "/config/sample/exports/canonical/" + name);
  return read.ok() ? read.value() : InputFile{name, ""};
}

TEST(SampleSchool, IsReadWithoutAnError) {
  RollFiles files;
  files.pupils = sample("pupils.csv");
  files.contacts = sample("contacts.csv");
  files.professionals = sample("professionals.csv");
  files.siblings = sample("siblings_elsewhere.csv");
  const auto read = read_rolls(files, canonical_profile(), {}, nobody());
  EXPECT_FALSE(read.has_errors()) << listed(read.problems);
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_GT(read.value[0].pupils.size(), 100u);
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
