// 002-20: what becomes known after a child left the roll goes to whoever had the case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/case_record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"
#include "workflow/visits.h"

namespace firstday::workflow {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// A case of procedure 002 that was referred, and whose child has left the roll.
class LateWord : public ::testing::Test {
 protected:
  explicit LateWord() {
    t.house().settings.schools.front().policy = "cambridgeshire-cme";
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    t.clock.set(support::at(11));
  }
  void refer() {
    ASSERT_TRUE(record_visit(t.house(), {}, {"P1", "no_answer", {"S1", "S2"}}).ok());
    ASSERT_TRUE(record_submission(t.house(), {}, {"P1", "cme_referral", "R1"}).ok());
  }
  void leave_roll() {
    t.add_pupil("P2", "C2", "+447700900302");
    ports::RollChange change;
    change.school = t.school().school.urn;
    change.remove_pupils = {roll::PupilRef("P1")};
    ASSERT_TRUE(t.schools.apply(change).ok());
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  }
  void hear(int days_later) {
    t.clock.set(support::at(10) + days{days_later});
    FactRecord f;
    f.pupil = "P1";
    f.about = "new_information";
    f.text = base::Personal("seen at a school in Leeds");
    const auto done = record_fact(t.house(), {}, f);
    ASSERT_TRUE(done.ok()) << done.error().what;
  }
  std::vector<ports::JobRow> notices() {
    ports::JobFilter filter;
    filter.kind = job::Kind::kNotify;
    filter.states = {job::State::kWithStaff};
    auto rows = t.queue.jobs(filter).value();
    std::erase_if(rows, [](const ports::JobRow& r) { return r.job.about != "new_information"; });
    return rows;
  }
  TestHouse t;
};

TEST_F(LateWord, GoesToWhoeverHadTheCase) {
  refer();
  leave_roll();
  hear(1);
  ASSERT_THAT(notices(), SizeIs(1));
  EXPECT_THAT(notices()[0].job.rows, ElementsAre("002-20"));
  EXPECT_EQ(notices()[0].job.to.role, "dsl") << "the roll names nobody for a child who has left";
  EXPECT_EQ(notices()[0].job.subjects[0].case_id, job::CaseId("P1/2027-01-12"));
}

TEST_F(LateWord, StaysOpenUntilItIsDone) {
  refer();
  leave_roll();
  hear(1);
  for (int tick_day = 1; tick_day <= 2; ++tick_day) {
    t.clock.set(support::at(12) + days{tick_day});
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
    EXPECT_THAT(notices(), SizeIs(1)) << tick_day;
  }
  TaskResult told{"P1", {job::Kind::kNotify}, "new_information"};
  const auto done = finish_task(t.house(), {}, told);
  ASSERT_TRUE(done.ok()) << done.error().what;
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(notices(), IsEmpty());
}

TEST_F(LateWord, MonthsLaterToo) {
  refer();
  leave_roll();
  t.house().settings.schools.front().school.calendar =
      roll::Calendar({{base::make_date(2027, 1, 4), base::make_date(2027, 7, 20)}}, {}, {});
  hear(7 * 22);  // a Tuesday in June: the case was closed longer ago than a plan looks back
  EXPECT_THAT(notices(), SizeIs(1));
}

TEST_F(LateWord, OfACaseThatNobodyReferredNobodyIsTold) {
  leave_roll();
  hear(1);
  EXPECT_THAT(notices(), IsEmpty());
}

TEST_F(LateWord, WhileTheCaseIsOpenTheProcedureTells) {
  refer();
  FactRecord f;
  f.pupil = "P1";
  f.about = "new_information";
  ASSERT_TRUE(record_fact(t.house(), {}, f).ok());
  EXPECT_THAT(notices(), SizeIs(1));
}

TEST_F(LateWord, ACaseIsNotClosedOverTheHeadsOfStaffWhoAreOut) {
  StaffOutRecord out;
  out.pupil = "P1";
  out.return_by = base::parse_time_of_day("12:00");
  ASSERT_TRUE(record_staff_out(t.house(), {}, out).ok());
  EXPECT_FALSE(close_case(t.house(), {}, {"P1", "located", "dsl"}).ok());
  out.what = StaffOutRecord::What::kReturned;
  ASSERT_TRUE(record_staff_out(t.house(), {}, out).ok());
  EXPECT_TRUE(close_case(t.house(), {}, {"P1", "located", "dsl"}).ok());
}

TEST_F(LateWord, NoAccessIsNoVisitUntilTheDslSaysSo) {
  ASSERT_TRUE(record_visit(t.house(), {}, {"P1", "no_access", {"S1", "S2"}}).ok());
  EXPECT_FALSE(record_submission(t.house(), {}, {"P1", "cme_referral", "R1"}).ok());
  ports::JobFilter filter;
  filter.kind = job::Kind::kDecide;
  int asked = 0;
  for (const ports::JobRow& row : t.queue.jobs(filter).value())
    asked += row.job.about == "no_access_counts" ? 1 : 0;
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace firstday::workflow
