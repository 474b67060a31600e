#include "workflow/case_record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/test_house.h"
#include "workflow/tick.h"
#include "workflow/visits.h"

namespace firstday::workflow {
namespace {

using chronology::Type;
using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

/// P1 has been absent for three school days under procedure 000: a visit is due.
class CaseRecord : public ::testing::Test {
 protected:
  CaseRecord() {
    t.add_pupil("P1", "C1", "+447700900301");
    for (int day = -1; day <= 1; ++day) {
      t.clock.set(support::at(9, 35) + std::chrono::hours{24 * day});
      const base::Date date = support::school_day() + std::chrono::days{day};
      EXPECT_TRUE(t.schools
                      .put_marks(t.school().school.urn,
                                 {{roll::PupilRef("P1"), date, roll::Session::kAm, roll::Code("N")}},
                                 t.clock.now(), "tester")
                      .ok());
      EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    }
    t.clock.set(support::at(11) + std::chrono::hours{24});
  }

  std::vector<ports::JobRow> open(const std::string& kind, const std::string& about = "") {
    ports::JobFilter filter;
    filter.school = t.school().school.urn;
    filter.kind = job::kind_of(kind);
    filter.states = {job::State::kWithStaff};
    auto rows = t.queue.jobs(filter).value();
    std::erase_if(rows, [&](const ports::JobRow& r) { return !about.empty() && r.job.about != about; });
    return rows;
  }

  base::Result<Recorded> visit(const std::string& outcome, std::vector<std::string> staff = {"S1", "S2"}) {
    return record_visit(t.house(), {}, {"P1", outcome, std::move(staff)});
  }

  base::Result<Recorded> out(StaffOutRecord::What what, const std::string& until = "") {
    StaffOutRecord r;
    r.pupil = "P1";
    r.what = what;
    r.return_by = base::parse_time_of_day(until);
    return record_staff_out(t.house(), {}, r);
  }

  chronology::Event last(Type type) {
    ports::EventFilter filter;
    filter.school = t.school().school.urn;
    filter.types = {type};
    const auto events = t.journal.events(filter).value();
    return events.empty() ? chronology::Event{} : events.back();
  }

