// Markdown to blocks, and blocks with values to HTML and plain text.
#include "render/blocks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/render.h"
#include "render/template_file.h"

namespace firstday::render {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Document parsed(std::string_view source) {
  auto read = parse_document(source, "t.md");
  EXPECT_THAT(read.problems, IsEmpty());
  return std::move(read.value);
}

std::string html(std::string_view source, const Values& values = {}, std::string_view language = "en") {
  std::string out;
  EXPECT_TRUE(append_html(out, parsed(source), values, language));
  return out;
}

std::string plain(std::string_view source, const Values& values = {}) {
  std::string out;
  EXPECT_TRUE(append_plain(out, parsed(source), values, "en"));
  return out;
}

TEST(Blocks, AreHeadingsParagraphsListsAndRules) {
  const Document d = parsed("# One\n\nTwo\nthree\n\n- four\n- five\n\n1. six\n2. seven\n\n---\n\nEight");
  ASSERT_EQ(d.blocks.size(), 6u);
  EXPECT_EQ(d.blocks[0].kind, Block::Kind::kHeading);
  EXPECT_EQ(d.blocks[0].level, 1);
  EXPECT_EQ(d.blocks[1].kind, Block::Kind::kParagraph);
  EXPECT_EQ(d.blocks[2].kind, Block::Kind::kBullets);
  EXPECT_EQ(d.blocks[2].lines.size(), 2u);
  EXPECT_EQ(d.blocks[3].kind, Block::Kind::kNumbers);
  EXPECT_EQ(d.blocks[4].kind, Block::Kind::kRule);
}

TEST(Blocks, BecomePlainText) {
  EXPECT_EQ(plain("# One\n\nTwo **bold** and\nthree\n\n- four\n- five\n\n1. six\n2. seven\n\nRing "
                  "[us](tel:01632960100)"),
            "One\n\nTwo bold and three\n\n- four\n- five\n\n1. six\n2. seven\n\nRing us (tel:01632960100)");
}

TEST(Blocks, BecomeHtmlInTheLanguagesDirection) {
  EXPECT_THAT(html("Two **bold** *words*"), HasSubstr("<p>Two <strong>bold</strong> <em>words</em></p>"));
  EXPECT_THAT(html("x"), HasSubstr("<html lang=\"en\" dir=\"ltr\">"));
  EXPECT_THAT(html("x", {}, "ur"), HasSubstr("<html lang=\"ur\" dir=\"rtl\">"));
}

TEST(Blocks, NoValueBringsInMarkupALinkOrAField) {
  Values values;
  values.set("name", "<script>alert(1)</script> **x** [a](http://b) ((other)) & \"q\"");
  const std::string page = html("Dear ((name)),\n\n- ((name))", values);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<strong>")));
  EXPECT_THAT(page, Not(HasSubstr("<a ")));
  EXPECT_THAT(page, HasSubstr("((other))"));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(page, HasSubstr("&amp; &quot;q&quot;"));
}

TEST(Blocks, ALinkGoesToTheWebAMailOrATelephoneAndNowhereElse) {
  EXPECT_THAT(html("[a](https://school.example)"), HasSubstr("<a href=\"https://school.example\">a</a>"));
  EXPECT_THAT(html("[a](javascript:alert(1))"), Not(HasSubstr("href")));
  EXPECT_THAT(html("[a](data:text/html,x)"), Not(HasSubstr("href")));
}

TEST(Blocks, HtmlOfTheTemplateItselfIsText) {
  const std::string page = html("<b>bold</b> & <img src=x>");
  EXPECT_THAT(page, Not(HasSubstr("<b>")));
  EXPECT_THAT(page, HasSubstr("&lt;b&gt;bold"));
}

TEST(Blocks, AFieldWithoutAValueStopsIt) {
  std::string out;
  EXPECT_FALSE(append_html(out, parsed("((gone))"), {}, "en"));
  EXPECT_FALSE(append_plain(out, parsed("((gone))"), {}, "en"));
  EXPECT_EQ(out, "");
}

TEST(Blocks, OptionalWordsAreShownOnlyWhenTheyApply) {
  Values yes;
  yes.set("late", "yes");
  EXPECT_EQ(plain("A((late?? and B)).", yes), "A and B.");
  Values no;
  no.set("late", "no");
  EXPECT_EQ(plain("A((late?? and B)).", no), "A.");
}

TEST(Blocks, WrongBracketsAreNamed) {
  const auto read = parse_document("Dear ((name", "t.md");
  EXPECT_FALSE(read.problems.empty());
}

TEST(Blocks, AnyBytesAreReadWithoutHarm) {
  std::string bytes;
  for (int i = 0; i < 2000; ++i) bytes += static_cast<char>((i * 7919 + i / 13) % 251 + 1);
  for (size_t n = 0; n < bytes.size(); n += 17) parse_document(std::string_view(bytes).substr(n), "t.md");
}

TEST(Email, HasTheSameWordsAsAPageAndAsPlainText) {
  Template named;
  named.name = "absence";
  named.kind = job::Kind::kEmail;
  named.language = "en";
  named.hash = "h";
  auto read = read_template(named, "---\nsubject: About ((pupil))\n---\nDear **((pupil))**,\n\n- ring us\n");
  ASSERT_FALSE(read.has_errors());
  TemplateSet set;
  set.add(std::move(read.value));
  job::Job j;
  j.kind = job::Kind::kEmail;
  j.template_name = "absence";
  j.language = "en";
  Values values;
  values.set("pupil", "Robin");
  const auto message = render(j, set, values, base::Personal("a@example.org"));
  ASSERT_TRUE(message.ok()) << message.error().what;
  EXPECT_EQ(message.value().subject.reveal(), "About Robin");
  EXPECT_EQ(message.value().body.reveal(), "Dear Robin,\n\n- ring us");
  EXPECT_THAT(message.value().html.reveal(), HasSubstr("<p>Dear <strong>Robin</strong>,</p>"));
  const auto missing = render(j, set, {}, base::Personal("a@example.org"));
  ASSERT_FALSE(missing.ok());
  EXPECT_THAT(missing.error().what, HasSubstr("((pupil))"));
}

}  // namespace
}  // namespace firstday::render
