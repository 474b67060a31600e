// Cards for a door, sheets for staff and forms for an authority, as poppler sees them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "letters/pdf.h"
#include "letters/sample_letters.h"
#include "typeset/pango_typesetter.h"

namespace firstday::letters {
namespace {

using testing::HasSubstr;
using testing::Not;

const base::Instant kMade = base::from_london(base::make_date(2027, 1, 14), base::TimeOfDay{14 * 60 + 30});

struct Made {
  std::string file;
  int pages = 0;
};

Made made_of(const render::Template& t) {
  Letter letter = letter_with(t.name, "Words.");
  letter.pages.language = t.language;
  letter.pages.words = &t.document;
  letter.pages.values = *shipped_templates().sample(t.name, t.language);
  const bool open_card = t.kind == job::Kind::kCard && !render::names_somebody(t);
  if (open_card) letter.pages.geometry = &ports::kCardGeometry;
  if (t.kind == job::Kind::kVisit || t.kind == job::Kind::kForm)
    letter.pages.geometry = &ports::kSheetGeometry;
  if (letter.pages.geometry != nullptr) letter.pages.address.clear();
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&letter.pages, 1), kMade, false);
  EXPECT_TRUE(typeset.ok()) << render::describe(t) << (typeset.ok() ? "" : ": " + typeset.error().what);
  if (!typeset.ok()) return {};
  return {scratch_file(t.name + "-" + t.language + ".pdf", typeset.value().pdf),
          typeset.value().pages.front()};
}

std::vector<const render::Template*> papers(job::Kind kind) {
  std::vector<const render::Template*> out;
  for (const render::Template& t : shipped_templates().set.list())
    if (t.kind == kind) out.push_back(&t);
  return out;
}

TEST(OtherPaper, AnOpenCardIsOnePageOfA5WithoutAFieldLeft) {
  int seen = 0;
  for (const render::Template* t : papers(job::Kind::kCard)) {
    if (render::names_somebody(*t)) continue;
    const Made card = made_of(*t);
    EXPECT_EQ(card.pages, 1);
    EXPECT_THAT(output_of("pdfinfo " + card.file), HasSubstr("419.528 x 595.276 pts"));
    const std::string text = output_of("pdftotext -layout " + card.file + " -");
    EXPECT_THAT(text, HasSubstr("11:20"));
    EXPECT_THAT(text, Not(HasSubstr("((")));
    EXPECT_THAT(text, Not(HasSubstr("Jo Marsh")));
    ++seen;
  }
  EXPECT_EQ(seen, 2);
}

TEST(OtherPaper, ALetterForTheDoorHasItsAddressInTheWindowAndNothingOfTheChildThere) {
  for (const render::Template* t : papers(job::Kind::kCard)) {
    if (!render::names_somebody(*t)) continue;
    const Made letter = made_of(*t);
    EXPECT_EQ(letter.pages, 1);
    std::string window;
    for (const Word& w : words_of_page(letter.file, 1))
      if (w.box.x0 < 120 && w.box.y0 > 36 && w.box.y1 < 70) window += w.text + " ";
    EXPECT_EQ(window, "Ms Jo Marsh 1 Alder Close Little Thornwick CM33 1HD ");
  }
}

TEST(OtherPaper, EverySheetAndFormIsSetWithItsBoxesAndItsLists) {
  int seen = 0;
  for (const job::Kind kind : {job::Kind::kVisit, job::Kind::kForm})
    for (const render::Template* t : papers(kind)) {
      const Made form = made_of(*t);
      ASSERT_GE(form.pages, 1) << t->name;
      EXPECT_LE(form.pages, 4) << t->name;
      EXPECT_THAT(output_of("pdfinfo " + form.file), HasSubstr("(A4)"));
      const std::string text = output_of("pdftotext " + form.file + " -");
      EXPECT_THAT(text, HasSubstr("☐")) << t->name;
      EXPECT_THAT(text, Not(HasSubstr("(("))) << t->name;
      ++seen;
    }
  EXPECT_EQ(seen, 14);
}

TEST(OtherPaper, OneFormMayBeLongerThanAnEnvelopeTakes) {
  std::string words;
  for (int i = 0; i < 800; ++i) words += "A paragraph of its own.\n\n";
  Letter book = letter_with("BOOK", words);
  book.pages.address.clear();
  book.pages.geometry = &ports::kSheetGeometry;
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&book.pages, 1), kMade, false);
  ASSERT_TRUE(typeset.ok());
  EXPECT_GT(typeset.value().pages.front(), 10);
  book.pages.geometry = &ports::kCardGeometry;
  EXPECT_FALSE(typeset::make_pango_typesetter()->typeset(std::span(&book.pages, 1), kMade, false).ok());
}

TEST(OtherPaper, AListAloneInAnItemIsAnItemForEachEntry) {
  const auto doc = render::parse_document("- ((calls))\n- and ((calls))", "test").value;
  render::Values v;
  v.set("calls", render::Value(std::vector{base::Personal("first"), base::Personal("((second))")}));
  std::string plain;
  ASSERT_TRUE(render::append_plain(plain, doc, v, "en"));
  EXPECT_EQ(plain, "- first\n- ((second))\n- and first and ((second))");
  std::string html;
  ASSERT_TRUE(render::append_html(html, doc, v, "en"));
  EXPECT_THAT(html, HasSubstr("<li>first</li>\n<li>((second))</li>"));
  v.set("calls", render::Value(std::vector<base::Personal>{}));
  plain.clear();
  EXPECT_FALSE(render::append_plain(plain, doc, v, "en"))
      << "an empty list is a missing value, never a blank";
}

}  // namespace
}  // namespace firstday::letters
