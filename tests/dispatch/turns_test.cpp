#include "dispatch/turns.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace firstday::dispatch {
namespace {

TEST(FairTurns, GoesRoundAmongThoseThatHaveSomething) {
  FairTurns turns(4);
  std::string order;
  for (int i = 0; i < 7; ++i) {
    const std::size_t one = turns.next([](std::size_t s) { return s != 2; });
    order += std::to_string(one);
    turns.pay(one, 1);
  }
  EXPECT_EQ(order, "0130130");
}

TEST(FairTurns, SaysSoWhenNobodyHasAnything) {
  FairTurns turns(3);
  EXPECT_EQ(turns.next([](std::size_t) { return false; }), 3u);
  EXPECT_EQ(FairTurns(0).next([](std::size_t) { return true; }), 0u);
}

TEST(FairTurns, WhoeverSendsLongTextsHasFewerTurns) {
  FairTurns turns(2);
  int cost[2] = {0, 0};
  for (int i = 0; i < 400; ++i) {
    const std::size_t one = turns.next([](std::size_t) { return true; });
    const int parts = one == 0 ? 3 : 1;
    turns.pay(one, parts);
    cost[one] += parts;
  }
  EXPECT_NEAR(cost[0], cost[1], 3);
}

TEST(FairTurns, WhoeverHadNothingNeitherSavesNorOwes) {
  FairTurns turns(2);
  turns.pay(turns.next([](std::size_t s) { return s == 0; }), 9);
  turns.next([](std::size_t s) { return s == 1; });
  EXPECT_EQ(turns.next([](std::size_t s) { return s == 0; }), 0u) << "its queue was empty: the debt is gone";
}

TEST(FairTurnsProperty, NobodyWithSomethingToSendStarves) {
  EXPECT_TRUE(rc::check("random costs", [] {
    const auto schools = *rc::gen::inRange<std::size_t>(1, 9);
    const auto costs = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 5)));
    FairTurns turns(schools);
    std::vector<int> since(schools, 0);
    for (std::size_t i = 0; i < 300; ++i) {
      const std::size_t one = turns.next([](std::size_t) { return true; });
      RC_ASSERT(one < schools);
      turns.pay(one, costs[(i + one) % costs.size()]);
      for (int& n : since) ++n;
      since[one] = 0;
      RC_ASSERT(*std::max_element(since.begin(), since.end()) <= 4 * static_cast<int>(schools));
    }
  }));
}

TEST(UrgentTurns, TakeAtMostKOfEveryKPlusOneWhileOthersWait) {
  UrgentTurns turns(4);
  std::string order;
  for (int i = 0; i < 12; ++i) {
    if (turns.may_be_urgent(true)) {
      turns.took_urgent(true);
      order += 'u';
    } else {
      turns.took_other();
      order += '.';
    }
  }
  EXPECT_EQ(order, "uuuu.uuuu.uu");
}

TEST(UrgentTurns, TakeAllWhileNobodyElseWaits) {
  UrgentTurns turns(4);
  for (int i = 0; i < 20; ++i) {
    ASSERT_TRUE(turns.may_be_urgent(false));
    turns.took_urgent(false);
  }
  EXPECT_TRUE(turns.may_be_urgent(true));
}

TEST(UrgentTurns, TheLastQuarterIsKeptForThem) {
  EXPECT_EQ(kept_for_urgent(16), 4);
  EXPECT_EQ(kept_for_urgent(4), 1);
  EXPECT_EQ(kept_for_urgent(3), 0) << "else nothing but urgent messages would ever leave";
}

}  // namespace
}  // namespace firstday::dispatch
