#include "intake/table.h"

#include <gtest/gtest.h>

#include "intake/reading.h"

namespace firstday::intake {
namespace {

struct Opened {
  std::vector<base::Problem> problems;
  bool usable = false;
};

Opened open(const std::string& bytes, FileKind kind = FileKind::kMarks, bool school_known = false) {
  Opened out;
  const Table table(file("f.csv", bytes), kind, canonical_profile(), school_known, out.problems);
  out.usable = table.usable();
  return out;
}

TEST(Table, NeedsItsColumnsByAnySpelling) {
  EXPECT_TRUE(open("school,pupil,date,session,code\n").usable);
  EXPECT_TRUE(open("CODE;Session;Date;UPN;School\n").usable);
  EXPECT_TRUE(open("Pupil ID,Date,AM/PM,Mark\n", FileKind::kMarks, true).usable);
}

TEST(Table, SaysWhichColumnsAreNotThere) {
  const Opened o = open("school,date,session\n900001,2027-01-12,AM\n");
  EXPECT_FALSE(o.usable);
  const std::string all = listed(o.problems);
  EXPECT_NE(all.find("no column pupil or upn"), std::string::npos) << all;
  EXPECT_NE(all.find("no column code"), std::string::npos) << all;
  EXPECT_NE(all.find("--map"), std::string::npos) << all;
  EXPECT_EQ(all.find("900001"), std::string::npos) << "nothing of the file is repeated";
}

TEST(Table, WithoutASchoolColumnTheSchoolMustBeNamed) {
  const Opened o = open("pupil,date,session,code\n");
  EXPECT_FALSE(o.usable);
  EXPECT_NE(listed(o.problems).find("--school"), std::string::npos);
}

TEST(Table, WhatIsNoListIsRefused) {
  for (const char* bytes : {"", "\n\n", "<html><table></table></html>", "<?xml version=\"1.0\"?>",
                            "PK\x03\x04", "%PDF-", "\"never closed,a\nb"}) {
    const Opened o = open(bytes);
    EXPECT_FALSE(o.usable) << bytes;
    ASSERT_FALSE(o.problems.empty()) << bytes;
    EXPECT_EQ(o.problems[0].severity, base::Severity::kError);
    EXPECT_EQ(o.problems[0].file, "f.csv");
  }
}

TEST(Table, AHeadingThatStandsTwiceIsSaid) {
  const Opened o = open("school,pupil,date,session,code,Code\n");
  EXPECT_TRUE(o.usable);
  ASSERT_EQ(o.problems.size(), 1u);
  EXPECT_EQ(o.problems[0].severity, base::Severity::kWarning);
}

TEST(Table, RowsGiveTrimmedCellsAndTheirPlace) {
  std::vector<base::Problem> problems;
  Table table(file("f.csv", "note,School,pupil,date,session,code\nx,900001, P1 ,d,s,\n"), FileKind::kMarks,
              canonical_profile(), false, problems);
  Row row;
  ASSERT_TRUE(table.next(row));
  EXPECT_EQ(row.cell(mark_column::kPupil), "P1");
  EXPECT_EQ(row.cell(mark_column::kCode), "");
  EXPECT_EQ(row.cell(mark_column::kUpn), "");
  EXPECT_FALSE(table.has(mark_column::kUpn));
  EXPECT_TRUE(row.clean());
  row.warn(mark_column::kSchool, "wrong.", "Mend.");
  EXPECT_FALSE(row.clean());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(base::describe(problems[0]), "f.csv:2:2 (School): warning: wrong. Mend.");
  EXPECT_FALSE(table.next(row));
}

TEST(Table, TheHashIsOfTheMappedCellsOnly) {
  const auto hash = [](const std::string& bytes) {
    std::vector<base::Problem> problems;
    Table table(file("f.csv", bytes), FileKind::kMarks, canonical_profile(), false, problems);
    Row row;
    EXPECT_TRUE(table.next(row));
    return row.hash();
  };
  const std::uint64_t plain = hash("school,pupil,date,session,code\n900001,P1,d,AM,N\n");
  EXPECT_EQ(plain, 2805375173565794091U) << "the same on every machine and in every version";
  EXPECT_EQ(hash("code,session,date,pupil,school,remark\r\nN,AM,d, P1,900001,x\r\n"), plain)
      << "order and other columns do not matter";
  EXPECT_NE(hash("school,pupil,date,session,code\n900001,P1,d,AM,O\n"), plain);
  EXPECT_NE(hash("school,pupil,date,session,code\n900001,P1,dA,M,N\n"), plain) << "cells do not run together";
  EXPECT_NE(hash("school,pupil,upn,date,session,code\n900001,P1,,d,AM,N\n"), plain) << "a new column is read";
}

TEST(Table, ConstantsStandInForColumns) {
  const Profile profile =
      read_profile(
          file("p.csv", "file,column,in_export\nmarks,session,always: AM\nmarks,school,always:900001\n"))
          .value;
  std::vector<base::Problem> problems;
  Table table(file("f.csv", "pupil,date,code\nP1,d,N\n"), FileKind::kMarks, profile, false, problems);
  ASSERT_TRUE(table.usable()) << listed(problems);
  Row row;
  ASSERT_TRUE(table.next(row));
  EXPECT_EQ(row.cell(mark_column::kSession), "AM");
  EXPECT_EQ(row.cell(mark_column::kSchool), "900001");
}

}  // namespace
}  // namespace firstday::intake
