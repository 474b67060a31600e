#include "dispatch/address_log.h"

#include <gtest/gtest.h>

namespace firstday::dispatch {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr base::Steady kStart{hours(5)};
const base::Personal kMother("+447700900301");
const base::Personal kFather("+447700900302");

TEST(AddressLog, TheSixthInAnHourWaitsUntilTheFirstIsAnHourOld) {
  AddressLog log;
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(log.free_at(kMother, 5, kStart + minutes(i)), kStart + minutes(i));
    log.add(kMother, kStart + minutes(i));
  }
  EXPECT_EQ(log.free_at(kMother, 5, kStart + minutes(9)), kStart + hours(1));
  log.add(kMother, kStart + hours(1));
  EXPECT_EQ(log.free_at(kMother, 5, kStart + hours(1)), kStart + hours(1) + minutes(1)) << "and so on";
}

TEST(AddressLog, OthersAreNotHeldUpAndWithoutALimitNobodyIs) {
  AddressLog log;
  for (int i = 0; i < 9; ++i) log.add(kMother, kStart);
  EXPECT_EQ(log.free_at(kFather, 5, kStart), kStart);
  EXPECT_EQ(log.free_at(kMother, 0, kStart), kStart);
}

TEST(AddressLog, ForgetsAnAddressOnlyAfterItsHour) {
  AddressLog log;
  for (int i = 0; i < 5; ++i) log.add(kMother, kStart + minutes(50));
  for (int i = 0; i < 109; ++i) log.add(kFather, kStart + minutes(i));
  EXPECT_EQ(log.free_at(kMother, 5, kStart + minutes(109)), kStart + minutes(110));
  EXPECT_EQ(log.free_at(kMother, 5, kStart + minutes(111)), kStart + minutes(111));
}

}  // namespace
}  // namespace firstday::dispatch
