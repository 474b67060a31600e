#include "render/template_check.h"

#include <gtest/gtest.h>

#include "render/template_file.h"

namespace firstday::render {
namespace {

using base::Problem;
using base::Severity;
using job::Kind;

std::vector<Problem> checked(Kind kind, const std::string& source, const Values& sample,
                             const char* language = "en") {
  Template t;
  t.name = "absence";
  t.kind = kind;
  t.language = language;
  t.file = "t.md";
  const auto parsed = read_template(std::move(t), source);
  EXPECT_FALSE(parsed.has_errors()) << source;
  return check_template(parsed.value, sample);
}

Values whole_sample() {
  Values v;
  for (const std::string_view field : kFields) v.set(field, "x");
  return v;
}

TEST(CheckTemplate, EveryFieldThatWeFillIsAllowedInAnySpelling) {
  std::string source;
  for (const std::string_view field : kFields) source += "((" + std::string(field) + ")) ";
  EXPECT_TRUE(checked(Kind::kText, source, whole_sample()).empty());
  EXPECT_TRUE(checked(Kind::kCall, "((Contact_Name)) ((SCHOOL-PHONE))", whole_sample()).empty());
}

TEST(CheckTemplate, AnotherFieldIsRefusedForWhatWeFill) {
  const Values sample = whole_sample().set("tutor", "x");
  for (const Kind kind : {Kind::kText, Kind::kVoice, Kind::kVoicemail, Kind::kCall, Kind::kLetter,
                          Kind::kCard, Kind::kVisit, Kind::kForm}) {
    const auto problems = checked(kind, "((tutor))", sample);
    ASSERT_EQ(problems.size(), 1u) << job::word(kind);
    EXPECT_EQ(problems[0].field, "tutor");
    EXPECT_EQ(problems[0].severity, Severity::kError);
  }
  EXPECT_TRUE(checked(Kind::kAppMessage, "((tutor))", sample).empty());
}

// domain.md section 5, e: nothing that can be read at a door counts days, and a worry is warned of.
TEST(CheckTemplate, ACardCountsNothingAndWorriesNobody) {
  Values sample = whole_sample().set("days absent", "3");
  sample.set("visit time", "11:20").set("work platform", "Purple Mash");
  ASSERT_EQ(checked(Kind::kCard, "((days absent))", sample).size(), 1u);
  EXPECT_TRUE(checked(Kind::kForm, "((days absent))", sample).empty());
  EXPECT_TRUE(checked(Kind::kCard, "We called at ((visit time)).", sample).empty());
  EXPECT_TRUE(checked(Kind::kCall, "((work platform))", sample).empty());
  EXPECT_EQ(checked(Kind::kText, "((work platform))", sample).size(), 1u);
  const auto problems = checked(Kind::kCard, "We are concerned.", sample);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_NE(problems[0].what.find("whoever finds the card"), std::string::npos);
}

TEST(CheckTemplate, ALetterHasMoreFieldsThanAText) {
  const Values sample = whole_sample().set("days absent", "3");
  EXPECT_TRUE(checked(Kind::kLetter, "((days absent))", sample).empty());
  EXPECT_FALSE(checked(Kind::kText, "((days absent))", sample).empty());
}

TEST(CheckTemplate, TheSampleMustFillSubjectAndBody) {
  const auto problems =
      checked(Kind::kEmail, "---\nsubject: ((a)) ((b))\n---\n((b)) ((c??x))", Values{}.set("b", ""));
  std::vector<std::string> fields;
  for (const Problem& p : problems) fields.push_back(p.field);
  EXPECT_EQ(fields, (std::vector<std::string>{"b", "c", "a", "b"}));
}

TEST(CheckTemplate, OnePartCostsNoWord) {
  EXPECT_TRUE(checked(Kind::kText, std::string(160, 'a'), Values{}).empty());
  const auto problems = checked(Kind::kText, std::string(161, 'a'), Values{});
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(base::describe(problems[0]),
            "t.md: warning: With its sample every text costs 2 parts, 161 units. Shorten it if you can.");
  EXPECT_TRUE(checked(Kind::kVoicemail, std::string(1000, 'a'), Values{}).empty()) << "only texts have parts";
}

TEST(CheckTemplate, AnotherScriptCostsMoreAndIsNotScoldedForIt) {
  std::string arabic;
  for (int i = 0; i < 6; ++i) arabic += "غائب عن المدرسة ";
  const auto problems = checked(Kind::kText, arabic, Values{}, "ar");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(
      base::describe(problems[0]),
      "t.md: note: With its sample every text costs 2 parts, 95 units, Unicode. Shorten it if you can.");
}

TEST(CheckTemplate, CountsWhatWouldLeaveNotWhatIsWritten) {
  EXPECT_TRUE(checked(Kind::kText, std::string(80, ' ') + std::string(160, 'a') + "\n\n", Values{}).empty());
}

TEST(CheckTemplate, LooksAtTheWordsOfAConditionToo) {
  const auto problems = checked(Kind::kText, "Hello ((school??from the police))", whole_sample());
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_NE(problems[0].what.find("\"police\""), std::string::npos);
}

TEST(CheckTemplate, NeverLooksForWordsInValuesOrFieldNames) {
  const Values sample = whole_sample().set("school", "Court Street");
  EXPECT_TRUE(checked(Kind::kText, "((school))", sample).empty());
}

}  // namespace
}  // namespace firstday::render
