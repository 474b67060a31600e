#include "render/template_text.h"

#include <gtest/gtest.h>

#include "render/field_name.h"

namespace firstday::render {
namespace {

using Kind = Segment::Kind;

/// "L:text", "F:name", "O:name?text", so that a parse reads as one line.
std::vector<std::string> shape(std::string_view source) {
  const auto parsed = parse_template(source, "t.md");
  std::vector<std::string> out;
  for (const Segment& s : parsed.value.segments()) {
    if (s.kind == Kind::kLiteral) out.push_back("L:" + s.text);
    if (s.kind == Kind::kField) out.push_back("F:" + s.name);
    if (s.kind == Kind::kOptional) out.push_back("O:" + s.name + "?" + s.text);
  }
  return out;
}

using Shape = std::vector<std::string>;

TEST(FieldKey, IgnoresCaseSpacesUnderscoresAndHyphens) {
  EXPECT_EQ(field_key("Pupil first_name"), "pupilfirstname");
  EXPECT_EQ(field_key("pupil-FIRST  name"), field_key("pupilfirstname"));
  EXPECT_NE(field_key("pupil first names"), field_key("pupil first name"));
}

TEST(FieldKey, FoldsCaseBeyondAsciiToo) {
  EXPECT_EQ(field_key("ENW TŶ"), field_key("enw tŷ"));
}

TEST(ParseTemplate, FindsFieldsAndConditions) {
  EXPECT_EQ(shape("Dear ((name)), ((late??You were late.)) Bye"),
            (Shape{"L:Dear ", "F:name", "L:, ", "O:late?You were late.", "L: Bye"}));
  EXPECT_EQ(shape("((a))((b))"), (Shape{"F:a", "F:b"}));
  EXPECT_EQ(shape(""), Shape{});
}

TEST(ParseTemplate, TrimsNamesButNotTheWordsOfACondition) {
  EXPECT_EQ(shape("(( name ))((late ?? so late ))"), (Shape{"F:name", "O:late? so late "}));
}

TEST(ParseTemplate, SplitsAConditionAtItsFirstQuestionMarks) {
  EXPECT_EQ(shape("((late??why?"
                  "?))"),
            (Shape{"O:late?why?"
                   "?"}));
}

TEST(ParseTemplate, SingleBracketsAreText) {
  EXPECT_EQ(shape("(your name), f(x), :) (see ((date)))"),
            (Shape{"L:(your name), f(x), :) (see ", "F:date", "L:)"}));
}

TEST(ParseTemplate, OfThreeBracketsTheInnerTwoOpenTheField) {
  EXPECT_EQ(shape("(((name)))"), (Shape{"L:(", "F:name", "L:)"}));
}

TEST(ParseTemplate, NamesEachPlaceholderOnce) {
  const auto parsed = parse_template("((First name)) ((date)) ((first_name)) ((date??x))", "t.md");
  EXPECT_EQ(parsed.value.placeholders(), (std::vector<std::string>{"First name", "date"}));
}

struct Bad {
  const char* source;
  int line;
  int column;
  const char* what;
};

TEST(ParseTemplate, SaysWhereBracketsAreWrong) {
  const Bad cases[] = {
      {"Dear ((name", 1, 6, "never closed"},
      {"one\ntwo ((name) three", 2, 5, "only one bracket"},
      {"ŵŷ ((a ((b)) c))", 1, 4, "another round bracket"},
      {"((a??see (b)))", 1, 1, "another round bracket"},
      {"x (( ))", 1, 3, "no name"},
      {"((-_ ??x))", 1, 1, "no name"},
      {"((name)", 1, 1, "only one bracket"},
  };
  for (const Bad& bad : cases) {
    const auto parsed = parse_template(bad.source, "t.md");
    ASSERT_EQ(parsed.problems.size(), 1u) << bad.source;
    const base::Problem& p = parsed.problems.front();
    EXPECT_TRUE(parsed.has_errors());
    EXPECT_EQ(p.file, "t.md");
    EXPECT_EQ(p.line, bad.line) << bad.source;
    EXPECT_EQ(p.column, bad.column) << bad.source;
    EXPECT_NE(p.what.find(bad.what), std::string::npos) << p.what;
    EXPECT_FALSE(p.mend.empty());
  }
}

TEST(ParseTemplate, ReadsOnBehindAProblem) {
  const auto parsed = parse_template("((a ((b)) ((c", "t.md");
  EXPECT_EQ(parsed.problems.size(), 2u);
  EXPECT_EQ(parsed.value.placeholders(), (std::vector<std::string>{"b"}));
}

TEST(ParseTemplate, CountsFromWhereTheTextStands) {
  EXPECT_EQ(parse_template("((x", "t.md", {4, 10}).problems.front().line, 4);
  EXPECT_EQ(parse_template("((x", "t.md", {4, 10}).problems.front().column, 10);
  EXPECT_EQ(parse_template("a\n((x", "t.md", {4, 10}).problems.front().line, 5);
  EXPECT_EQ(parse_template("a\n((x", "t.md", {4, 10}).problems.front().column, 1);
}

TEST(TemplateText, IsBlankWithoutFieldsOrWords) {
  EXPECT_TRUE(parse_template(" \n\t ", "t.md").value.blank());
  EXPECT_FALSE(parse_template("((a))", "t.md").value.blank());
  EXPECT_FALSE(parse_template(" a ", "t.md").value.blank());
}

}  // namespace
}  // namespace firstday::render
