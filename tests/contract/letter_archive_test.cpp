#include "contract/contract.h"
#include "seal/hash.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using support::at;

class LetterArchiveContract : public Contract {
 protected:
  static ports::PrintedLetter letter(const std::string& reference, const std::string& pdf) {
    ports::PrintedLetter out;
    out.job = support::text_job({"P1"}, "C1");
    out.job.kind = job::Kind::kLetter;
    out.reference = reference;
    out.batch = "2027-01-12-8R3K2A";
    out.sha256 = seal::sha256_hex(pdf);
    out.pages = 1;
    out.pdf = base::Personal(pdf);
    return out;
  }
  base::Status keep(const std::vector<ports::PrintedLetter>& printed, base::Instant when = at(14, 30)) {
    return letters().keep(printed, when, "A. Office");
  }
  std::optional<ports::KeptLetter> find(const std::string& reference) {
    return letters().find(support::hazel_road(), reference).value();
  }
};
FIRSTDAY_ON_EVERY_STORE(LetterArchiveContract);

// Design invariant 8: what was sent is kept exactly.
TEST_P(LetterArchiveContract, GivesALetterBackByteForByte) {
  const std::string pdf = std::string("%PDF-1.7\n") + '\0' + "\xff\xfe binary \r\n";
  ASSERT_TRUE(keep({letter("5T2Q8XK3RA", pdf), letter("7M1B4Y9GQC", "another")}));
  const auto kept = find("5T2Q8XK3RA");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->pdf.reveal(), pdf);
  EXPECT_EQ(kept->sha256, seal::sha256_hex(pdf));
  EXPECT_EQ(kept->kept_at, at(14, 30));
  EXPECT_FALSE(find("0000000000"));
  EXPECT_FALSE(letters().find(support::other_school(), "5T2Q8XK3RA").value()) << "schools are apart";
}

TEST_P(LetterArchiveContract, TellsTheRecordOfEachPupil) {
  ports::PrintedLetter both = letter("5T2Q8XK3RA", "pdf");
  both.job.subjects = support::text_job({"P1", "P2"}, "C1").subjects;
  ASSERT_TRUE(keep({both}));
  const auto made = events(Type::kLetterMade);
  ASSERT_EQ(made.size(), 2u);
  EXPECT_EQ(made[1].pupil.text(), "P2");
  EXPECT_EQ(made[0].contact.text(), "C1");
  EXPECT_EQ(made[0].actor, "A. Office");
  EXPECT_EQ(made[0].detail("reference"), "5T2Q8XK3RA");
  EXPECT_EQ(made[0].detail("batch"), "2027-01-12-8R3K2A");
  EXPECT_EQ(made[0].detail("sha256"), seal::sha256_hex("pdf"));
  EXPECT_EQ(made[0].detail("pages"), "1");
}

TEST_P(LetterArchiveContract, TheSameAgainAddsNothing) {
  ASSERT_TRUE(keep({letter("5T2Q8XK3RA", "pdf")}));
  ASSERT_TRUE(keep({letter("5T2Q8XK3RA", "pdf")}, at(15)));
  EXPECT_EQ(event_count(), 1u);
  EXPECT_EQ(find("5T2Q8XK3RA")->kept_at, at(14, 30));
}

TEST_P(LetterArchiveContract, OneMadeAnewIsKeptBesideTheFirst) {
  ASSERT_TRUE(keep({letter("5T2Q8XK3RA", "of Tuesday")}));
  ASSERT_TRUE(keep({letter("5T2Q8XK3RA", "of Wednesday")}, at(15)));
  EXPECT_EQ(find("5T2Q8XK3RA")->pdf.reveal(), "of Wednesday");
  EXPECT_EQ(events(Type::kLetterMade).size(), 2u);
}

TEST_P(LetterArchiveContract, RefusesLettersOfTwoSchoolsAtOnceAndKeepsNone) {
  ports::PrintedLetter other = letter("7M1B4Y9GQC", "pdf");
  other.job.school = support::other_school();
  EXPECT_FALSE(keep({letter("5T2Q8XK3RA", "pdf"), other}));
  EXPECT_FALSE(find("5T2Q8XK3RA"));
  EXPECT_EQ(event_count(), 0u);
}

}  // namespace
}  // namespace firstday::contract
