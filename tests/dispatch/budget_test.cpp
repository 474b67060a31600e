#include "dispatch/budget.h"

#include <gtest/gtest.h>

namespace firstday::dispatch {
namespace {

const base::Date kToday = base::make_date(2027, 1, 12);
const base::Date kTomorrow = base::make_date(2027, 1, 13);

TEST(Budget, HasRoomToTheLastPennyAndNotBeyond) {
  Budget budget(10);  // a thousand hundredths
  budget.spend(kToday, 600);
  EXPECT_TRUE(budget.has_room(kToday, 400));
  EXPECT_FALSE(budget.has_room(kToday, 401));
  EXPECT_TRUE(budget.has_room(kToday, 0)) << "what costs nothing goes";
}

TEST(Budget, IsNewEachDay) {
  Budget budget(10);
  budget.spend(kToday, 1000);
  EXPECT_TRUE(budget.has_room(kTomorrow, 1000));
  budget.spend(kTomorrow, 1);
  EXPECT_FALSE(budget.has_room(kTomorrow, 1000));
}

TEST(Budget, TakesTheRecordsWordForWhatWasSpent) {
  Budget budget(10);
  budget.spend(kToday, 900);
  budget.set(kToday, 200);
  EXPECT_TRUE(budget.has_room(kToday, 800));
  budget.set(kToday, 5000);
  EXPECT_FALSE(budget.has_room(kToday, 1));
}

TEST(Budget, WithoutACapHasAlwaysRoom) {
  Budget budget(0);
  budget.spend(kToday, 1'000'000'000);
  EXPECT_FALSE(budget.is_capped());
  EXPECT_TRUE(budget.has_room(kToday, 1'000'000'000));
}

}  // namespace
}  // namespace firstday::dispatch
