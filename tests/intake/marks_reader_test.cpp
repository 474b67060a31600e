#include "intake/marks_reader.h"

#include <gtest/gtest.h>

#include "intake/small_school.h"

namespace firstday::intake {
namespace {

namespace ss = small_school;
using roll::Code;
using roll::PupilRef;
using roll::Session;

const base::Date kDay = base::make_date(2027, 1, 12);

base::Parsed<std::vector<roll::Register>> read(const std::string& bytes, const roll::Urn& only = {}) {
  static const roll::Roll kRoll = ss::roll();
  return read_marks(file("marks.csv", bytes), canonical_profile(), only, record(kRoll));
}

TEST(MarksReader, ReadsTheCanonicalFile) {
  const auto out = read(ss::whole(ss::kMarksHead, ss::kMarks));
  EXPECT_EQ(listed(out.problems), "");
  ASSERT_EQ(out.value.size(), 1u);
  const roll::Register& r = out.value[0];
  EXPECT_EQ(r.school, kSchool);
  EXPECT_EQ(r.marks.size(), 6u);
  EXPECT_EQ(r.code(PupilRef("P1"), kDay, Session::kAm), Code("N"));
  EXPECT_EQ(r.code(PupilRef("P4"), kDay, Session::kAm), Code("C1"));
}

TEST(MarksReader, BlanksAreKeptAsNoMark) {
  for (const char* code : {"", "-", "?", " "}) {
    const auto out =
        read("school,pupil,date,session,code\n900001,P1,2027-01-12,AM," + std::string(code) + "\n");
    ASSERT_EQ(out.value.size(), 1u) << code;
    ASSERT_EQ(out.value[0].marks.size(), 1u) << code;
    EXPECT_TRUE(out.value[0].marks[0].code.empty());
    EXPECT_TRUE(out.problems.empty());
  }
}

TEST(MarksReader, EveryCodeInForceIsRead) {
  for (const roll::CodeMeaning& m : roll::all_codes()) {
    const auto out =
        read("school,pupil,date,session,code\n900001,P1,2027-01-12,AM," + std::string(m.code) + "\n");
    ASSERT_EQ(out.value.size(), 1u) << m.code;
    const Code wanted = m.is == roll::CodeClass::kNoMark ? Code() : Code(m.code);
    EXPECT_EQ(out.value[0].code(PupilRef("P1"), kDay, Session::kAm), wanted) << m.code;
    const bool retired = m.is == roll::CodeClass::kRetired;
    ASSERT_EQ(out.problems.size(), retired ? 1u : 0u) << m.code;
    if (retired) {
      EXPECT_EQ(out.problems[0].severity, base::Severity::kWarning);
    }
  }
}

TEST(MarksReader, SessionsAndDatesInTheirUsualSpellings) {
  const auto out =
      read("school,pupil,date,session,code\n900001,P1,12/01/2027,am,n\n900001,P1,12-Jan-2027,Afternoon,\\\n");
  EXPECT_EQ(listed(out.problems), "");
  EXPECT_EQ(out.value[0].code(PupilRef("P1"), kDay, Session::kAm), Code("N"));
  EXPECT_EQ(out.value[0].code(PupilRef("P1"), kDay, Session::kPm), Code("\\"));
}

TEST(MarksReader, ThePupilIsFoundByReferenceOrUpn) {
  const auto out = read(
      "school,upn,date,session,code\n900001,Z900200127001,2027-01-12,AM,N\n900001,z900200127001,2027-01-12,"
      "PM,N\n");
  EXPECT_EQ(listed(out.problems), "");
  EXPECT_EQ(out.value[0].of(PupilRef("P1")).size(), 2u);
}

/// One pupil's morning with these codes, a line each.
base::Parsed<std::vector<roll::Register>> read_codes(const std::vector<std::string>& codes) {
  std::string bytes = "school,pupil,date,session,code\n";
  for (const std::string& code : codes) bytes += "900001,P1,2027-01-12,AM," + code + "\n";
  return read(bytes);
}

TEST(MarksReader, OfContradictingMarksTheStricterIsKept) {
  const struct {
    std::vector<std::string> codes;
    const char* kept;
    std::vector<int> left_out;  ///< lines
  } cases[] = {
      {{"N", "/"}, "N", {3}}, {{"/", "N"}, "N", {2}},         {{"N", ""}, "N", {3}},  {{"", "N"}, "N", {2}},
      {{"O", "I"}, "O", {3}}, {{"N", "O"}, "O", {2}},         {{"I", "/"}, "/", {2}}, {{"/", "I"}, "I", {2}},
      {{"I", "-"}, "I", {3}}, {{"/", "N", "I"}, "N", {2, 4}}, {{"N", "N"}, "N", {}},  {{"", ""}, "", {}},
  };
  for (const auto& c : cases) {
    const auto out = read_codes(c.codes);
    ASSERT_EQ(out.value.size(), 1u);
    ASSERT_EQ(out.value[0].marks.size(), 1u);
    EXPECT_EQ(out.value[0].marks[0].code, c.kept[0] == 0 ? Code() : Code(c.kept));
    std::vector<int> lines;
    for (const base::Problem& p : out.problems) lines.push_back(p.line);
    EXPECT_EQ(lines, c.left_out) << listed(out.problems);
    EXPECT_EQ(out.has_errors(), !c.left_out.empty());
  }
}

TEST(MarksReader, AContradictionSaysWhichLineWasKept) {
  const auto out = read_codes({"N", "/"});
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].file, "marks.csv");
  EXPECT_EQ(out.problems[0].what,
            "Line 2 has code N for the same pupil and session, which was kept; code / was left out.");
}

