// Every obligation of the five procedures: the case in which it asks for something, the same case with one
// condition less, and the table of all of them (config/policies/COVERAGE.md), which these tests write.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "escalation/golden.h"
#include "escalation/row_list.h"

namespace firstday::escalation::testing {
namespace {

TEST(RowFiles, EachCaseGoesAsItsFileSays) {
  for (const char* folder : {"rows", "contradictions"})
    for (const auto& file : files_of(folder))
      check_golden(file, [&](const std::string& front) { return told(read_row_file(file.stem(), front)); });
}

/// domain.md section 1: 000-01 to -32, 001-01 to -15, 002-01 to -21, 003-01 to -08, 004-01 to -09.
TEST(RowList, IsThoseOfTheFiveProcedures) {
  std::vector<std::string> wanted;
  for (const auto& [procedure, count] :
       {std::pair{"000", 32}, {"001", 15}, {"002", 21}, {"003", 8}, {"004", 9}})
    for (int n = 1; n <= count; ++n)
      wanted.push_back(procedure + std::string(n < 10 ? "-0" : "-") + std::to_string(n));
  std::vector<std::string> listed;
  for (const Row& row : all_rows()) listed.push_back(row.id);
  EXPECT_EQ(listed, wanted);
  EXPECT_EQ(listed.size(), 85u);
}

TEST(RowList, AtMostTenAreNoStepAndEachSaysWhy) {
  int without = 0;
  for (const Row& row : all_rows()) {
    EXPECT_EQ(row.carriers.empty(), !row.why_none.empty()) << row.id;
    if (row.carriers.empty()) ++without;
  }
  EXPECT_LE(without, 10);
}

TEST(RowList, EachIsShownByOneFile) {
  for (const Row& row : all_rows()) {
    std::set<std::string> files;
    for (const Showing& s : row.shown)
      if (!s.unless.also) files.insert(s.file->name);
    EXPECT_EQ(files.size(), row.carriers.empty() ? files.size() : 1u) << row.id;
    EXPECT_LE(files.size(), 1u) << row.id;
  }
}

TEST(RowList, NoFileShowsAnObligationThatIsNotThere) {
  for (const RowFile& file : row_files())
    for (const Unless& u : file.unless)
      for (const std::string& id : u.rows)
        EXPECT_TRUE(
            std::any_of(all_rows().begin(), all_rows().end(), [&](const Row& r) { return r.id == id; }))
            << file.name << " " << id;
}

/// domain.md 1.1: 1 to 22. A file's name begins with the number that its head says.
TEST(Contradictions, EachHasAFileThatSaysTheReading) {
  std::set<std::string> numbers;
  for (const RowFile& file : contradiction_files()) {
    const std::string number = file.name.substr(0, 2);
    const std::string head = "1.1 no. " + std::to_string(std::stoi(number)) + ": ";
    EXPECT_EQ(file.about.rfind(head, 0), 0u) << file.name;
    EXPECT_NE(file.about.find("\nReading: "), std::string::npos) << file.name;
    numbers.insert(number);
  }
  EXPECT_EQ(numbers.size(), 22u);
  EXPECT_EQ(*numbers.rbegin(), "22");
}

class EachRow : public ::testing::TestWithParam<std::string> {};

/// ... where one line of the case differs, and only one.
TEST_P(EachRow, FiresAndStaysSilentWithOneConditionLess) {
  const Row& row = row_of(GetParam());
  const std::string carried = row.why_none.empty() ? row.id : "";
  for (const auto& [file, unless] : row.shown) {
    SCOPED_TRACE(file->name + ": " + unless.change);
    const std::string silent = changed(file->front, unless.change);
    EXPECT_EQ(lines_that_differ(file->front, silent), 1);
    EXPECT_NE(made_by(*file, file->front, unless, carried), std::vector<std::string>());
    EXPECT_EQ(made_by(*file, silent, unless, carried), std::vector<std::string>());
    EXPECT_TRUE(!carried.empty() || !unless.steps.empty()) << "no step carries the row, and none is named";
  }
}

std::vector<std::string> ids() {
  std::vector<std::string> out;
  for (const Row& row : all_rows()) out.push_back(row.id);
  return out;
}

std::string named(const ::testing::TestParamInfo<std::string>& about) {
  return test_name(about.param);
}

INSTANTIATE_TEST_SUITE_P(Rows, EachRow, ::testing::ValuesIn(ids()), named);

TEST(RowTable, IsTheFileThatShips) {
  check_written(FIRSTDAY_SOURCE_DIR "/config/policies/COVERAGE.md", coverage_table());
}

}  // namespace
}  // namespace firstday::escalation::testing
