#include "render/template_review.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "render/front_matter.h"
#include "render/template_file.h"

namespace firstday::render {
namespace {

const Review kReview{"Ewa Example", base::make_date(2027, 1, 12), "abc"};
constexpr const char* kLines = "reviewed_by: Ewa Example\nreviewed_on: 2027-01-12\nreviewed_words: abc\n";

TEST(TemplateReview, GoesIntoTheBlockAndTheRestStaysAsItWas) {
  EXPECT_EQ(with_review("---\n# note\nabout: x\n---\nHello\n---\n", kReview),
            std::string("---\n") + kLines + "# note\nabout: x\n---\nHello\n---\n");
}

TEST(TemplateReview, ASourceWithoutABlockGetsOne) {
  EXPECT_EQ(with_review("Hello", kReview), std::string("---\n") + kLines + "---\nHello");
  EXPECT_EQ(with_review("", kReview), std::string("---\n") + kLines + "---\n");
}

TEST(TemplateReview, TakesThePlaceOfAnEarlierOne) {
  const std::string once =
      with_review("---\nreviewed_by: Old\nabout: x\n---\nHello", {"Old", kReview.on, "o"});
  EXPECT_EQ(with_review(once, kReview), std::string("---\n") + kLines + "about: x\n---\nHello");
}

TEST(TemplateReview, KeepsTheEditorsByteOrderMarkAndLineEnds) {
  EXPECT_EQ(with_review("\xEF\xBB\xBF---\r\nabout: x\r\n---\r\nHello\r\n", kReview),
            "\xEF\xBB\xBF---\r\nreviewed_by: Ewa Example\r\nreviewed_on: 2027-01-12\r\nreviewed_words: "
            "abc\r\nabout: x\r\n---\r\nHello\r\n");
}

TEST(TemplateReview, IsAboutSubjectAndBodyOnly) {
  const std::string words = reviewed_words("---\nsubject: S\nabout: x\n---\nHello");
  EXPECT_EQ(words, "S\nHello");
  EXPECT_EQ(reviewed_words("---\nabout: y\nfamily: z\nsubject: S\n---\nHello"), words);
  EXPECT_NE(reviewed_words("---\nsubject: S\n---\nHello!"), words);
  EXPECT_NE(reviewed_words("---\nsubject: T\n---\nHello"), words);
}

RC_GTEST_PROP(TemplateReview, NeverChangesAWordAndCountsForTheWordsItIsAbout, ()) {
  const auto piece = rc::gen::elementOf(std::vector<std::string>{
      "---", "\n", "\r\n", "about: x", "reviewed_by: y", "Hello", " ", "é", "subject: s"});
  std::string source;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece)) source += part;
  RC_PRE(parse_front_matter(source, "").problems.empty());
  Review review = kReview;
  review.words_hash = "of these";
  const std::string out = with_review(source, review);
  RC_ASSERT(reviewed_words(out) == reviewed_words(source));
  RC_ASSERT(with_review(out, review) == out);
  RC_ASSERT(parse_front_matter(out, "").problems.empty());
  RC_ASSERT(parse_front_matter(out, "").value.reviewed_by == "Ewa Example");
}

base::Parsed<Template> read(const std::string& source, const std::string& language, const std::string& hash) {
  Template named;
  named.name = "absence";
  named.language = language;
  return read_template(std::move(named), source, hash);
}

TEST(TemplateReview, LapsesWhenTheWordsAreChanged) {
  const std::string source = with_review("Witaj", kReview);
  const auto same = read(source, "pl", "abc");
  EXPECT_TRUE(may_be_sent(same.value));
  EXPECT_TRUE(same.problems.empty());
  EXPECT_EQ(same.value.reviewed_on, "2027-01-12");
  const auto other = read(source + "!", "pl", "abd");
  EXPECT_FALSE(may_be_sent(other.value));
  EXPECT_EQ(other.value.lapsed_review, "Ewa Example");
  ASSERT_EQ(other.problems.size(), 1u);
  EXPECT_EQ(
      base::describe(other.problems[0]),
      "warning: The words were changed after Ewa Example had read them, so English is sent instead. Have "
      "somebody who speaks the language read it, then: firstday template review absence --language pl "
      "--by \"their name\".");
  EXPECT_TRUE(read(source + "!", "en", "abd").problems.empty()) << "English needs none";
}

}  // namespace
}  // namespace firstday::render
