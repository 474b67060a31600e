#include "store/chain.h"

#include <fstream>
#include <iterator>

#include "store/lines.h"
#include "store/open.h"

namespace firstday::store {
namespace {

using support::at;
using support::note;

/// A record of five events, and somebody who opens the file with a tool of their own.
class TamperedRecord : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* text : {"one", "two", "three", "four", "five"}) append(text);
    ASSERT_TRUE(meddle(*database_, "DROP TRIGGER event_no_UPDATE; DROP TRIGGER event_no_DELETE"));
    ASSERT_EQ(verify().broken_at, 0);
  }
  void append(const char* text) {
    const chronology::Event e = note("P1", at(9), text);
    ASSERT_TRUE(journal_->append({&e, 1}));
  }
  ports::ChainState verify() { return journal_->verify(support::hazel_road()).value(); }
  /// Where the chain breaks after that was done to the file.
  long long broken_after(const std::string& sql) {
    EXPECT_TRUE(meddle(*database_, sql));
    const ports::ChainState state = verify();
    EXPECT_EQ(state.broken_at == 0, state.why.empty());
    return state.broken_at;
  }

  support::TempFolder folder_;
  std::unique_ptr<Database> database_ = open_in(folder_.path());
  std::unique_ptr<ports::Journal> journal_ = make_journal(*database_);
};

TEST_F(TamperedRecord, ShowsAChangedDetail) {
  EXPECT_EQ(broken_after("UPDATE event SET details = 'text=nothing happened' || char(10) WHERE seq = 3"), 3);
}

TEST_F(TamperedRecord, ShowsAnotherActor) {
  EXPECT_EQ(broken_after("UPDATE event SET actor = 'somebody' WHERE seq = 2"), 2);
}

TEST_F(TamperedRecord, ShowsEveryChangedColumn) {
  for (const std::string change : {"happened_at = happened_at + 1", "type = 'call'", "case_id = 'c'",
                                   "pupil = 'P2'", "contact = 'C2'", "job = 'j'", "attempt = 'a'"}) {
    EXPECT_TRUE(meddle(*database_, "UPDATE event SET " + change + " WHERE seq = 4"));
    EXPECT_EQ(verify().broken_at, 4) << change;
    const std::string column = change.substr(0, change.find(' '));
    EXPECT_TRUE(meddle(*database_, "UPDATE event SET " + column + " = (SELECT " + column +
                                       " FROM event WHERE seq = 5) WHERE seq = 4"));
    ASSERT_EQ(verify().broken_at, 0) << change;
  }
}

/// One who may destroy details of a record that nobody has tampered with.
class DestroyedDetails : public testing::Test {
 protected:
  void SetUp() override {
    chronology::Event e = note("P1", at(9), "one");
    e.details.push_back({"mobile", base::Personal("07700 900999")});
    ASSERT_TRUE(journal_->append({&e, 1}));
    e.details = {{"text", base::Personal("two")}};
    ASSERT_TRUE(journal_->append({&e, 1}));
  }
  bool destroy(long long seq, const char* name) {
    ports::Destruction d;
    d.school = support::hazel_road();
    d.seq = seq;
    d.names = {name};
    d.at = at(10);
    return journal_->destroy({&d, 1}).value() == 1;
  }
  long long broken_at() { return journal_->verify(support::hazel_road()).value().broken_at; }

  support::TempFolder folder_;
  std::unique_ptr<Database> database_ = open_in(folder_.path());
  std::unique_ptr<ports::Journal> journal_ = make_journal(*database_);
};

TEST_F(DestroyedDetails, WhatIsLeftIsGuardedAsBefore) {
  ASSERT_TRUE(destroy(1, "mobile"));
  EXPECT_EQ(broken_at(), 0);
  ASSERT_TRUE(destroy(1, "text"));
  EXPECT_EQ(broken_at(), 0) << "the last one counts";
  ASSERT_TRUE(meddle(*database_, "DROP TRIGGER event_no_UPDATE"));
  ASSERT_TRUE(meddle(*database_, "UPDATE event SET details = 'text=x' || char(10) WHERE seq = 1"));
  EXPECT_EQ(broken_at(), 1);
}