  TestHouse t;
};

TEST_F(CaseRecord, AVisitThatWasMadeIsDoneAndItsOutcomeFollowed) {
  ASSERT_THAT(open("visit"), SizeIs(1));
  ASSERT_TRUE(visit("no_answer").ok());
  EXPECT_THAT(open("visit"), IsEmpty());
  EXPECT_THAT(open("card", "calling_card"), SizeIs(1));
  EXPECT_EQ(last(Type::kVisit).detail("staff"), "S1, S2");
}

TEST_F(CaseRecord, AVisitThatWasNotMadeStaysOpen) {
  ASSERT_TRUE(visit("not_made", {}).ok());
  EXPECT_THAT(open("visit"), SizeIs(1));
  EXPECT_THAT(open("card"), IsEmpty());
}

TEST_F(CaseRecord, AVisitHasOneOfItsOutcomes) {
  EXPECT_THAT(visit("rang_twice").error().what, HasSubstr("no_answer"));
  EXPECT_EQ(t.journal.count(Type::kVisit), 0);
}

TEST_F(CaseRecord, AReasonAtTheDoorIsAReasonGiven) {
  VisitRecord v{"P1", "child_seen", {"S1"}};
  v.reason = base::Personal("has a cold");
  ASSERT_TRUE(record_visit(t.house(), {}, v).ok());
  EXPECT_EQ(last(Type::kResponse).detail("level"), "reason_given");
  EXPECT_EQ(last(Type::kResponse).detail("located"), "yes");
}

TEST_F(CaseRecord, StaffWhoAreNotBackAreACallToThePolice) {
  ASSERT_TRUE(out(StaffOutRecord::What::kLeft, "12:15").ok());
  t.clock.set(support::at(12, 16) + std::chrono::hours{24});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  const auto police = open("notify", "staff_overdue");
  ASSERT_THAT(police, SizeIs(1));
  EXPECT_EQ(police[0].job.to.role, "police");
  EXPECT_EQ(base::london_clock(police[0].job.not_before), "12:15");
  ASSERT_TRUE(out(StaffOutRecord::What::kReturned).ok());
  EXPECT_THAT(open("notify", "staff_overdue"), IsEmpty());
}

TEST_F(CaseRecord, StaffWhoRingStayLonger) {
  ASSERT_TRUE(out(StaffOutRecord::What::kLeft, "12:15").ok());
  ASSERT_TRUE(out(StaffOutRecord::What::kExtended, "12:40").ok());
  t.clock.set(support::at(12, 16) + std::chrono::hours{24});
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_THAT(open("notify", "staff_overdue"), SizeIs(1));
  EXPECT_EQ(base::london_clock(open("notify", "staff_overdue")[0].job.not_before), "12:40");
}

TEST_F(CaseRecord, TheCodeWordIsACallTo999) {
  ASSERT_TRUE(out(StaffOutRecord::What::kCodeWord).ok());
  ASSERT_THAT(open("notify", "code_word"), SizeIs(1));
  EXPECT_EQ(open("notify", "code_word")[0].job.to.role, "emergency_999");
}

TEST_F(CaseRecord, StaffGoWithATimeToBeBackThatHasNotPassed) {
  EXPECT_THAT(out(StaffOutRecord::What::kLeft).error().what, HasSubstr("--return-by"));
  EXPECT_THAT(out(StaffOutRecord::What::kLeft, "10:30").error().what, HasSubstr("has passed"));
  StaffOutRecord late{
      "P1", StaffOutRecord::What::kLeft, {}, base::TimeOfDay{12 * 60}, base::TimeOfDay{13 * 60}};
  EXPECT_FALSE(record_staff_out(t.house(), {}, late).ok());
}

TEST_F(CaseRecord, AConcernIsFollowedAtOnce) {
  ASSERT_TRUE(
      raise_flag(t.house(), {}, {"P1", "domestic_abuse", "staff", base::Personal("heard of it")}).ok());
  EXPECT_THAT(open("notify", "risk_of_harm"), SizeIs(2));
  EXPECT_FALSE(raise_flag(t.house(), {}, {"P1", ""}).ok());
}

TEST_F(CaseRecord, WhatSomebodyPutsOnRecordIsEvidence) {
  FactRecord notice{"P1", "la_notice"};
  notice.written = true;
  notice.from = base::Personal("the attendance officer");
  ASSERT_TRUE(record_fact(t.house(), {}, notice).ok());
  EXPECT_EQ(last(Type::kFact).detail("written"), "yes");
  const auto gate = ask_gate(t.house(), {}, "P1", "remove_from_roll");
  ASSERT_TRUE(gate.ok());
  EXPECT_FALSE(gate.value().open);
  EXPECT_THAT(gate.value().missing, Not(Contains(HasSubstr("la_notice"))));
  EXPECT_THAT(gate.value().missing, Contains(HasSubstr("20 school days")));
  EXPECT_FALSE(record_fact(t.house(), {}, {"P1", "the notice"}).ok());
}

TEST_F(CaseRecord, AGateThatThePolicyDoesNotKnowIsNotOpen) {
  const auto asked = ask_gate(t.house(), {}, "P1", "submit_cme_referral");
  ASSERT_FALSE(asked.ok());
  EXPECT_THAT(asked.error().what, HasSubstr("says nothing"));
}

TEST_F(CaseRecord, AChecklistHasACriterionThatIsKnown) {
  const auto submit = [&](std::vector<std::string> criteria) {
    return record_submission(t.house(), {}, {"P1", "missing_pupil_checklist", "R1", std::move(criteria)});
  };
  EXPECT_THAT(submit({}).error().what, HasSubstr("ceased_to_attend"));
  EXPECT_THAT(submit({"bored"}).error().what, HasSubstr("no criterion"));
  ASSERT_TRUE(submit({"ceased_to_attend"}).ok());
  EXPECT_EQ(last(Type::kReferral).detail("criteria"), "ceased_to_attend");
}

TEST_F(CaseRecord, ATaskIsTickedWithWhatCameOfIt) {
  const size_t before = open("record").size();
  ASSERT_GT(before, 0u);
  ASSERT_TRUE(finish_task(t.house(), {}, {"P1", {job::Kind::kRecord}, "actions"}).ok());
  EXPECT_THAT(open("record", "actions"), IsEmpty());
  EXPECT_EQ(last(Type::kTaskDone).detail("outcome"), "done");
  const auto again = finish_task(t.house(), {}, {"P1", {job::Kind::kRecord}, "actions"});
  EXPECT_THAT(again.error().what, HasSubstr("No such task"));
}

TEST_F(CaseRecord, TickingIsNoWayToDecideOrVisit) {
  ASSERT_THAT(open("visit"), SizeIs(1));
  finish_task(t.house(), {}, {"P1", {}}).ok();
  EXPECT_THAT(open("visit"), SizeIs(1));
  EXPECT_THAT(open("decide"), Not(IsEmpty()));
}

TEST_F(CaseRecord, ANoteIsKeptAndNothingFollows) {
  const auto noted = add_note(t.house(), {}, "P1", base::Personal("bring the file"));
  ASSERT_TRUE(noted.ok());
  EXPECT_EQ(noted.value().changed.added, 0);
  EXPECT_EQ(last(Type::kNote).detail("text"), "bring the file");
  EXPECT_FALSE(add_note(t.house(), {}, "P1", {}).ok());
}

TEST_F(CaseRecord, ACaseThatSomebodyClosesIsOverAndItsJobsAreWithdrawn) {
  ASSERT_TRUE(close_case(t.house(), {}, {"P1", "located", "dsl", ""}).ok());
  EXPECT_EQ(last(Type::kCaseClosed).detail("how"), "located");
  ports::JobFilter filter;
  filter.school = t.school().school.urn;
  filter.states = {job::State::kWithStaff, job::State::kQueued};
  EXPECT_THAT(t.queue.jobs(filter).value(), IsEmpty());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.queue.jobs(filter).value(), IsEmpty());
  EXPECT_FALSE(close_case(t.house(), {}, {"P1", "located", "dsl", ""}).ok());
}

TEST_F(CaseRecord, NobodyIsClosedOffTheRollBeforeTheGateIsOpen) {
  const auto closed = close_case(t.house(), {}, {"P1", "off_roll", "head", ""});
  ASSERT_FALSE(closed.ok());
  EXPECT_THAT(closed.error().what, HasSubstr("20 school days"));
  EXPECT_THAT(open("visit"), SizeIs(1));
  EXPECT_FALSE(close_case(t.house(), {}, {"P1", "Off Roll", "head", ""}).ok());
}

}  // namespace
}  // namespace firstday::workflow
