// The invariant: what a record may not know of is not sent again until a person says so, and families are
// rung.
#include "workflow/quarantine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/brake.h"
#include "workflow/calls.h"
#include "workflow/run_day.h"
#include "workflow/send_due.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Without a store behind it; what the store refuses is tested in tests/store.
class OnOrOff : public ports::Quarantine {
 public:
  base::Result<std::optional<ports::Quarantined>> current() const override { return on; }
  base::Result<std::optional<ports::Quarantined>> look(base::Instant) override { return on; }
  base::Status begin(const std::string& why, const std::string&, base::Instant now) override {
    on = ports::Quarantined{now, why};
    return {};
  }
  base::Status release(const std::string&, const std::string&, base::Instant) override {
    on.reset();
    return {};
  }
  std::optional<ports::Quarantined> on;
};

class InQuarantine : public testing::Test {
 protected:
  void SetUp() override {
    t.house().quarantine = &quarantine;
    t.add_pupil("P10", "C10", "+447700900310");
    t.mark("P10", "N");
  }
  void begin() {
    quarantine.on = ports::Quarantined{support::at(9, 30), "The database was restored from a backup."};
  }

  TestHouse t;
  OnOrOff quarantine;
};

TEST_F(InQuarantine, ARunSendsNothingSaysWhyAndPutsTheFamilyOnTheCallList) {
  begin();
  const auto report = run_day(t.house(), {}, nullptr);
  ASSERT_TRUE(report.ok()) << report.error().what;
  EXPECT_TRUE(report.value().needs_attention());
  EXPECT_THAT(t.sent(), IsEmpty());
  const SchoolRun& did = report.value().schools.at(0);
  ASSERT_THAT(did.batch.brake, SizeIs(1));
  EXPECT_TRUE(is_quarantine(did.batch.brake[0]));
  EXPECT_THAT(did.batch.brake[0].words, HasSubstr("restored from a backup"));
  EXPECT_EQ(did.held, 1u);
  EXPECT_THAT(call_list(t.house(), {}, false).value(), SizeIs(1));
}

TEST_F(InQuarantine, WhatWasQueuedBeforeIsHeldAndRungToo) {
  ASSERT_TRUE(run_day(t.house(), {{}, std::nullopt, nullptr, [] { return true; }}, nullptr).ok())
      << "planned, and stopped before anything left";
  begin();
  EXPECT_THAT(held_messages(t.house(), t.school().school.urn, support::school_day()).value(), SizeIs(1));
  EXPECT_THAT(call_list(t.house(), {}, false).value(), SizeIs(1));
  t.clock.set(support::at(10, 30));
  const auto sent = send_due(t.house(), t.school(), {});
  ASSERT_TRUE(sent.ok());
  EXPECT_EQ(sent.value().started, 0);
  EXPECT_THAT(sent.value().stopped_because, HasSubstr("quarantine"));
  EXPECT_THAT(t.sent(), IsEmpty());
}

TEST_F(InQuarantine, AReleaseOfTheDayLetsNothingLeave) {
  begin();
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_TRUE(release_batch(t.house(), {}).ok());
  t.clock.set(support::at(10, 30));
  const auto ticked = tick(t.house(), {}, nullptr);
  ASSERT_TRUE(ticked.ok());
  EXPECT_TRUE(ticked.value().at(0).needs_attention());
  EXPECT_THAT(t.sent(), IsEmpty());
}

TEST_F(InQuarantine, AfterAPersonsReleaseItGoesOn) {
  begin();
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_TRUE(release_quarantine(t.house(), "looked").ok());
  t.clock.set(support::at(10, 30));
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(1));
}

TEST_F(InQuarantine, SaysWhatToDo) {
  begin();
  const std::string words = in_words(*quarantine.on);
  EXPECT_THAT(words, HasSubstr("QUARANTINE since 2027-01-12 09:30"));
  EXPECT_THAT(words, HasSubstr("firstday release --quarantine"));
}

TEST(Rehearsed, NothingIsMissing) {
  TestHouse t;
  EXPECT_FALSE(quarantine_of(t.house()).value());
  EXPECT_FALSE(begin_quarantine(t.house(), "why").ok());
  EXPECT_FALSE(release_quarantine(t.house(), "why").ok());
}

}  // namespace
}  // namespace firstday::workflow
