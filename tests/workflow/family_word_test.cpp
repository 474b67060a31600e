// What the family says: who said it, how staff know, whether the child was seen, and a child who has set off.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using chronology::Type;
using support::at;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class FamilyWord : public ::testing::Test {
 protected:
  FamilyWord() { t.add_pupil("P1", "C1", "+447700900301"); }

  void absent() {
    t.mark("P1", "N");
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  }
  chronology::Event last(Type type) {
    ports::EventFilter filter;
    filter.types = {type};
    return t.journal.events(filter).value().back();
  }
  std::vector<ports::JobRow> searches() {
    ports::JobFilter filter;
    filter.kind = job::Kind::kTask;
    auto rows = t.queue.jobs(filter).value();
    std::erase_if(rows, [](const ports::JobRow& r) {
      return r.job.step != "rule-set-off" || r.state != job::State::kWithStaff;
    });
    return rows;
  }
  void tag(const char* word) {
    ports::RollChange change;
    change.school = t.school().school.urn;
    change.put_pupils = {support::pupil("P1")};
    change.put_pupils[0].form = "5H";
    change.put_pupils[0].tags = {word};
    ASSERT_TRUE(t.schools.apply(change).ok());
  }
  base::Result<Recorded> accept(const char* role) {
    ReasonRecord r;
    r.pupil = "P1";
    r.contact = "C1";
    r.reason = base::Personal("ill");
    r.acceptable = true;
    r.role = role;
    return record_reason(t.house(), {}, r);
  }

  TestHouse t;
};

TEST_F(FamilyWord, WhoSpokeHowItIsKnownAndWhatWasSaidAreKept) {
  absent();
  CallRecord call{"P1", "C1", "reason_given", base::Personal("a cold"), {}, {}};
  call.speaker = {base::Personal("the grandmother"), base::Personal("known by voice"), true};
  ASSERT_TRUE(record_call(t.house(), {}, call).ok());
  const chronology::Event e = last(Type::kResponse);
  EXPECT_EQ(e.detail("from"), "the grandmother");
  EXPECT_EQ(e.detail("identified"), "known by voice");
  EXPECT_EQ(e.detail("reason"), "a cold");
  EXPECT_EQ(e.detail("located"), "yes");
  EXPECT_EQ(e.detail("level"), "reason_given") << "seen is a fourth thing beside given and accepted";
}

TEST_F(FamilyWord, AChildWhoWasSeenIsNoReason) {
  absent();
  CallRecord call{"P1", "C1", "answered_no_reason", {}, {}, {}};
  call.speaker.located = true;
  ASSERT_TRUE(record_call(t.house(), {}, call).ok());
  EXPECT_EQ(last(Type::kResponse).detail("level"), "answered");
  EXPECT_EQ(last(Type::kResponse).detail("located"), "yes");
}

TEST_F(FamilyWord, AReasonIsAcceptedByAnybodyWhereThePolicySaysNothing) {
  absent();
  EXPECT_TRUE(accept("").ok());
}

TEST_F(FamilyWord, OfAChildInSocialCareOnlyByThoseWhomThePolicyNames) {
  tag("child_protection");
  absent();
  EXPECT_THAT(accept("").error().what, HasSubstr("accepted for this pupil by: dsl"));
  EXPECT_FALSE(accept("office").ok());
  EXPECT_TRUE(accept("dsl").ok());
  EXPECT_EQ(last(Type::kResponse).detail("role"), "dsl");
}

TEST_F(FamilyWord, ThePolicyMayNameOthers) {
  tag("child_protection");
  for (auto& [id, set] : t.house().policies)
    for (escalation::Policy& p : set.policies)
      for (escalation::Tier& tier : p.tiers) tier.accepts_reason = {"head", "attendance_officer"};
  absent();
  EXPECT_FALSE(accept("dsl").ok());
  EXPECT_TRUE(accept("attendance_officer").ok());
}

TEST_F(FamilyWord, AChildWhoSetOffIsLookedForWithinAMinute) {
  absent();
  t.clock.set(at(10, 2));
  ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "set_off_for_school", {}, {}, {}}).ok());
  ASSERT_THAT(searches(), SizeIs(1));
  EXPECT_EQ(searches()[0].job.to.role, "dsl");
  EXPECT_EQ(searches()[0].job.not_before, at(10, 2));
  EXPECT_EQ(searches()[0].job.due_by, at(10, 3));
  EXPECT_LT(searches()[0].job.priority, 10);
}

TEST_F(FamilyWord, AReplyOrARingBackSaysItAsWell) {
  for (const char* channel : {"text", "call", "in_person"}) {
    SCOPED_TRACE(channel);
    TestHouse fresh;
    fresh.add_pupil("P1", "C1", "+447700900301");
    fresh.mark("P1", "N");
    ASSERT_TRUE(tick(fresh.house(), {}, nullptr).ok());
    fresh.clock.set(at(10, 5));
    ReplyRecord reply{"P1", "C1", channel, base::Personal("she left at eight")};
    reply.set_off = true;
    ASSERT_TRUE(record_reply(fresh.house(), {}, reply).ok());
    ports::JobFilter filter;
    filter.kind = job::Kind::kTask;
    int found = 0;
    for (const ports::JobRow& row : fresh.queue.jobs(filter).value())
      found += row.job.step == "rule-set-off" ? 1 : 0;
    EXPECT_EQ(found, 1);
  }
}

TEST_F(FamilyWord, AReplyThatSaysNothingOfTheKindRaisesNothing) {
  absent();
  ASSERT_TRUE(record_reply(t.house(), {}, {"P1", "C1", "text", base::Personal("call me")}).ok());
  EXPECT_THAT(searches(), IsEmpty());
}

TEST_F(FamilyWord, WordFromBeforeTheRegisterIsRememberedWhenTheChildIsNotThere) {
  t.clock.set(at(8, 45));
  ReplyRecord early{"P1", "C1", "call", base::Personal("she is on the bus")};
  early.set_off = true;
  ASSERT_TRUE(record_reply(t.house(), {}, early).ok());
  EXPECT_THAT(searches(), IsEmpty()) << "a child on the way is nothing to worry about yet";
  t.clock.set(at(9, 35));
  absent();
  ASSERT_THAT(searches(), SizeIs(1));
  EXPECT_LE(searches()[0].job.due_by, at(9, 36)) << "at once";
}

TEST_F(FamilyWord, OnTheNextDayItIsHistory) {
  absent();
  ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "set_off_for_school", {}, {}, {}}).ok());
  t.clock.set(at(9, 35) + std::chrono::hours{24});
  ASSERT_TRUE(t.schools
                  .put_marks(t.school().school.urn,
                             {{roll::PupilRef("P1"), support::school_day() + std::chrono::days{1},
                               roll::Session::kAm, roll::Code("N")}},
                             t.clock.now(), "tester")
                  .ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(searches(), SizeIs(1)) << "yesterday's stays until somebody ticks it, no second one comes";
}

}  // namespace
}  // namespace firstday::workflow