TEST(MarksReader, OnlyTheSchoolAskedFor) {
  const std::string two =
      "school,pupil,date,session,code\n900001,P1,2027-01-12,AM,N\n900002,P1,2027-01-12,AM,N\n900002,P2,2027-"
      "01-12,AM,N\n";
  const auto out = read(two, kSchool);
  ASSERT_EQ(out.value.size(), 1u);
  ASSERT_EQ(out.problems.size(), 1u);
  EXPECT_EQ(out.problems[0].severity, base::Severity::kNote);
  EXPECT_NE(out.problems[0].what.find("2 lines"), std::string::npos);
  EXPECT_EQ(read("pupil,date,session,code\nP1,2027-01-12,AM,N\n", kSchool).value[0].marks.size(), 1u);
}

TEST(MarksReader, ASchoolWithoutARollCostsItsLines) {
  const auto out =
      read("school,pupil,date,session,code\n900002,P1,2027-01-12,AM,N\n900001,P1,2027-01-12,AM,N\n");
  ASSERT_EQ(out.value.size(), 1u);
  EXPECT_EQ(out.value[0].school, kSchool);
  EXPECT_NE(find_problem(out.problems, 2, "no roll"), nullptr) << listed(out.problems);
}

TEST(MarksReader, EachOfManyBadLinesIsReported) {
  std::string bytes = "school,pupil,date,session,code\n";
  for (int i = 0; i < 500; ++i) bytes += "900001,X" + std::to_string(i) + ",2027-01-12,AM,N\n";
  const auto out = read(bytes);
  EXPECT_TRUE(out.value.empty());
  EXPECT_EQ(out.problems.size(), 500u);
  EXPECT_EQ(out.problems.back().line, 501);
}

TEST(MarksReader, WhatIsNoMarksFileGivesNothing) {
  for (const std::string& bytes :
       {std::string(), std::string("PK\x03\x04"), ss::whole(ss::kSiblingsHead, ss::kSiblings)}) {
    const auto out = read(bytes);
    EXPECT_TRUE(out.value.empty());
    EXPECT_TRUE(out.has_errors());
  }
}

TEST(MarksReader, Utf16AndWindowsLineEndsAreNoMatter) {
  std::string wide = "\xFF\xFE";
  for (char c : std::string("school;pupil;date;session;code\r\n900001;P1;12/01/2027;AM;N\r\n"))
    wide += std::string{c, '\0'};
  const auto out = read(wide);
  EXPECT_EQ(listed(out.problems), "");
  ASSERT_EQ(out.value.size(), 1u);
  EXPECT_EQ(out.value[0].code(PupilRef("P1"), kDay, Session::kAm), Code("N"));
}

}  // namespace
}  // namespace firstday::intake
