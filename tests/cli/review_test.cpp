// firstday review, record seen, record opt-in: words, --json, errors, exit codes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/office.h"

namespace firstday::cli {
namespace {

using nlohmann::json;
using support::at;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class Review : public testing::Test {
 protected:
  Review() {
    o.t.add_pupil("P1", "C1", "+447700900301");
    o.t.mark("P1", "N");
    o.t.clock.set(at(10));
  }

  /// A post of the account "gate" with one word, settled.
  void came(const std::string& id, job::ProviderWord word, bool stop = false,
            std::vector<ports::Concerned> about = {}) {
    ports::Posted p;
    p.id = id;
    p.school = support::hazel_road();
    p.account = "gate";
    p.received_at = at(9, 30);
    p.post.body = id;
    ASSERT_TRUE(o.t.inbox.keep(p));
    ports::Matched m;
    m.post = id;
    m.school = p.school;
    m.account = p.account;
    m.received_at = p.received_at;
    m.word = std::move(word);
    m.stop = stop;
    m.about = std::move(about);
    ASSERT_TRUE(o.t.inbox.settle(p, {m}, p.received_at));
  }
  void a_stranger_wrote(const std::string& id) {
    came(id, job::Reply{base::Personal("+447700900999"), base::Personal("who is\nthis"), "", "", {}});
  }
  void the_mother_sent_stop() {
    came("post-stop", job::Reply{base::Personal("+447700900301"), base::Personal("STOP"), "", "", {}}, true,
         {{roll::PupilRef("P1"), {}, roll::ContactRef("C1")}});
  }
  /// A text to C1 of which nobody knows whether it left.
  job::JobId an_unknown_text() {
    EXPECT_TRUE(o.t.queue.enqueue(support::batch({support::text_job({"P1"}, "C1")}), "firstday"));
    const auto leased = o.t.queue.lease({"d", at(9, 45), std::chrono::minutes(5), 9, {}}).value().at(0);
    const auto start = support::start_of(leased, at(9, 45));
    EXPECT_TRUE(o.t.queue.start_attempts({&start, 1}));
    EXPECT_TRUE(o.t.queue.recover(at(9, 46)));
    return leased.job.id;
  }

  Office o;
};

TEST_F(Review, SaysThatNothingWaitsInsteadOfAnEmptyTable) {
  const Answer answer = o.type({"review"});
  EXPECT_EQ(answer.exit_code, kDone);
  EXPECT_EQ(answer.out, "Nothing waits to be settled.\n");
  EXPECT_THAT(o.rows({"review"}), IsEmpty());
}

TEST_F(Review, ShowsEachWithTheCommandThatSettlesItAndEndsWithOne) {
  const job::JobId id = an_unknown_text();
  a_stranger_wrote("post-a");
  const Answer answer = o.type({"review"});
  EXPECT_EQ(answer.exit_code, kLook);
  EXPECT_THAT(answer.out, AllOf(HasSubstr("2027-01-12 09:30"), HasSubstr("unmatched"),
                                HasSubstr("from +447700900999"), HasSubstr("who is / this")));
  EXPECT_THAT(answer.out, HasSubstr("To settle each, in the same order:\n"
                                    "  firstday record seen post-a/0 --reason TEXT --by NAME\n"
                                    "  firstday record unknown P1 --job " +
                                    id.text() + " --outcome arrived|not_arrived --by NAME\n"));
}

TEST_F(Review, OneSchoolIsNotNamedInItsOwnTable) {
  a_stranger_wrote("post-a");
  EXPECT_THAT(o.type({"review"}).out, Not(HasSubstr("School")));
}

TEST_F(Review, AsJsonItHasOneObjectForEach) {
  const job::JobId id = an_unknown_text();
  a_stranger_wrote("post-a");
  const auto rows = o.rows({"review"});
  ASSERT_THAT(rows, SizeIs(2));
  const json first = json::parse(rows[0]);
  EXPECT_EQ(first["school"], "100001");
  EXPECT_EQ(first["what"], "unmatched");
  EXPECT_EQ(first["id"], "post-a/0");
  EXPECT_EQ(first["since"], "2027-01-12T09:30:00.000000Z");
  EXPECT_EQ(first["who"], "from +447700900999");
  EXPECT_EQ(first["says"], "who is\nthis");
  EXPECT_EQ(first["overdue"], false);
  EXPECT_EQ(first["settle"], "firstday record seen post-a/0 --reason TEXT --by NAME");
  const json second = json::parse(rows[1]);
  EXPECT_EQ(second["what"], "unknown");
  EXPECT_EQ(second["id"], id.text());
}

TEST_F(Review, ASchoolThatIsNotConfiguredIsAMistakeOfTheCommandLine) {
  const Answer answer = o.type({"--school", "999999", "review"});
  EXPECT_EQ(answer.exit_code, kUsage);
  EXPECT_THAT(answer.err, HasSubstr("There is no school 999999"));
  EXPECT_THAT(answer.out, IsEmpty());
}

TEST_F(Review, WhatWasSeenIsSaidAndGoneAndItsPersonIsKept) {
  a_stranger_wrote("post-a");
  const Answer seen = o.type({"record", "seen", "post-a/0", "--reason", "a wrong number"});
  EXPECT_EQ(seen.exit_code, kDone);
  EXPECT_EQ(seen.out, "Recorded: post-a/0 was seen by A. Office.\n");
  EXPECT_EQ(o.type({"review"}).exit_code, kDone);
  ports::EventFilter filter;
  filter.types = {chronology::Type::kWordSeen};
  const auto events = o.t.journal.events(filter).value();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].actor, "A. Office");
  EXPECT_EQ(events[0].detail("reason"), "a wrong number");
}

