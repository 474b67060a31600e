// What leaves on paper: the address in the window and nothing else there, fonts embedded, pages broken where
// they may.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "letters/pdf.h"
#include "letters/sample_letters.h"
#include "typeset/pango_typesetter.h"

namespace firstday::letters {
namespace {

using ports::Area;
using testing::HasSubstr;
using testing::Not;

const base::Instant kMade = base::from_london(base::make_date(2027, 1, 14), base::TimeOfDay{14 * 60 + 30});

// Of GOV.UK Notify's specification for letters, version 2.4; millimetres.
const std::vector<Area> kMayBePrinted = {
    {15, 5, 125, 30}, {24.6, 39.5, 120, 66.3}, {125, 5, 195, 95}, {15, 95, 195, 292}};
const Area kWindow{24.6, 39.5, 120, 66.3};

std::string pdf_of(const ports::LetterPages& pages) {
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&pages, 1), kMade, false);
  EXPECT_TRUE(typeset.ok()) << (typeset.ok() ? "" : typeset.error().what);
  return typeset.ok() ? typeset.value().pdf : "";
}

std::string file_of(const Letter& letter) {
  return scratch_file(letter.pages.reference + ".pdf", pdf_of(letter.pages));
}

bool touches(const Area& a, const Area& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

std::string words_in(const std::vector<Word>& words, const Area& area) {
  std::vector<std::string> in;
  for (const Word& w : words)
    if (touches(w.box, area)) in.push_back(w.text);
  return base::join(in, " ");
}

TEST(Paper, OfEveryShippedLetterTheAddressStandsInTheWindowAndNothingElse) {
  const auto letters = every_shipped_letter();
  ASSERT_EQ(letters.size(), 10u);
  for (const Letter& letter : letters) {
    const std::string file = file_of(letter);
    const auto words = words_of_page(file, 1);
    EXPECT_EQ(words_in(words, kWindow), "Ms Jo Marsh 1 Alder Close Little Thornwick CM33 1HD") << file;
    for (const Word& w : words)
      if (touches(w.box, kWindow)) {
        EXPECT_GE(w.box.x0, kWindow.x0) << w.text;
        EXPECT_LE(w.box.x1, kWindow.x1) << w.text;
        EXPECT_GE(w.box.y0, kWindow.y0) << w.text;
        EXPECT_LE(w.box.y1, kWindow.y1) << w.text;
      }
  }
}

TEST(Paper, NoInkWhereNotifyWantsNone) {
  for (const Letter& letter : every_shipped_letter())
    EXPECT_EQ(ink_outside(file_of(letter), 1, kMayBePrinted, 0), 0) << letter.template_name;
}

TEST(Paper, AnAddressOfSevenLongLinesStaysInTheWindow) {
  Letter letter = letter_with("LONG", "Words.");
  letter.pages.address.assign(6, base::Personal("Fflat 12, Tŷ Llanfairpwllgwyngyllgogerychwyrndrobwll"));
  letter.pages.address.emplace_back("CM33 1HD");
  const std::string file = file_of(letter);
  EXPECT_EQ(ink_outside(file, 1, kMayBePrinted, 0), 0);
  EXPECT_THAT(words_in(words_of_page(file, 1), kWindow), HasSubstr("CM33 1HD"));
}

TEST(Paper, ALineThatDoesNotFitTheWindowIsRefused) {
  Letter letter = letter_with("WIDE", "Words.");
  letter.pages.address[1] = base::Personal(std::string(120, 'W'));
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&letter.pages, 1), kMade, false);
  ASSERT_FALSE(typeset.ok());
  EXPECT_THAT(typeset.error().what, HasSubstr("Letter WIDE"));
  EXPECT_THAT(typeset.error().what, Not(HasSubstr("WWW")));
}

