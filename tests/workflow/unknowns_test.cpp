// A message whose outcome was lost: a person finds out what became of it, and it is never sent again by
// itself.
#include "workflow/unknowns.h"

#include <gmock/gmock.h>

#include "chronology/review.h"
#include "workflow/calls.h"
#include "workflow/delivery_log.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using job::State;
using testing::HasSubstr;
using testing::SizeIs;

/// The morning has run, and the sandbox lost its answer about the text to C1.
class Unknowns : public testing::Test {
 protected:
  Unknowns() {
    t.set_sandbox({{"drop", "all"}});
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    EXPECT_TRUE(run_day(t.house(), {}, nullptr).ok());
  }

  base::Result<Recorded> found_out(const std::string& outcome, const std::string& contact = "C1",
                                   const std::string& job = "") {
    return record_unknown(t.house(), {}, {"P1", contact, job, outcome, {}});
  }
  LogRow text() {
    ports::JobFilter only;
    only.kind = job::Kind::kText;
    return delivery_log(t.house(), {}, only).value().at(0);
  }
  std::size_t calls_now() { return call_list(t.house(), {}, false).value().size(); }

  TestHouse t;
};

TEST_F(Unknowns, IsUnknownAndItsCallIsNotDueYet) {
  EXPECT_EQ(text().job.state, State::kUnknown);
  EXPECT_EQ(calls_now(), 0u);
}

TEST_F(Unknowns, WhatArrivedIsDone) {
  ASSERT_TRUE(found_out("arrived").ok());
  EXPECT_EQ(text().job.state, State::kClosedByHuman);
  EXPECT_EQ(t.journal.count(chronology::Type::kUnknownClosed), 1);
  EXPECT_EQ(calls_now(), 0u);
}

TEST_F(Unknowns, WhatDidNotArriveMakesTheNextStepDueAtOnceAndIsNotSentAgain) {
  t.set_sandbox({});
  const std::size_t sent = t.sent().size();
  ASSERT_TRUE(found_out("not_arrived").ok());
  EXPECT_EQ(text().job.state, State::kFailed);
  EXPECT_EQ(calls_now(), 1u);
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(sent)) << "nothing goes out again by itself";
}

TEST_F(Unknowns, IsSettledOnce) {
  ASSERT_TRUE(found_out("arrived").ok());
  EXPECT_THAT(found_out("not_arrived").error().what, HasSubstr("No such message"));
  EXPECT_EQ(text().job.state, State::kClosedByHuman);
}

TEST_F(Unknowns, SaysWhatIsWrong) {
  EXPECT_THAT(found_out("perhaps").error().what, HasSubstr("not_arrived"));
  EXPECT_THAT(found_out("arrived", "C9").error().what, HasSubstr("C1"));
  EXPECT_THAT(found_out("arrived", "", "no-such-job").error().what, HasSubstr("No such message"));
  EXPECT_EQ(text().job.state, State::kUnknown);
}

TEST_F(Unknowns, AskWhichOfSeveral) {
  job::Job second = support::text_job({"P1"}, "C1");
  second.about = "something_else";
  second.round = "late";
  second.template_name = "absence";
  ASSERT_TRUE(t.queue.enqueue(support::batch({support::with_keys(second)}), "firstday").ok());
  ASSERT_TRUE(
      t.queue.lease({"d", t.clock.now() + std::chrono::hours(1), std::chrono::minutes(5), 9, {}}).ok());
  const auto rows = delivery_log(t.house(), {}, {}).value();
  for (const LogRow& row : rows)
    if (row.job.state == State::kLeased) {
      const auto start = support::start_of({row.job.job, 1, 0}, t.clock.now());
      ASSERT_TRUE(t.queue.start_attempts({&start, 1}).ok());
    }
  ASSERT_EQ(t.queue.recover(t.clock.now()).value().unknown, 1);
  EXPECT_THAT(found_out("arrived").error().what, HasSubstr("--job"));
  ASSERT_TRUE(found_out("arrived", "", text().job.job.id.text()).ok());
}

}  // namespace
}  // namespace firstday::workflow