TEST_F(DestroyedDetails, WhoeverTakesDetailsOutWithoutAnEventIsFound) {
  ASSERT_TRUE(meddle(*database_, "UPDATE event SET details = '' WHERE seq = 2"));
  EXPECT_EQ(broken_at(), 2);
}

TEST_F(DestroyedDetails, AnEventThatSaysSoCannotBeForged) {
  ASSERT_TRUE(destroy(1, "mobile"));
  ASSERT_TRUE(meddle(*database_, "DROP TRIGGER event_no_UPDATE"));
  ASSERT_TRUE(meddle(*database_,
                     "UPDATE event SET details = '' WHERE seq = 2; "
                     "UPDATE event SET details = replace(details, 'of=1', 'of=2') WHERE seq = 3"));
  EXPECT_EQ(broken_at(), 1);
}

TEST_F(DestroyedDetails, ARowLosesDetailsAndNothingElse) {
  for (const std::string change : {"actor = 'x'", "type = 'call'", "hash = x'00'", "commitment = x'00'",
                                   "pupil = 'P2'", "happened_at = 1", "details = details || 'more=1'"})
    EXPECT_FALSE(meddle(*database_, "UPDATE event SET " + change + " WHERE seq = 1")) << change;
  EXPECT_EQ(broken_at(), 0);
}

