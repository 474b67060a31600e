#include "render/template_set.h"

#include <gtest/gtest.h>

#include "render/front_matter.h"
#include "render/template_file.h"

namespace firstday::render {
namespace {

using job::Kind;

Template named(const char* name, Kind kind, const char* language, const char* reviewed_by = "Non") {
  Template t;
  t.name = name;
  t.kind = kind;
  t.language = language;
  t.reviewed_by = reviewed_by;
  t.file = std::string(name) + ".md";
  return t;
}

TEST(TemplateSet, FindsTheLanguageAskedForElseEnglish) {
  TemplateSet set;
  set.add(named("absence", Kind::kText, "en"));
  set.add(named("absence", Kind::kText, "cy"));
  set.add(named("absence", Kind::kCall, "en"));
  EXPECT_EQ(set.find("absence", Kind::kText, "cy")->language, "cy");
  EXPECT_EQ(set.find("absence", Kind::kText, "CY-gb")->language, "cy");
  EXPECT_EQ(set.find("absence", Kind::kText, "pl")->language, "en");
  EXPECT_EQ(set.find("absence", Kind::kCall, "cy")->language, "en");
  EXPECT_EQ(set.find("absence", Kind::kVoicemail, "en"), nullptr);
  EXPECT_EQ(set.find("other", Kind::kText, "en"), nullptr);
}

TEST(TemplateSet, AnUnreviewedTranslationIsNeverSent) {
  TemplateSet set;
  set.add(named("absence", Kind::kText, "pl", ""));
  EXPECT_EQ(set.find("absence", Kind::kText, "pl"), nullptr);
  ASSERT_NE(set.exact("absence", Kind::kText, "pl"), nullptr) << "a preview may show it";
  set.add(named("absence", Kind::kText, "en", ""));
  EXPECT_EQ(set.find("absence", Kind::kText, "pl")->language, "en") << "English is no translation";
}

TEST(TemplateSet, TheFirstOfANameWins) {
  TemplateSet set;
  Template own = named("absence", Kind::kText, "en");
  own.hash = "own";
  EXPECT_TRUE(set.add(own));
  EXPECT_FALSE(set.add(named("absence", Kind::kText, "en")));
  EXPECT_EQ(set.find("absence", Kind::kText, "en")->hash, "own");
}

TEST(TemplateSet, ListsInOrder) {
  TemplateSet set;
  set.add(named("b", Kind::kText, "en"));
  set.add(named("a", Kind::kVoicemail, "en"));
  set.add(named("a", Kind::kText, "en"));
  set.add(named("a", Kind::kText, "cy"));
  std::vector<std::string> seen;
  for (const Template& t : set.list()) seen.push_back(describe(t));
  EXPECT_EQ(seen, (std::vector<std::string>{"a, text, cy (a.md)", "a, text, en (a.md)",
                                            "a, voicemail, en (a.md)", "b, text, en (b.md)"}));
}

TEST(FileName, SaysKindAndLanguage) {
  ASSERT_TRUE(parse_file_name("text.cy.md"));
  EXPECT_EQ(parse_file_name("text.cy.md")->kind, Kind::kText);
  EXPECT_EQ(parse_file_name("app_message.pl.md")->language, "pl");
  for (const char* bad : {"text.md", "text.CY.md", "text.welsh.md", "sms.en.md", "text.en.txt",
                          "text.en.md.bak", "decide.en.md", ".en.md", "text..md", ""})
    EXPECT_FALSE(parse_file_name(bad)) << bad;
}

TEST(TemplateName, IsSmallLettersDigitsAndHyphens) {
  EXPECT_TRUE(is_template_name("absence-day-2"));
  for (const char* bad : {"", "Absence", "2nd", "a b", "a_b", "ŵ", "-a", "a/b"})
    EXPECT_FALSE(is_template_name(bad)) << bad;
}

TEST(FrontMatter, IsReadUpToItsSecondLine) {
  const std::string source =
      "---\r\n# note\n\nreviewed_by: Non Example: head\nsubject:  About ((name))\nfamily: absence\nabout: "
      "x\n---\nHello\n";
  const auto parsed = parse_front_matter(source, "t.md");
  EXPECT_TRUE(parsed.problems.empty());
  EXPECT_EQ(parsed.value.reviewed_by, "Non Example: head");
  EXPECT_EQ(parsed.value.subject, "About ((name))");
  EXPECT_EQ(parsed.value.subject_start.line, 5);
  EXPECT_EQ(parsed.value.subject_start.column, 11);
  EXPECT_EQ(parsed.value.family, "absence");
  EXPECT_EQ(source.substr(parsed.value.body), "Hello\n");
  EXPECT_EQ(parsed.value.body_line, 9);
}

TEST(FrontMatter, MayBeLeftOut) {
  const auto parsed = parse_front_matter("Hello: there\n---\n", "t.md");
  EXPECT_TRUE(parsed.problems.empty());
  EXPECT_EQ(parsed.value.body, 0u);
  EXPECT_EQ(parsed.value.body_line, 1);
}

TEST(FrontMatter, NamesTheLineOfEachSlip) {
  const auto parsed = parse_front_matter("---\nreviewer: x\nabout: a\nabout: b\nno colon\n---\nHi", "t.md");
  ASSERT_EQ(parsed.problems.size(), 3u);
  EXPECT_EQ(base::describe(parsed.problems[0]),
            "t.md:2 (reviewer): error: This key is not known. The keys are reviewed_by, reviewed_on, "
            "reviewed_words, subject, family and about.");
  EXPECT_EQ(parsed.problems[1].line, 4);
  EXPECT_EQ(parsed.problems[2].line, 5);
  EXPECT_EQ(parse_front_matter("---\nabout: x\n", "t.md").problems.at(0).line, 1) << "it never ends";
}

base::Parsed<Template> read(const char* source, Kind kind = Kind::kText, const char* language = "en") {
  return read_template(named("absence", kind, language), source);
}

TEST(ReadTemplate, KeepsWhatItIsToldAndReadsTheRest) {
  const auto parsed = read("\xEF\xBB\xBF---\nreviewed_by: Ann\nabout: first text\n---\n((school)) rings\n");
  EXPECT_TRUE(parsed.problems.empty());
  EXPECT_EQ(parsed.value.reviewed_by, "Ann");
  EXPECT_EQ(parsed.value.about, "first text");
  EXPECT_EQ(parsed.value.family, "absence") << "the name, where the file says none";
  EXPECT_EQ(parsed.value.body.placeholders(), (std::vector<std::string>{"school"}));
}

TEST(ReadTemplate, CountsLinesFromTheTopOfTheFile) {
  const auto body = read("---\nabout: x\n---\nHello\n  ((name");
  ASSERT_EQ(body.problems.size(), 1u);
  EXPECT_EQ(body.problems[0].line, 5);
  EXPECT_EQ(body.problems[0].column, 3);
  const auto subject = read("---\nsubject: Of ((name\n---\nHello", Kind::kEmail);
  ASSERT_EQ(subject.problems.size(), 1u);
  EXPECT_EQ(subject.problems[0].line, 2);
  EXPECT_EQ(subject.problems[0].column, 13);
}

TEST(ReadTemplate, RefusesWhatCannotBeSent) {
  EXPECT_TRUE(read("").has_errors());
  EXPECT_TRUE(read("---\nabout: x\n---\n \n").has_errors());
  EXPECT_TRUE(read("caf\xE9").has_errors()) << "not UTF-8";
  EXPECT_TRUE(read("Hello", Kind::kEmail).has_errors()) << "no subject";
}

TEST(ReadTemplate, SpeaksOfAnUnreviewedTranslationAndAnIdleSubject) {
  const auto polish = read("Witaj", Kind::kText, "pl");
  ASSERT_EQ(polish.problems.size(), 1u);
  EXPECT_EQ(polish.problems[0].severity, base::Severity::kNote);
  const auto text = read("---\nsubject: Hello\n---\nHi");
  ASSERT_EQ(text.problems.size(), 1u);
  EXPECT_FALSE(text.has_errors());
  EXPECT_FALSE(text.value.subject);
}

}  // namespace
}  // namespace firstday::render
