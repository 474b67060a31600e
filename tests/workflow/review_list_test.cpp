// What nobody knows the end of, oldest first, and how a person settles it.
#include "workflow/review_list.h"

#include <gmock/gmock.h>

#include "workflow/test_house.h"
#include "workflow/unknowns.h"

namespace firstday::workflow {
namespace {

using job::ReceiptStatus;
using support::at;
using testing::HasSubstr;

class ReviewList : public testing::Test {
 protected:
  ReviewList() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    t.clock.set(at(10));
  }

  /// A post of "gate" that was settled with one word.
  void came(const std::string& id, job::ProviderWord word, base::Instant when, bool stop = false,
            std::vector<ports::Concerned> about = {}) {
    ports::Posted p;
    p.id = id;
    p.school = support::hazel_road();
    p.account = "gate";
    p.received_at = when;
    p.post.body = id;
    ASSERT_TRUE(t.inbox.keep(p));
    ports::Matched m;
    m.post = id;
    m.school = p.school;
    m.account = p.account;
    m.received_at = when;
    m.word = std::move(word);
    m.stop = stop;
    m.about = std::move(about);
    ASSERT_TRUE(t.inbox.settle(p, {m}, when));
  }
  /// A text to C1, held or sent into the unknown.
  job::JobId text(bool held) {
    EXPECT_TRUE(t.queue.enqueue(support::batch({support::text_job({"P1"}, "C1")}), "firstday"));
    const auto leased = t.queue.lease({"d", at(9, 45), std::chrono::minutes(5), 9, {}}).value().at(0);
    if (held) {
      const ports::JobChange hold{
          support::hazel_road(), leased.job.id, job::Event::kHold, {}, "a brake", "office", at(9, 46)};
      EXPECT_TRUE(t.queue.change({&hold, 1}));
      return leased.job.id;
    }
    const auto start = support::start_of(leased, at(9, 45));
    EXPECT_TRUE(t.queue.start_attempts({&start, 1}));
    EXPECT_TRUE(t.queue.recover(at(9, 46)));
    return leased.job.id;
  }
  std::vector<ReviewItem> list() { return review_list(t.house(), {}).value(); }

  TestHouse t;
};

TEST_F(ReviewList, IsEmptyWhereNothingWaits) {
  EXPECT_TRUE(list().empty());
}

TEST_F(ReviewList, ShowsUnknownsAndWordsOldestFirstWithWhatSettlesEach) {
  const job::JobId id = text(false);
  came("post-b", job::Receipt{"who", "", ReceiptStatus::kFailed, {}, "30005"}, at(9, 59));
  came("post-a", job::Reply{base::Personal("+447700900999"), base::Personal("who is this"), "", "", {}},
       at(9, 30));
  const auto items = list();
  ASSERT_EQ(items.size(), 3u);
  EXPECT_EQ(items[0].what, "unmatched");
  EXPECT_EQ(items[0].id, "post-a/0");
  EXPECT_EQ(items[0].who.reveal(), "from +447700900999");
  EXPECT_EQ(items[0].says.reveal(), "who is this");
  EXPECT_EQ(items[1].what, "unknown");
  EXPECT_EQ(items[1].id, id.text());
  EXPECT_THAT(items[1].settle, HasSubstr("record unknown P1 --job " + id.text()));
  EXPECT_FALSE(items[1].overdue);
  EXPECT_EQ(items[2].says.reveal(), "failed: 30005");
  EXPECT_THAT(items[2].settle, HasSubstr("record seen post-b/0"));
}

TEST_F(ReviewList, SaysWhichUnknownsTheLadderLeftBehind) {
  text(false);
  ASSERT_TRUE(t.queue.pass_deadlines(support::hazel_road(), at(10)));
  EXPECT_TRUE(list().at(0).overdue);
}

TEST_F(ReviewList, AHeldMessagePointsToItsRelease) {
  text(true);
  ASSERT_EQ(list().size(), 1u);
  EXPECT_EQ(list()[0].what, "held");
  EXPECT_EQ(list()[0].says.reveal(), "a brake");
  EXPECT_THAT(list()[0].settle, HasSubstr("firstday release"));
}

TEST_F(ReviewList, ShowsWhatWaitsForAnAccountThatReadsNothing) {
  ports::Posted p;
  p.id = "post";
  p.school = support::hazel_road();
  p.account = "gone";
  ASSERT_TRUE(t.inbox.keep(p));
  ASSERT_EQ(list().size(), 1u);
  EXPECT_EQ(list()[0].what, "waiting");
}

TEST_F(ReviewList, APersonWhoHasSeenAWordTakesItOffAndIsOnRecord) {
  came("post-a", job::Receipt{"who", "", ReceiptStatus::kRead, {}, ""}, at(9, 30));
  ASSERT_TRUE(record_seen(t.house(), {}, "post-a/0", "a test of the gateway"));
  EXPECT_TRUE(list().empty());
  ASSERT_EQ(t.journal.count(chronology::Type::kWordSeen), 1);
}

TEST_F(ReviewList, SeenSaysWhatIsWrong) {
  came("post-a", job::Receipt{"who", "", ReceiptStatus::kRead, {}, ""}, at(9, 30));
  for (const char* id : {"", "post-a", "post-a/", "post-a/1", "post-a/0x", "other/0"})
    EXPECT_THAT(record_seen(t.house(), {}, id, "because").error().what, HasSubstr("firstday review")) << id;
  EXPECT_THAT(record_seen(t.house(), {}, "post-a/0", "").error().what, HasSubstr("--reason"));
  EXPECT_EQ(list().size(), 1u);
}

TEST_F(ReviewList, OnlyANamedPersonsWordUndoesAStop) {
  const ports::Concerned c{roll::PupilRef("P1"), {}, roll::ContactRef("C1")};
  came("post-a", job::Reply{base::Personal("+447700900301"), base::Personal("STOP"), "", "", {}}, at(9, 30),
       true, {c});
  const auto opted_out = [&] { return t.schools.roll(support::hazel_road()).value().contacts[0].opted_out; };
  ASSERT_EQ(opted_out(), std::vector{roll::Channel::kText});
  const OptInRecord wanted{"P1", "C1", "text", "said so at the gate"};
  EXPECT_FALSE(record_opt_in(t.house(), {}, {"P1", "C1", "email", "said so"}).ok());
  EXPECT_FALSE(record_opt_in(t.house(), {}, {"P1", "C1", "letter", "said so"}).ok());
  EXPECT_FALSE(record_opt_in(t.house(), {}, {"P1", "C1", "text", ""}).ok());
  EXPECT_FALSE(record_opt_in(t.house(), {}, {"P1", "", "text", "said so"}).ok());
  ASSERT_EQ(opted_out(), std::vector{roll::Channel::kText});
  ASSERT_TRUE(record_opt_in(t.house(), {}, wanted).ok());
  EXPECT_TRUE(opted_out().empty());
  EXPECT_EQ(t.journal.count(chronology::Type::kOptedIn), 1);
  EXPECT_THAT(record_opt_in(t.house(), {}, wanted).error().what, HasSubstr("no STOP"));
}

}  // namespace
}  // namespace firstday::workflow