TEST(Paper, IsGoodPdfOnA4WithEveryFontEmbeddedAndCut) {
  for (const Letter& letter : every_shipped_letter()) {
    const std::string file = file_of(letter);
    int status = -1;
    const std::string checked = output_of("qpdf --check " + file, &status);
    EXPECT_EQ(status, 0) << checked;
    EXPECT_THAT(checked, HasSubstr("No syntax or stream encoding errors"));
    EXPECT_THAT(output_of("pdfinfo " + file), HasSubstr("(A4)"));
    const auto fonts = base::split(output_of("pdffonts " + file), '\n');
    ASSERT_GT(fonts.size(), 3u);
    for (std::size_t i = 2; i + 1 < fonts.size(); ++i)
      EXPECT_THAT(fonts[i], testing::ContainsRegex("yes +yes +yes"))
          << fonts[i];  // embedded, subset, ToUnicode
  }
}

TEST(Paper, TheSameLetterIsTheSameBytes) {
  for (const Letter& letter : every_shipped_letter()) EXPECT_EQ(pdf_of(letter.pages), pdf_of(letter.pages));
}

TEST(Paper, ALongLetterGoesOnOnTheNextPageAndKeepsHeadingsWithTheirWords) {
  std::string words;
  for (int i = 0; i < 40; ++i) words += "## Part " + std::to_string(i) + "\n\nOne line of words for it.\n\n";
  const Letter letter = letter_with("PAGES", words);
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&letter.pages, 1), kMade, false);
  ASSERT_TRUE(typeset.ok());
  ASSERT_GE(typeset.value().pages.at(0), 2);
  const std::string file = scratch_file("pages.pdf", typeset.value().pdf);
  for (int page = 1; page <= typeset.value().pages[0]; ++page) {
    std::string text =
        output_of("pdftotext -f " + std::to_string(page) + " -l " + std::to_string(page) + " " + file + " -");
    EXPECT_THAT(
        text, HasSubstr("PAGES " + std::to_string(page) + " / " + std::to_string(typeset.value().pages[0])));
    text.resize(text.find("PAGES "));
    EXPECT_GT(text.rfind("One line"), text.rfind("Part ")) << "a heading ends the page: " << text;
  }
}

TEST(Paper, MorePagesThanAnEnvelopeTakesAreRefused) {
  std::string words;
  for (int i = 0; i < 800; ++i) words += "A paragraph of its own.\n\n";
  const Letter letter = letter_with("BOOK", words);
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&letter.pages, 1), kMade, false);
  ASSERT_FALSE(typeset.ok());
  EXPECT_EQ(typeset.error().kind, base::ErrorKind::kBadInput);
}

TEST(Paper, AFieldWithoutAValueIsNeverABlank) {
  Letter letter = every_shipped_letter().front();
  letter.pages.values.set("days absent", "");
  const auto typeset = typeset::make_pango_typesetter()->typeset(std::span(&letter.pages, 1), kMade, false);
  ASSERT_FALSE(typeset.ok());
  EXPECT_THAT(typeset.error().what, HasSubstr("((days absent))"));
}

TEST(Paper, OtherScriptsAreShapedAndACharacterThatNoFontHasIsAnError) {
  Letter letter =
      letter_with("ARABIC", "مرحبا، نكتب إليكم بشأن غياب ((pupil first name)).\n\n- ((school phone))");
  letter.pages.language = "ar";
  letter.pages.values.set("school phone", "01632 960401");
  letter.pages.values.set("pupil first name", "Robin");
  const std::string file = file_of(letter);
  EXPECT_THAT(output_of("pdffonts " + file), HasSubstr("Arabic"));
  Letter tofu = letter_with("TOFU", "A \U000F0000 sign.");
  EXPECT_FALSE(typeset::make_pango_typesetter()->typeset(std::span(&tofu.pages, 1), kMade, false).ok());
}

TEST(Paper, APictureOfALetterIsAPng) {
  const Letter letter = every_shipped_letter().front();
  const auto png = typeset::make_pango_typesetter()->picture(letter.pages, 1);
  ASSERT_TRUE(png.ok());
  EXPECT_EQ(png.value().substr(1, 3), "PNG");
  EXPECT_FALSE(typeset::make_pango_typesetter()->picture(letter.pages, 99).ok());
}

}  // namespace
}  // namespace firstday::letters
