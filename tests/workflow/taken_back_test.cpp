// What waits for a person from an earlier day, when a decision, a reason or a mark is taken back.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/case_record.h"
#include "workflow/decide.h"
#include "workflow/record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using std::chrono::days;
using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

/// P1 is absent from Tuesday 12 January on; procedure 000.
class TakenBack : public ::testing::Test {
 protected:
  TakenBack() { t.add_pupil("P1", "C1", "+447700900301"); }

  /// The nth day of the absence, weekends passed over, at a time of day.
  void go_to(int nth, int hour, int minute = 0) {
    t.clock.set(support::at(hour, minute) + days(nth < 5 ? nth - 1 : nth + 1));
  }
  base::Date day(int nth) const { return support::school_day() + days(nth < 5 ? nth - 1 : nth + 1); }
  void mark(int nth, const char* code) {
    ASSERT_TRUE(t.schools
                    .put_marks(t.school().school.urn,
                               {{roll::PupilRef("P1"), day(nth), roll::Session::kAm, roll::Code(code)},
                                {roll::PupilRef("P1"), day(nth), roll::Session::kPm, roll::Code(code)}},
                               t.clock.now(), "tester")
                    .ok());
  }
  void tick_now() { ASSERT_TRUE(tick(t.house(), {}, nullptr).ok()); }
  /// A day of absence, planned in the morning.
  void live(int nth) {
    go_to(nth, 9, 35);
    mark(nth, "N");
    tick_now();
  }
  void decide_now(const char* about, const char* role, const char* answer) {
    const auto done = decide(t.house(), {}, {"P1", about, role, answer, base::Personal("because")});
    ASSERT_TRUE(done.ok()) << done.error().what;
  }
  void judge(bool acceptable) {
    ReasonRecord r;
    r.pupil = "P1";
    r.contact = "C1";
    r.reason = base::Personal("in hospital");
    r.acceptable = acceptable;
    r.rationale = base::Personal("the hospital knows nothing of it");
    if (acceptable) r.expected_return = day(6);
    ASSERT_TRUE(record_reason(t.house(), {}, r).ok());
  }
  /// What waits for staff and belongs to a day: "letter concern".
  std::vector<std::string> open_of(int nth) {
    ports::JobFilter filter;
    filter.day_from = filter.day_to = day(nth);
    filter.states = {job::State::kWithStaff};
    std::vector<std::string> out;
    for (const ports::JobRow& row : t.queue.jobs(filter).value())
      out.push_back(std::string(job::word(row.job.kind)) + ' ' + row.job.about);
    return out;
  }
  std::vector<std::string> reasons_of(job::Kind kind) {
    ports::JobFilter filter;
    filter.kind = kind;
    filter.states = {job::State::kCancelled};
    std::vector<std::string> out;
    for (const ports::JobRow& row : t.queue.jobs(filter).value()) out.push_back(row.reason);
    return out;
  }

  TestHouse t;
};

TEST_F(TakenBack, ADecisionThatIsTakenBackNextDayWithdrawsItsLetter) {
  live(1);
  live(2);
  go_to(2, 11);
  decide_now("believe_holiday", "attendance_officer", "yes");
  ASSERT_THAT(open_of(2), Contains("letter holiday"));
  live(3);
  ASSERT_THAT(open_of(2), Contains("letter holiday")) << "it waits until somebody prints it";
  go_to(3, 10);
  decide_now("believe_holiday", "attendance_officer", "no");
  EXPECT_THAT(open_of(2), Not(Contains("letter holiday")));
  EXPECT_THAT(open_of(2), Contains("record actions")) << "what was done is written down all the same";
  EXPECT_THAT(reasons_of(job::Kind::kLetter), ElementsAre("what was decided has changed"));
}

TEST_F(TakenBack, BeforeTheRegisterIsTakenTheDecisionCountsToo) {
  live(1);
  live(2);
  decide_now("believe_holiday", "attendance_officer", "yes");
  go_to(3, 8, 30);
  decide_now("believe_holiday", "attendance_officer", "no");
  EXPECT_THAT(open_of(2), Not(Contains("letter holiday")));
  EXPECT_THAT(open_of(2), Contains("record actions"));
}

