// A clock that stood still: what is planned late, and what is not.
#include "workflow/advance.h"

#include <gmock/gmock.h>

#include "workflow/delivery_log.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using support::at;

class CatchUp : public testing::Test {
 protected:
  CatchUp() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
  }
  int jobs(job::Kind kind) {
    ports::JobFilter filter;
    filter.kind = kind;
    return static_cast<int>(t.queue.jobs(filter).value().size());
  }
  TestHouse t;
};

TEST_F(CatchUp, AdvancingTwiceAtOneMomentAddsNothing) {
  EXPECT_GT(advance(t.house(), {}).value().at(0).changed.added, 0);
  const auto again = advance(t.house(), {}).value().at(0);
  EXPECT_EQ(again.changed.added, 0);
  EXPECT_EQ(again.changed.withdrawn, 0);
}

TEST_F(CatchUp, ATickThatComesLateOnTheDayStillTellsTheFamilyOnce) {
  t.clock.set(at(11));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  t.clock.set(at(11, 20));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_EQ(jobs(job::Kind::kText), 1);
  EXPECT_EQ(t.sent().size(), 1u);
}

TEST_F(CatchUp, NoTextOfADayThatPassedIsSentOnAnother) {
  ASSERT_GT(advance(t.house(), {}).value().at(0).changed.added, 0);
  ASSERT_EQ(jobs(job::Kind::kText), 1) << "planned, and then nothing ran for a day";
  t.clock.set(at(9, 35) + std::chrono::days(1));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  t.clock.set(at(10, 35) + std::chrono::days(1));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_TRUE(t.sent().empty());
}

TEST_F(CatchUp, AWeekendPlansNothing) {
  t.clock.set(at(9, 35) + std::chrono::days(4));
  const auto advanced = advance(t.house(), {}).value().at(0);
  EXPECT_FALSE(advanced.school_day);
  EXPECT_EQ(advanced.changed.added, 0);
}

}  // namespace
}  // namespace firstday::workflow
