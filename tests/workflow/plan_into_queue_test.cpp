// Two processes on one data folder: each plan rests on all that was on record when its turn came.
#include "workflow/plan_into_queue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/advance.h"
#include "workflow/case_record.h"
#include "workflow/record.h"
#include "workflow/test_house.h"

namespace firstday::workflow {
namespace {

/// The texts of P1 and P2 wait for the end of the hold.
class TwoProcesses : public testing::Test {
 protected:
  TwoProcesses() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.add_pupil("P2", "C2", "+447700900302");
    t.mark("P1", "N");
    t.mark("P2", "N");
    EXPECT_TRUE(advance(t.house(), {}).ok());
  }

  std::vector<job::State> texts_of(const std::string& pupil) {
    ports::JobFilter filter;
    filter.pupil = roll::PupilRef(pupil);
    filter.kind = job::Kind::kText;
    std::vector<job::State> out;
    const auto rows = t.queue.jobs(filter).value();
    out.reserve(rows.size());
    for (const ports::JobRow& row : rows) out.push_back(row.state);
    return out;
  }

  /// Another process records it while ours is about to plan.
  void meanwhile_a_reason_for_p1() {
    t.gate.before_turn = [this] {
      ASSERT_TRUE(record_reason(t.house(), {}, {"P1", "C1", base::Personal("a cold"), true, {}, {}}).ok());
    };
  }

  TestHouse t;
};

TEST_F(TwoProcesses, APlanOfTheOneBringsBackNoTextThatTheOtherTookBack) {
  ASSERT_THAT(texts_of("P1"), testing::ElementsAre(job::State::kQueued));
  meanwhile_a_reason_for_p1();
  ASSERT_TRUE(record_call(t.house(), {}, {"P2", "C2", "no_answer", {}, std::nullopt, {}}).ok());
  EXPECT_THAT(texts_of("P1"), testing::ElementsAre(job::State::kCancelled));
  EXPECT_THAT(texts_of("P2"), testing::ElementsAre(job::State::kQueued));
}

TEST_F(TwoProcesses, TheSameHoldsForATick) {
  meanwhile_a_reason_for_p1();
  ASSERT_TRUE(advance(t.house(), {}).ok());
  EXPECT_THAT(texts_of("P1"), testing::ElementsAre(job::State::kCancelled));
}

TEST_F(TwoProcesses, ACaseClosedByHandIsPlannedInItsTurn) {
  meanwhile_a_reason_for_p1();
  const auto closed = close_case(t.house(), {}, {"P2", "located", "dsl", ""});
  ASSERT_TRUE(closed.ok()) << closed.error().what;
  EXPECT_THAT(texts_of("P1"), testing::ElementsAre(job::State::kCancelled));
}

}  // namespace
}  // namespace firstday::workflow
