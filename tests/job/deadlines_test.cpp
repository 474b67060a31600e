// Every state that is not the end has a moment at which it is looked at again.
#include "job/deadlines.h"

#include <gtest/gtest.h>

namespace firstday::job {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

const base::Date kDay = base::make_date(2027, 1, 12);

base::Instant at(int hour, int minute = 0) {
  return base::from_london(kDay, hours{hour} + minutes{minute});
}

/// A text of the morning that came into the state at 09:46.
Moments in(State state) {
  Moments m;
  m.state = state;
  m.since = at(9, 46);
  m.day = kDay;
  m.not_before = at(9, 40);
  m.lease_until = at(9, 48);
  return m;
}

std::optional<base::Instant> look(const Moments& m) {
  return next_check_at(m, {});
}

TEST(NextCheck, IsThereExactlyForWhatIsNotAtItsEnd) {
  for (const State s : kStates) EXPECT_EQ(look(in(s)).has_value(), !is_terminal(s)) << word(s);
}

TEST(NextCheck, IsWhatTheStateWaitsFor) {
  EXPECT_EQ(look(in(State::kQueued)), at(9, 40));
  EXPECT_EQ(look(in(State::kLeased)), at(9, 48));
  EXPECT_EQ(look(in(State::kInFlight)), at(9, 48));
  EXPECT_EQ(look(in(State::kAwaitingReceipt)), at(10, 46));
  EXPECT_EQ(look(in(State::kUnknown)), at(9, 56));
  EXPECT_EQ(look(in(State::kHeld)), at(15, 20));
  EXPECT_EQ(look(in(State::kWithStaff)), at(15, 20));
}

TEST(NextCheck, AReceiptIsNotAwaitedBeyondTheTimeOfTheMessage) {
  Moments m = in(State::kAwaitingReceipt);
  m.not_after = at(10, 0);
  EXPECT_EQ(look(m), at(10, 0));
  m.not_after = at(12, 0);
  EXPECT_EQ(look(m), at(10, 46));
  m.not_after = at(9, 45);  // taken in the last minute, and answered after it
  EXPECT_EQ(look(m), at(9, 46));
}

TEST(NextCheck, WhatStaffDoIsLookedAtByItsEarliestDeadline) {
  for (const State s : {State::kHeld, State::kWithStaff}) {
    Moments m = in(s);
    m.due_by = at(12, 0);
    EXPECT_EQ(look(m), at(12, 0));
    m.not_after = at(11, 0);
    EXPECT_EQ(look(m), at(11, 0));
    m.due_by.reset();
    EXPECT_EQ(look(m), at(11, 0));
  }
}

TEST(NextCheck, AnUnknownThatTheLadderLeftBehindIsShownAgainEachDay) {
  Moments m = in(State::kUnknown);
  m.told_at = at(10, 0);
  EXPECT_EQ(look(m), at(10, 0) + hours{24});
}

TEST(NextCheck, FollowsTheSchoolsOwnDeadlines) {
  Deadlines d;
  d.receipt = minutes{5};
  d.unknown = minutes{3};
  DeadlineBook book;
  const roll::Urn own("100001");
  book.put(own, d);
  EXPECT_EQ(next_check_at(in(State::kAwaitingReceipt), book.of(own)), at(9, 51));
  EXPECT_EQ(next_check_at(in(State::kUnknown), book.of(own)), at(9, 49));
  EXPECT_EQ(next_check_at(in(State::kUnknown), book.of(roll::Urn("100002"))), at(9, 56));
}

}  // namespace
}  // namespace firstday::job
