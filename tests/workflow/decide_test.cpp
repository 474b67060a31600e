#include "workflow/decide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/case_record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using chronology::Type;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// P1's case is on day 2 of procedure 000: the attendance officer is asked about a holiday.
class Deciding : public ::testing::Test {
 protected:
  Deciding() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.clock.set(support::at(9, 35) - std::chrono::hours{24});
    put_mark(support::school_day() - std::chrono::days{1});
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    t.clock.set(support::at(9, 35));
    put_mark(support::school_day());
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    t.clock.set(support::at(11));
  }

  void put_mark(base::Date date) {
    ASSERT_TRUE(t.schools
                    .put_marks(t.school().school.urn,
                               {{roll::PupilRef("P1"), date, roll::Session::kAm, roll::Code("N")}},
                               t.clock.now(), "tester")
                    .ok());
  }

  std::vector<ports::JobRow> open(job::Kind kind) {
    ports::JobFilter filter;
    filter.school = t.school().school.urn;
    filter.kind = kind;
    filter.states = {job::State::kWithStaff};
    return t.queue.jobs(filter).value();
  }

  base::Result<Recorded> say(const std::string& role, const std::string& answer, const std::string& why,
                             const std::string& about = "believe_holiday") {
    return decide(t.house(), {}, {"P1", about, role, answer, base::Personal(why)});
  }

  void tag(const std::string& word) {
    ports::RollChange change;
    change.school = t.school().school.urn;
    change.put_pupils = {support::pupil("P1")};
    change.put_pupils[0].form = "5H";
    change.put_pupils[0].tags = {word};
    ASSERT_TRUE(t.schools.apply(change).ok());
  }

  TestHouse t;
};

TEST_F(Deciding, AYesIsOnRecordAndItsStepFollows) {
  ASSERT_THAT(open(job::Kind::kDecide), SizeIs(1));
  ASSERT_THAT(open(job::Kind::kLetter), IsEmpty());
  ASSERT_TRUE(say("attendance_officer", "yes", "an overseas tone").ok());
  EXPECT_THAT(open(job::Kind::kDecide), IsEmpty());
  EXPECT_THAT(open(job::Kind::kLetter), SizeIs(1));
  EXPECT_EQ(t.journal.count(Type::kDecision), 1);
}

TEST_F(Deciding, ANoIsOnRecordAndNothingFollows) {
  ASSERT_TRUE(say("attendance_officer", "no", "seen in town").ok());
  EXPECT_THAT(open(job::Kind::kDecide), IsEmpty());
  EXPECT_THAT(open(job::Kind::kLetter), IsEmpty());
}

TEST_F(Deciding, TheEventHoldsWhoInWhichRoleAndWhy) {
  ASSERT_TRUE(decide(t.house(), {},
                     {"P1",
                      "believe_holiday",
                      "dsl",
                      "yes",
                      base::Personal("a tone"),
                      {"concerned"},
                      {"believe_not_on_holiday"},
                      {"slt"}})
                  .ok());
  ports::EventFilter filter;
  filter.school = t.school().school.urn;
  filter.types = {Type::kDecision};
  const auto events = t.journal.events(filter).value();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].actor, "tester");
  EXPECT_EQ(events[0].detail("role"), "dsl");
  EXPECT_EQ(events[0].detail("rationale"), "a tone");
  EXPECT_EQ(events[0].detail("confirmed"), "concerned");
  EXPECT_EQ(events[0].detail("denied"), "believe_not_on_holiday");
  EXPECT_EQ(events[0].detail("consulted"), "slt");
  EXPECT_FALSE(events[0].case_id.empty());
}

TEST_F(Deciding, RefusesWithoutTheRationaleThatTheProcedureWants) {
  EXPECT_THAT(say("attendance_officer", "yes", "").error().what, HasSubstr("rationale"));
  EXPECT_EQ(t.journal.count(Type::kDecision), 0);
  EXPECT_THAT(open(job::Kind::kDecide), SizeIs(1));
}

TEST_F(Deciding, RefusesARoleThatIsNotAsked) {
  EXPECT_THAT(say("office", "yes", "a tone").error().what, HasSubstr("attendance_officer"));
  EXPECT_TRUE(say("dsl", "yes", "a tone").ok());
}

TEST_F(Deciding, RefusesAnAnswerThatIsNone) {
  EXPECT_THAT(say("attendance_officer", "perhaps", "a tone").error().what, HasSubstr("yes, no"));
}

TEST_F(Deciding, RefusesAQuestionThatNobodyAsks) {
  EXPECT_THAT(say("dsl", "yes", "x", "door_knock").error().what, HasSubstr("Nobody asks"));
  EXPECT_EQ(say("dsl", "yes", "x", "no_such_question").error().kind, base::ErrorKind::kUsage);
}

TEST_F(Deciding, AReasonMayAlwaysBeJudged) {
  EXPECT_FALSE(say("dsl", "no", "", "reason_acceptable").ok());
  EXPECT_TRUE(say("attendance_officer", "no", "shopping", "reason_acceptable").ok());
}

TEST_F(Deciding, OfALookedAfterChildOnlyTheDslAcceptsAReason) {
  tag("looked_after");
  EXPECT_THAT(say("attendance_officer", "yes", "ill", "reason_acceptable").error().what,
              HasSubstr("accepted by: dsl"));
  EXPECT_TRUE(say("attendance_officer", "no", "shopping", "reason_acceptable").ok());
  EXPECT_TRUE(say("dsl", "yes", "ill", "reason_acceptable").ok());
}

TEST_F(Deciding, RefusesWithoutAnOpenCase) {
  t.add_pupil("P2", "C2", "+447700900302");
  const auto none = decide(t.house(), {}, {"P2", "believe_holiday", "dsl", "yes", base::Personal("x")});
  ASSERT_FALSE(none.ok());
  EXPECT_THAT(none.error().what, HasSubstr("no open case"));
}

TEST_F(Deciding, NobodyPassesTheGateOfTheRollWithoutTheAuthority) {
  const auto passed = say("dsl", "override", "x", "remove_from_roll");
  ASSERT_FALSE(passed.ok());
  EXPECT_THAT(passed.error().what, HasSubstr("without its evidence"));
  EXPECT_FALSE(say("dsl", "yes", "x", "remove_from_roll").ok());
}

}  // namespace
}  // namespace firstday::workflow
