#include "workflow/task_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "workflow/calls.h"
#include "workflow/case_record.h"
#include "workflow/record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using std::chrono::days;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const base::Date kMonday = support::school_day() + days{6};  // 18 January 2027

/// P1, whose sister P2 is in school, was last seen on Friday afternoon, and is absent on Monday and Tuesday.
class Tasks : public ::testing::Test {
 protected:
  Tasks() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.add_pupil("P2", "C1", "+447700900301");
    for (const auto session : {roll::Session::kAm, roll::Session::kPm})
      put(kMonday - days{3}, "P1", session, "/");
    put(kMonday, "P1", roll::Session::kAm, "N");
    put(kMonday, "P2", roll::Session::kAm, "/");
    at(kMonday, 9, 35);
    at(kMonday, 9, 50);
    put(kMonday + days{1}, "P1", roll::Session::kAm, "N");
    put(kMonday + days{1}, "P2", roll::Session::kAm, "L");
    at(kMonday + days{1}, 9, 35);
    at(kMonday + days{1}, 9, 50);
  }

  void put(base::Date date, const std::string& pupil, roll::Session session, const char* code) {
    ASSERT_TRUE(t.schools
                    .put_marks(t.school().school.urn,
                               {{roll::PupilRef(pupil), date, session, roll::Code(code)}}, t.clock.now(),
                               "tester")
                    .ok());
  }
  void at(base::Date date, int hour, int minute) {
    t.clock.set(base::from_london(date, base::TimeOfDay{hour * 60 + minute}));
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  }
  TaskList list(const TaskAsk& ask = {}) {
    auto made = task_list(t.house(), {}, ask);
    EXPECT_TRUE(made.ok());
    return made.ok() ? std::move(made).value() : TaskList{};
  }
  const Evidence& evidence() {
    list_ = list();
    return list_.evidence.at({t.school().school.urn, roll::PupilRef("P1")});
  }
  void overseas_tone() {
    ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "international_tone", {}, {}, {}}).ok());
  }

  TestHouse t;
  TaskList list_;
};

TEST_F(Tasks, AQuestionComesWithWhatIsOnRecord) {
  overseas_tone();
  ASSERT_THAT(list({{}, "decide"}).rows, Not(IsEmpty()));
  const Evidence& e = evidence();
  ASSERT_THAT(e.marks, SizeIs(3));
  EXPECT_EQ(e.marks[0].am + e.marks[0].pm, "//");
  EXPECT_EQ(e.marks[2].am + e.marks[2].pm, "N-");
  EXPECT_EQ(e.seen_how, "the register of 2027-01-15 pm (/)");
  EXPECT_EQ(e.hours_unseen, 92) << "Friday 13:10 to Tuesday 09:50";
  EXPECT_EQ(e.school_days, 2);
  EXPECT_EQ(e.calendar_days, 4);
  EXPECT_TRUE(e.spans_break);
  ASSERT_THAT(e.siblings, SizeIs(1));
  EXPECT_EQ(e.siblings[0].pupil.text(), "P2");
  EXPECT_EQ(e.siblings[0].am, "L");
  EXPECT_THAT(e.earlier, IsEmpty());
}

TEST_F(Tasks, TheNewestResultOfEachNumberSaysWhetherItWorks) {
  overseas_tone();
  const auto result = [&](const std::string& channel) {
    for (const Tried& tried : evidence().tried)
      if (tried.channel == channel)
        return tried.result + (tried.works ? " works" : tried.failed ? " failed" : "");
    return std::string("nothing");
  };
  EXPECT_THAT(result("text"), Not(HasSubstr("nothing")));
  EXPECT_EQ(result("call"), "international tone");
  ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "wrong_number", {}, {}, {}}).ok());
  EXPECT_EQ(result("call"), "wrong number failed");
  ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "answered_no_reason", {}, {}, {}}).ok());
  EXPECT_EQ(result("call"), "answered no reason works");
}

TEST_F(Tasks, AnEarlierAbsenceIsNamed) {
  ASSERT_TRUE(close_case(t.house(), {}, {"P1", "located", "dsl", ""}).ok());
  put(kMonday + days{2}, "P1", roll::Session::kAm, "/");
  at(kMonday + days{2}, 9, 50);
  put(kMonday + days{3}, "P1", roll::Session::kAm, "N");
  at(kMonday + days{3}, 9, 50);
  const auto inputs = read_day(t.house(), t.school(), kMonday + days{3});
  const Evidence e = EvidenceBook(t.house(), t.school(), inputs.value()).of(roll::PupilRef("P1")).value();
  ASSERT_THAT(e.earlier, SizeIs(1));
  EXPECT_EQ(e.earlier[0].first_date, kMonday);
  EXPECT_EQ(e.earlier[0].closed_how, "located");
  EXPECT_FALSE(e.spans_break);
}

TEST_F(Tasks, TheyAreFiltered) {
  overseas_tone();
  EXPECT_THAT(task_list(t.house(), {}, {{}, "dance"}).error().what, HasSubstr("no kind of task"));
  EXPECT_THAT(list({{}, {}, {}, {}, "standard"}).rows, Not(IsEmpty()));
  EXPECT_THAT(list({{}, {}, {}, {}, "social_care"}).rows, IsEmpty());
  EXPECT_THAT(list({{}, {}, {}, {}, {}, "5h"}).rows, Not(IsEmpty()));
  EXPECT_THAT(list({{}, {}, {}, {}, {}, "9Z"}).rows, IsEmpty());
  EXPECT_THAT(list({{}, {}, {}, "police"}).rows, IsEmpty());
  TaskAsk overdue;
  overdue.overdue = true;
  for (const TaskRow& row : list(overdue).rows) EXPECT_LT(*row.row.job.job.due_by, t.clock.now());
  const size_t before = list(overdue).rows.size();
  t.clock.set(t.clock.now() + days{1});
  EXPECT_GT(list(overdue).rows.size(), before);
}

TEST_F(Tasks, ListsGoByTierThenAgeThenHoursUnseen) {
  EXPECT_LT((Urgency{0, 0, 0}), (Urgency{1, -9, -9}));
  EXPECT_LT((Urgency{1, -9, 0}), (Urgency{1, -8, -9}));
  EXPECT_LT((Urgency{1, -9, -9}), (Urgency{1, -9, -8}));
  t.add_pupil("P0", "C9", "+447700900309");
  put(kMonday + days{1}, "P0", roll::Session::kAm, "N");
  at(kMonday + days{1}, 10, 5);
  const auto rows = list().rows;
  std::vector<Urgency> ranks;
  const auto inputs = read_day(t.house(), t.school(), kMonday + days{1});
  for (const TaskRow& row : rows)
    ranks.push_back(urgency_of(t.house(), t.school(), inputs.value(), row.row.job.job));
  EXPECT_TRUE(std::is_sorted(ranks.begin(), ranks.end()));
  const auto calls = call_list(t.house(), {}, true);
  ASSERT_TRUE(calls.ok());
  EXPECT_TRUE(
      std::is_sorted(calls.value().begin(), calls.value().end(), [](const CallRow& a, const CallRow& b) {
        return std::pair(!a.reached_by_nobody, a.urgency) < std::pair(!b.reached_by_nobody, b.urgency);
      }));
}

}  // namespace
}  // namespace firstday::workflow
