// The two state tables, checked in every world that they allow; and that the check sees each rule that is
// broken.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "job/model.h"

namespace firstday::job {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::StartsWith;

/// The table with one row more or changed.
Rules with(State from, Event event, State to) {
  Rules rules;
  rules.next = [=](State state, Event e) {
    return state == from && e == event ? std::optional(to) : next(state, e);
  };
  return rules;
}

Rules without(State from, Event event) {
  Rules rules;
  rules.next = [=](State state, Event e) {
    return state == from && e == event ? std::nullopt : next(state, e);
  };
  return rules;
}

TEST(Model, InNoWorldIsAnybodyToldTwiceAndEveryJobCanEnd) {
  const Walked walked = walk({});
  std::cout << walked.worlds << " worlds, " << walked.moves << " moves\n";
  EXPECT_THAT(walked.broken, IsEmpty());
  EXPECT_GT(walked.worlds, 1'000U);
}

TEST(Model, SeesThatTheClaimIsMissing) {
  Rules rules;
  rules.claims = false;
  EXPECT_THAT(walk(rules).broken, Contains(StartsWith("two attempts that may be live")));
}

TEST(Model, SeesBytesBeforeTheCommit) {
  Rules rules;
  rules.commit_before_bytes = false;
  EXPECT_THAT(walk(rules).broken, Contains(StartsWith("two sends that may both have left")));
}

TEST(Model, SeesAnUnknownThatIsQueuedAgain) {
  EXPECT_THAT(walk(with(State::kUnknown, Event::kReceiptFailed, State::kQueued)).broken,
              Contains(StartsWith("an unknown is on its way again")));
}

TEST(Model, SeesAWithdrawalOfWhatIsOnTheWire) {
  EXPECT_THAT(walk(with(State::kInFlight, Event::kWithdraw, State::kCancelled)).broken,
              Contains(StartsWith("a byte leaves for a job that is cancelled")));
}

TEST(Model, SeesThatDeliveredIsTakenBack) {
  EXPECT_THAT(walk(with(State::kDelivered, Event::kReceiptFailed, State::kFailed)).broken,
              Contains(StartsWith("delivered is not the last word")));
}

TEST(Model, SeesAStateThatNothingLeadsOutOf) {
  EXPECT_THAT(walk(without(State::kWithStaff, Event::kStaffDone)).broken, IsEmpty()) << "it expires";
  Rules rules = without(State::kHeld, Event::kRelease);
  rules.next = [inner = rules.next](State state, Event e) {
    return state == State::kHeld ? std::nullopt : inner(state, e);
  };
  EXPECT_THAT(walk(rules).broken, Contains(StartsWith("nothing leads on")));
}

}  // namespace
}  // namespace firstday::job