TEST_F(Review, SeenAsJsonNamesWhatAndWho) {
  a_stranger_wrote("post-a");
  const auto rows = o.rows({"record", "seen", "post-a/0", "--reason", "a wrong number"});
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_EQ(json::parse(rows[0]), json({{"seen", "post-a/0"}, {"by", "A. Office"}}));
}

TEST_F(Review, SeenTwiceOrUnderAnotherNameIsRefusedAndNothingChanges) {
  a_stranger_wrote("post-a");
  for (const char* id : {"post-a", "post-a/1", "another/0"}) {
    const Answer answer = o.type({"record", "seen", id, "--reason", "looked"});
    EXPECT_EQ(answer.exit_code, kUsage) << id;
    EXPECT_THAT(answer.err, AllOf(HasSubstr(std::string("'") + id + "'"), HasSubstr("`firstday review`")));
  }
  ASSERT_EQ(o.type({"record", "seen", "post-a/0", "--reason", "looked"}).exit_code, kDone);
  EXPECT_EQ(o.type({"record", "seen", "post-a/0", "--reason", "again"}).exit_code, kUsage);
  EXPECT_EQ(o.t.journal.count(chronology::Type::kWordSeen), 1);
}

TEST_F(Review, SeenNeedsAnIdAReasonAndAName) {
  a_stranger_wrote("post-a");
  EXPECT_THAT(o.type({"record", "seen", "--reason", "looked"}).err, HasSubstr("id is required"));
  EXPECT_THAT(o.type({"record", "seen", "post-a/0"}).err, HasSubstr("--reason is required"));
  EXPECT_THAT(o.type({"record", "seen", "post-a/0", "--reason", "looked", "--by", "firstday"}).err,
              HasSubstr("give the name of a person"));
  EXPECT_EQ(o.type({"record", "seen", "post-a/0"}).exit_code, kUsage);
  EXPECT_EQ(o.type({"review"}).exit_code, kLook);
}

TEST_F(Review, AStopIsUndoneByANamedPersonWhoSaysHowItIsKnown) {
  the_mother_sent_stop();
  const Answer done = o.type({"record", "opt-in", "P1", "--contact", "C1", "--channel", "text", "--reason",
                              "asked for it at the gate"});
  EXPECT_EQ(done.exit_code, kDone) << done.err;
  EXPECT_THAT(done.out, HasSubstr("Recorded for P1 by A. Office."));
  EXPECT_THAT(o.t.schools.roll(support::hazel_road()).value().contacts[0].opted_out, IsEmpty());
  EXPECT_EQ(o.t.journal.count(chronology::Type::kOptedIn), 1);
}

TEST_F(Review, OptInAsJsonNamesThePupilAndWhatChanged) {
  the_mother_sent_stop();
  const auto rows =
      o.rows({"record", "opt-in", "P1", "--contact", "C1", "--channel", "text", "--reason", "said so"});
  ASSERT_THAT(rows, SizeIs(1));
  const json row = json::parse(rows[0]);
  EXPECT_EQ(row["school"], "100001");
  EXPECT_EQ(row["pupil"], "P1");
  EXPECT_TRUE(row["added"].is_number_integer());
}

TEST_F(Review, OptInWithoutAStopPointsToTheSchoolsOwnRecords) {
  const Answer answer =
      o.type({"record", "opt-in", "P1", "--contact", "C1", "--channel", "text", "--reason", "said so"});
  EXPECT_EQ(answer.exit_code, kUsage);
  EXPECT_THAT(answer.err,
              HasSubstr("Contact C1 has sent no STOP by text. An opt-out of the school's own records"));
  EXPECT_EQ(o.t.journal.count(chronology::Type::kOptedIn), 0);
}

TEST_F(Review, OptInSaysWhichPupilContactOrChannelItDoesNotKnow) {
  the_mother_sent_stop();
  const auto typed = [&](const std::string& pupil, const std::string& contact, const std::string& channel) {
    const Answer a = o.type(
        {"record", "opt-in", pupil, "--contact", contact, "--channel", channel, "--reason", "said so"});
    EXPECT_EQ(a.exit_code, kUsage);
    return a.err;
  };
  EXPECT_THAT(typed("P9", "C1", "text"), HasSubstr("P9"));
  EXPECT_THAT(typed("P1", "C9", "text"), HasSubstr("C9"));
  EXPECT_THAT(typed("P1", "C1", "letter"), HasSubstr("--channel text or email"));
  EXPECT_THAT(o.type({"record", "opt-in", "P1", "--contact", "C1", "--channel", "text"}).err,
              HasSubstr("--reason is required"));
  EXPECT_EQ(o.t.journal.count(chronology::Type::kOptedIn), 0);
}

}  // namespace
}  // namespace firstday::cli
