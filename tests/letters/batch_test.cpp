// A day's letters as one pile: post order, one bookmark each, a manifest that agrees.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "letters/pdf.h"
#include "letters/sample_letters.h"
#include "seal/hash.h"
#include "typeset/pango_typesetter.h"

namespace firstday::letters {
namespace {

using testing::HasSubstr;
using testing::Not;

const BatchHead kHead{"2027-01-14-TEST1", "900001", base::make_date(2027, 1, 14),
                      base::from_london(base::make_date(2027, 1, 14), base::TimeOfDay{14 * 60 + 30})};

Letter to(const std::string& reference, const std::string& name, const std::string& postcode) {
  Letter letter = letter_with(reference, "# About " + reference + "\n\nOnly for **" + reference + "**.");
  letter.pages.address = {base::Personal(name), base::Personal("1 Test Street"), base::Personal(postcode)};
  letter.pages.title = base::Personal(reference + " " + name);
  letter.postcode = base::Personal(postcode);
  return letter;
}

Batch batch_of(std::vector<Letter> letters) {
  auto batch = make_batch(std::move(letters), kHead, *typeset::make_pango_typesetter());
  EXPECT_TRUE(batch.ok()) << (batch.ok() ? "" : batch.error().what);
  return batch.ok() ? batch.value() : Batch{};
}

std::string bytes_of(const Batch& batch, const std::string& name) {
  for (const job::File& f : batch.files)
    if (f.name == name) return f.bytes;
  ADD_FAILURE() << "no file " << name;
  return {};
}

std::vector<Letter> three() {
  return {to("CCC", "Alex Marsh", "ZZ9 9ZZ"), to("AAA", "=cmd()", "CM1 1AA"),
          to("BBB", "Sam \"S\" Marsh", "CM1 1AB")};
}

TEST(Batch, LiesInPostOrderWithABookmarkForEachLetter) {
  const Batch batch = batch_of(three());
  ASSERT_EQ(batch.entries.size(), 3u);
  EXPECT_EQ(batch.entries[0].reference, "AAA");
  EXPECT_EQ(batch.entries[2].reference, "CCC");
  const std::string file = scratch_file("batch.pdf", bytes_of(batch, "letters.pdf"));
  const auto outline = nlohmann::json::parse(output_of("qpdf --json " + file)).at("outlines");
  ASSERT_EQ(outline.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_THAT(outline[i].at("title").get<std::string>(), HasSubstr(batch.entries[i].reference));
    EXPECT_EQ(outline[i].at("destpageposfrom1").get<int>(), batch.entries[i].first_page);
  }
}

// Invariant 10: one letter, one recipient; printed on both sides, no sheet holds two letters.
TEST(Batch, NoSheetHoldsTwoLettersAndNoPageNamesAnother) {
  const Batch batch = batch_of(three());
  const std::string file = scratch_file("sheets.pdf", bytes_of(batch, "letters.pdf"));
  for (const Entry& e : batch.entries) {
    EXPECT_EQ(e.first_page % 2, 1) << e.reference;
    const std::string page = std::to_string(e.first_page);
    const std::string text = output_of("pdftotext -f " + page + " -l " + page + " " + file + " -");
    EXPECT_THAT(text, HasSubstr("Only for " + e.reference));
    for (const Entry& other : batch.entries) {
      if (other.reference == e.reference) continue;
      EXPECT_THAT(text, Not(HasSubstr(other.reference)));
    }
  }
}

TEST(Batch, TheManifestAgreesWithTheFiles) {
  const Batch batch = batch_of(every_shipped_letter());
  const auto manifest = nlohmann::json::parse(bytes_of(batch, "manifest.json"));
  EXPECT_EQ(manifest["sha256"], seal::sha256_hex(bytes_of(batch, "letters.pdf")));
  ASSERT_EQ(manifest["letters"].size(), batch.entries.size());
  for (const auto& row : manifest["letters"]) {
    const std::string single = bytes_of(batch, row["file"].get<std::string>());
    EXPECT_EQ(row["sha256"], seal::sha256_hex(single));
    const std::string file = scratch_file("single.pdf", single);
    EXPECT_THAT(output_of("pdfinfo " + file),
                HasSubstr("Pages:           " + std::to_string(row["pages"].get<int>())));
  }
}

TEST(Batch, TheManifestIsSafeForASpreadsheet) {
  const std::string csv = bytes_of(batch_of(three()), "manifest.csv");
  EXPECT_THAT(csv, HasSubstr("1,AAA,'=cmd(),1 Test Street,,,,,,CM1 1AA,first,1,1,"));
  EXPECT_THAT(csv, HasSubstr(",\"Sam \"\"S\"\" Marsh\","));
}

TEST(Batch, ALetterThatCannotBeTypesetIsLeftOutAndSaid) {
  auto letters = three();
  letters[0].pages.address[1] = base::Personal(std::string(200, 'W'));
  const Batch batch = batch_of(std::move(letters));
  EXPECT_EQ(batch.entries.size(), 2u);
  ASSERT_EQ(batch.refused.size(), 1u);
  EXPECT_EQ(batch.refused[0].job.text(), "job-CCC");
}

TEST(Batch, OfNoLettersIsNoFile) {
  EXPECT_TRUE(batch_of({}).files.empty());
}

TEST(Batch, TheSameLettersAreTheSameBytes) {
  EXPECT_EQ(batch_of(three()).files, batch_of(three()).files);
}

TEST(Batch, AReferenceIsShortAndWithoutLookAlikes) {
  std::set<std::string> seen;
  for (int i = 0; i < 2000; ++i) {
    const std::string r = reference_from(seal::sha256_hex(std::to_string(i)));
    EXPECT_EQ(r.size(), 10u);
    EXPECT_EQ(r.find_first_of("ILOU"), std::string::npos);
    seen.insert(r);
  }
  EXPECT_EQ(seen.size(), 2000u);
}

}  // namespace
}  // namespace firstday::letters