TEST_F(TakenBack, AnAcceptedReasonWithdrawsTheLetterAndTheVisitOfAnEarlierDay) {
  for (int nth = 1; nth <= 4; ++nth) live(nth);
  ASSERT_THAT(open_of(3), Contains("letter concern"));
  ASSERT_THAT(open_of(3), Contains("visit home_visit"));
  go_to(4, 10);
  judge(true);
  EXPECT_THAT(open_of(3), Each("record actions"));
  EXPECT_THAT(reasons_of(job::Kind::kVisit), ElementsAre("a reason was accepted"));
}

TEST_F(TakenBack, AReasonThatIsTakenBackBringsThemAgain) {
  for (int nth = 1; nth <= 4; ++nth) live(nth);
  go_to(4, 10);
  judge(true);
  go_to(4, 11);
  judge(false);
  EXPECT_THAT(open_of(3), Contains("letter concern"));
  EXPECT_THAT(open_of(3), Contains("visit home_visit"));
}

TEST_F(TakenBack, AMarkThatIsChangedLateWithdrawsWhatItsDayAskedFor) {
  for (int nth = 1; nth <= 3; ++nth) live(nth);
  ASSERT_THAT(open_of(3), Contains("letter concern"));
  go_to(4, 9, 35);
  mark(4, "N");
  mark(3, "Y1");  // no transport: not a possible attendance
  tick_now();
  EXPECT_THAT(open_of(3), Contains("letter concern"))
      << "it is day 3 of the absence, and what is due once is due";
  mark(2, "Y1");
  tick_now();
  EXPECT_THAT(open_of(3), Each("record actions")) << "two days are left";
}

TEST_F(TakenBack, ACaseThatALateMarkClosesLeavesNothingOpen) {
  for (int nth = 1; nth <= 3; ++nth) live(nth);
  go_to(4, 9, 35);
  for (int nth = 1; nth <= 4; ++nth) mark(nth, "I");
  tick_now();
  for (int nth = 1; nth <= 4; ++nth) EXPECT_THAT(open_of(nth), IsEmpty()) << nth;
}

TEST_F(TakenBack, WhatADayAskedOfStaffStaysOpenOnTheNext) {
  live(1);
  const auto before = open_of(1);
  live(2);
  const auto after = open_of(1);
  for (const char* what : {"record actions", "code O"}) {
    EXPECT_THAT(before, Contains(what));
    EXPECT_THAT(after, Contains(what));
  }
}

TEST_F(TakenBack, PlanningAgainChangesNothingMore) {
  for (int nth = 1; nth <= 4; ++nth) live(nth);
  judge(true);
  const size_t events = t.journal.events({}).value().size();
  tick_now();
  ports::EventFilter withdrawn;
  withdrawn.types = {chronology::Type::kJobWithdrawn};
  const size_t taken = t.journal.events(withdrawn).value().size();
  tick_now();
  EXPECT_EQ(t.journal.events(withdrawn).value().size(), taken);
  EXPECT_GE(t.journal.events({}).value().size(), events);
}

TEST_F(TakenBack, OnADayWithoutSchoolWhatCannotWaitIsPlannedAllTheSame) {
  for (int nth = 1; nth <= 4; ++nth) live(nth);
  t.clock.set(support::at(11) + days(4));  // Saturday
  ASSERT_TRUE(
      raise_flag(t.house(), {}, {"P1", "risk_of_harm", "dsl", base::Personal("a neighbour rang")}).ok());
  ports::JobFilter filter;
  filter.day_from = filter.day_to = support::school_day() + days(4);
  std::vector<std::string> roles;
  for (const ports::JobRow& row : t.queue.jobs(filter).value()) {
    roles.push_back(row.job.to.role);
    EXPECT_EQ(row.job.due_by, support::at(11) + days(4)) << "at once";
  }
  EXPECT_THAT(roles, ::testing::UnorderedElementsAre("family_operations_hub", "police_caiu"))
      << "and nothing else: no text, no call, no task about a register";
  tick_now();
  EXPECT_EQ(t.queue.jobs(filter).value().size(), 2u);
}

TEST_F(TakenBack, ADecisionThatIsTakenBackAtTheWeekendCounts) {
  live(1);
  live(2);
  decide_now("believe_holiday", "attendance_officer", "yes");
  live(3);
  live(4);
  t.clock.set(support::at(11) + days(4));
  decide_now("believe_holiday", "attendance_officer", "no");
  EXPECT_THAT(open_of(2), Not(Contains("letter holiday")));
  EXPECT_THAT(open_of(3), Contains("letter concern")) << "the case itself goes on";
}

}  // namespace
}  // namespace firstday::workflow
