#include "render/fill.h"

#include <gtest/gtest.h>

#include <sstream>

#include "base/time.h"

namespace firstday::render {
namespace {

using base::Personal;
using Names = std::vector<std::string>;

TemplateText text(std::string_view source) {
  auto parsed = parse_template(source, "t.md");
  EXPECT_FALSE(parsed.has_errors()) << source;
  return parsed.value;
}

std::string filled(std::string_view source, const Values& values, std::string_view language = "en") {
  const auto result = fill(text(source), values, language);
  return result ? result.value().text.reveal() : "error: " + result.error().what;
}

Values names(std::vector<Personal> list) {
  Values v;
  v.set("names", std::move(list));
  return v;
}

TEST(Values, AreFoundByAnySpelling) {
  Values v;
  v.set("Pupil first_name", "Robin");
  ASSERT_NE(v.find("pupil-first name"), nullptr);
  EXPECT_EQ(std::get<Personal>(*v.find("PUPILFIRSTNAME")).reveal(), "Robin");
  EXPECT_EQ(v.find("pupil"), nullptr);
}

TEST(Values, SettingAgainReplaces) {
  Values v;
  v.set("name", "Robin").set("NAME", "Ann");
  EXPECT_EQ(v.names(), (Names{"name"}));
  EXPECT_EQ(filled("((name))", v), "Ann");
}

TEST(Fill, PutsValuesWhereTheirFieldsStand) {
  Values v;
  v.set("school", "Marsh Lane").set("Name", "Robin");
  EXPECT_EQ(filled("((School)): ((name)), (( NAME ))!", v), "Marsh Lane: Robin, Robin!");
}

TEST(Fill, NamesEveryMissingFieldAndNoValue) {
  Values v;
  v.set("name", "Robin Marsh").set("blank", "").set("white", " \t");
  const auto result = fill(text("((name)) ((date)) ((blank)) ((Date)) ((white))"), v);
  ASSERT_FALSE(result.ok());
  EXPECT_NE(result.error().what.find("((date)), ((blank)) and ((white))"), std::string::npos)
      << result.error().what;
  EXPECT_EQ(result.error().what.find("Robin"), std::string::npos);
  EXPECT_EQ(result.error().kind, base::ErrorKind::kBadInput);
}

TEST(Fill, ListsSurplusValuesByName) {
  Values v;
  v.set("name", "Robin").set("Form group", "5H").set("extra", "");
  const auto result = fill(text("((name))"), v);
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.value().surplus, (Names{"Form group", "extra"}));
}

TEST(Fill, AConditionShowsItsWordsForYesOnly) {
  for (const char* yes : {"yes", "Y", "TRUE", "t", "1", "Include", "show", " yes "}) {
    Values v;
    v.set("late", yes);
    EXPECT_EQ(filled("x ((late??is late)) y", v), "x is late y") << yes;
  }
  for (const char* no : {"no", "0", "", "yes please", "2", "on"}) {
    Values v;
    v.set("late", no);
    EXPECT_EQ(filled("x ((late??is late)) y", v), "x  y") << no;
  }
}

TEST(Fill, AConditionWithoutAValueIsMissing) {
  EXPECT_EQ(missing_fields(text("((late??x)) ((late??y))"), Values{}), (Names{"late"}));
}

TEST(Fill, ListsReadAsASentenceDoes) {
  EXPECT_EQ(filled("((names))", names({Personal("Robin")})), "Robin");
  EXPECT_EQ(filled("((names))", names({Personal("Robin"), Personal("Ann")})), "Robin and Ann");
  EXPECT_EQ(filled("((names))", names({Personal("a"), Personal(" "), Personal(" b "), Personal("c")})),
            "a, b and c");
}

TEST(Fill, AListOfNothingIsMissing) {
  EXPECT_EQ(missing_fields(text("((names))"), names({})), (Names{"names"}));
  EXPECT_EQ(missing_fields(text("((names))"), names({Personal(""), Personal(" ")})), (Names{"names"}));
}

TEST(Fill, DatesSessionsAndListsSpeakTheTemplatesLanguage) {
  Values v = names({Personal("Gwen"), Personal("Ioan")});
  v.set("date", base::make_date(2027, 1, 12)).set("session", HalfDay::kMorning);
  EXPECT_EQ(filled("((names)), ((session)) of ((date))", v), "Gwen and Ioan, morning of Tuesday 12 January");
  EXPECT_EQ(filled("((names)), ((session)) ((date))", v, "cy"), "Gwen ac Ioan, bore dydd Mawrth 12 Ionawr");
}

TEST(Fill, AValueCannotBringInAField) {
  Values v;
  v.set("name", "((secret)) ((late??x))").set("secret", "no").set("late", "yes");
  EXPECT_EQ(filled("Hi ((name))", v), "Hi ((secret)) ((late??x))");
  Values split;
  split.set("a", "((sec").set("b", "ret))").set("secret", "no");
  EXPECT_EQ(filled("((a))((b))", split), "((secret))");
}

TEST(Fill, TheFilledTextPrintsMasked) {
  Values v;
  v.set("name", "Robin");
  std::ostringstream out;
  out << fill(text("((name))"), v).value().text;
  EXPECT_EQ(out.str(), "***");
}

TEST(Fill, AppendStopsAtTheFirstMissingField) {
  std::string out = "kept ";
  EXPECT_FALSE(append_filled(out, text("a ((x)) b"), Values{}, "en"));
  EXPECT_EQ(out, "kept a ");
}

}  // namespace
}  // namespace firstday::render