TEST_F(DestroyedDetails, TheBytesAreNotInTheFileAnyMore) {
  const auto is_in_file = [&] {
    Connection(folder_.path() / "firstday.db", Connection::Use::kWrite, std::chrono::seconds{5}).checkpoint();
    std::ifstream in(folder_.path() / "firstday.db", std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    return bytes.find("07700 900999") != std::string::npos;
  };
  ASSERT_TRUE(is_in_file());
  ASSERT_TRUE(destroy(1, "mobile"));
  EXPECT_FALSE(is_in_file());
}

/// A text that has left, as the record and the table of messages tell of it.
class SentText : public TamperedRecord {
 protected:
  void SetUp() override {
    TamperedRecord::SetUp();
    const auto queue = make_job_queue(*database_);
    ASSERT_TRUE(queue->enqueue(support::batch({support::text_job({"P1"}, "C1")}), "A. Office"));
    const auto leased = queue->lease({"here", at(9, 40), std::chrono::minutes{1}, 10, {}});
    ASSERT_EQ(leased.value().size(), 1u);
    const ports::AttemptStart start = support::start_of(leased.value()[0], at(9, 40));
    ASSERT_EQ(queue->start_attempts({&start, 1}).value().at(0), ports::StartResult::kStarted);
    ASSERT_EQ(verify().broken_at, 0);
    ASSERT_TRUE(meddle(*database_, "DROP TRIGGER message_no_UPDATE; DROP TRIGGER message_no_DELETE"));
    started_ = verify().events;
  }
  long long started_ = 0;  ///< the event that tells of the send; the last
};

TEST_F(SentText, ShowsThatItsWordsWereChanged) {
  EXPECT_EQ(broken_after("UPDATE message SET body = 'Isla is in school.'"), started_);
  EXPECT_EQ(verify().why, "the text that was sent was changed");
}

TEST_F(SentText, ShowsThatItIsGone) {
  EXPECT_EQ(broken_after("DELETE FROM message"), started_);
}

TEST_F(SentText, ShowsOneThatTheRecordDoesNotTellOf) {
  EXPECT_EQ(
      broken_after("DELETE FROM event WHERE type = 'attempt_started'; UPDATE chain_head SET seq = seq - 1"),
      started_)
      << "and a forger without the key cannot seal the end anew";
}

/// A letter that was printed, in the record and on file.
class PrintedLetter : public TamperedRecord {
 protected:
  void SetUp() override {
    TamperedRecord::SetUp();
    ports::PrintedLetter letter;
    letter.job = support::text_job({"P1", "P2"}, "C1");
    letter.reference = "5T2Q8XK3RA";
    letter.pdf = base::Personal("as it was printed");
    letter.sha256 = seal::sha256_hex(letter.pdf.reveal());
    told_ = verify().events + 1;
    ASSERT_TRUE(make_letter_archive(*database_)->keep({&letter, 1}, at(14, 30), "A. Office"));
    ASSERT_EQ(verify().broken_at, 0);
    ASSERT_TRUE(meddle(*database_, "DROP TRIGGER kept_letter_no_UPDATE; DROP TRIGGER kept_letter_no_DELETE"));
  }
  long long told_ = 0;  ///< the first event that tells of it
};

TEST_F(PrintedLetter, ShowsThatItWasChanged) {
  EXPECT_EQ(broken_after("UPDATE kept_letter SET pdf = X'41'"), told_);
  EXPECT_EQ(verify().why, "the letter was changed");
}

TEST_F(PrintedLetter, ShowsThatItIsGone) {
  EXPECT_EQ(broken_after("DELETE FROM kept_letter"), told_);
  EXPECT_EQ(verify().why, "the letter is gone");
}

TEST_F(PrintedLetter, ShowsOneThatWasPutInItsPlace) {
  EXPECT_EQ(broken_after("UPDATE kept_letter SET pdf = X'41', sha256 = '" + seal::sha256_hex("A") + "'"),
            told_ + 2)
      << "the record tells of no such letter";
}

TEST_F(TamperedRecord, ShowsThatTheWholeRecordIsGone) {
  const std::string wipe = "DELETE FROM event; DELETE FROM chain_head";
  EXPECT_EQ(broken_after(wipe), 0) << "nothing else is on file, as in a school that has just begun";
  EXPECT_EQ(broken_after("INSERT INTO absence_case (school, id, pupil, opened_at) VALUES ('" +
                         support::hazel_road().text() + "', 'P1/2027-01-12', 'P1', 1)"),
            1);
}

TEST_F(TamperedRecord, ShowsACutInTheMiddle) {
  EXPECT_EQ(broken_after("DELETE FROM event WHERE seq = 3"), 3);
}

TEST_F(TamperedRecord, ShowsACutThatWasClosedUp) {
  EXPECT_EQ(broken_after("DELETE FROM event WHERE seq = 3; UPDATE event SET seq = seq - 1 WHERE seq > 3"), 3);
}

TEST_F(TamperedRecord, ShowsACutAtTheEnd) {
  EXPECT_EQ(broken_after("DELETE FROM event WHERE seq >= 4"), 4);
}

TEST_F(TamperedRecord, ShowsThatEverythingWasTaken) {
  EXPECT_EQ(broken_after("DELETE FROM event"), 1);
}

TEST_F(TamperedRecord, ShowsACutWithTheEndMovedAlong) {
  EXPECT_EQ(broken_after("DELETE FROM event WHERE seq = 5; "
                         "UPDATE chain_head SET seq = 4, hash = (SELECT hash FROM event WHERE seq = 4)"),
            5)
      << "the seal of the end cannot be made without the key";
}

TEST_F(TamperedRecord, ShowsThatTheEndWasRemoved) {
  EXPECT_EQ(broken_after("DELETE FROM chain_head"), 6);
}

TEST_F(TamperedRecord, ShowsAnEventFromOutside) {
  EXPECT_EQ(
      broken_after(
          "INSERT INTO event SELECT school, 6, happened_at, type, case_id, pupil, contact, job, attempt, "
          "commitment, hash, actor, details FROM event WHERE seq = 5"),
      6);
}

TEST_F(TamperedRecord, ShowsThePlaceForEverAndWorkGoesOn) {
  ASSERT_EQ(broken_after("DELETE FROM event WHERE seq >= 4"), 4);
  append("the next morning");
  append("and the one after");
  EXPECT_EQ(verify().broken_at, 4) << "writing on does not heal a cut";
  ports::EventFilter all;
  EXPECT_EQ(journal_->events(all).value().size(), 5u);
}

TEST_F(TamperedRecord, AForgedEndIsNotBuiltUpon) {
  ASSERT_EQ(broken_after("DELETE FROM event WHERE seq = 5; "
                         "UPDATE chain_head SET seq = 4, hash = (SELECT hash FROM event WHERE seq = 4)"),
            5);
  append("the next morning");
  EXPECT_EQ(verify().broken_at, 5);
}

TEST_F(TamperedRecord, AnEndThatIsBehindTheEventsStopsNobody) {
  ASSERT_TRUE(meddle(*database_, "DELETE FROM chain_head"));
  append("the next morning");
  EXPECT_EQ(verify().events, 6);
  EXPECT_EQ(verify().broken_at, 6);
}

TEST_F(TamperedRecord, AnotherKeyVerifiesNothing) {
  Database::Settings other = settings_for(folder_.path());
  other.keys = seal::Keys::from_master(seal::sha256("another installation"));
  database_.reset();
  const auto database = Database::open(other).value();
  EXPECT_EQ(make_journal(*database)->verify(support::hazel_road()).value().broken_at, 1);
}

TEST(Chain, FramesItsPartsSoThatTheyCannotFlowIntoOneAnother) {
  chronology::Event a = note("P1", at(9), "");
  chronology::Event b = a;
  a.contact = roll::ContactRef("C1");
  a.job = job::JobId("2");
  b.contact = roll::ContactRef("C12");
  b.job = job::JobId("");
  EXPECT_NE(hash_of(a, {}, {}), hash_of(b, {}, {}));
  a.actor = "ab";
  b.actor = "a";
  EXPECT_NE(commitment_to(a, "c", {}), commitment_to(b, "bc", {}));
}

TEST(Chain, EachSchoolBeginsItsOwn) {
  EXPECT_NE(first_link(support::hazel_road()), first_link(support::other_school()));
}

TEST(Chain, TheSealOfTheEndDependsOnAllOfIt) {
  const seal::Digest whole = seal_of_head(support::hazel_road(), 5, seal::sha256("x"), {});
  EXPECT_NE(whole, seal_of_head(support::other_school(), 5, seal::sha256("x"), {}));
  EXPECT_NE(whole, seal_of_head(support::hazel_road(), 4, seal::sha256("x"), {}));
  EXPECT_NE(whole, seal_of_head(support::hazel_road(), 5, seal::sha256("y"), {}));
  EXPECT_NE(whole, seal_of_head(support::hazel_road(), 5, seal::sha256("x"), seal::sha256("key")));
}

TEST(Lines, ComeBackExactly) {
  const std::vector<std::vector<std::string>> lists = {
      {}, {""}, {"", ""}, {"a"}, {"a\nb", "\\", "\\n", "tŷ", "ends with \\"}, {"\n"}};
  for (const std::vector<std::string>& list : lists) EXPECT_EQ(unpack_lines(pack_lines(list)), list);
}

TEST(Lines, AreOneLineAnItem) {
  EXPECT_EQ(pack_lines(std::vector<std::string>{"a", "b\nc"}), "a\nb\\nc\n");
}

TEST(Details, ComeBackExactly) {
  const std::vector<chronology::Detail> details = {
      {"a", base::Personal("x=y")}, {"b", base::Personal("")}, {"c", base::Personal("two\nlines\\")}};
  EXPECT_EQ(unpack_details(pack_details(details)), details);
  EXPECT_TRUE(unpack_details("").empty());
}

}  // namespace
}  // namespace firstday::store
