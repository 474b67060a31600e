#include "seal/uuid7.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <thread>
#include <vector>

namespace firstday::seal {
namespace {

base::Instant instant(long long ms) {
  return base::instant_of_micros(ms * 1000);
}

/// The id with every hex digit that may be any digit written as x.
std::string shape_of(std::string id) {
  for (std::size_t i = 0; i < id.size(); ++i)
    if (std::string_view("0123456789abcdef").find(id[i]) != std::string_view::npos && i != 14) id[i] = 'x';
  return id;
}

TEST(Uuid7, HasTheShapeOfVersionSeven) {
  for (int i = 0; i < 100; ++i) {
    const std::string id = uuid7(instant(1'700'000'000'000));
    EXPECT_EQ(shape_of(id), "xxxxxxxx-xxxx-7xxx-xxxx-xxxxxxxxxxxx") << id;
    EXPECT_NE(std::string_view("89ab").find(id[19]), std::string_view::npos) << id;
  }
}

TEST(Uuid7, BeginsWithTheMilliseconds) {
  // RFC 9562 section 5.7: 48 bits, most significant first. The time lies after that of every other
  // test, because the ids of one process never go back.
  const std::string id = uuid7(instant(0x7f22e279b000));
  EXPECT_EQ(id.substr(0, 13), "7f22e279-b000");
}

TEST(Uuid7, GrowsThoughTheClockStandsStillOrGoesBack) {
  std::string last = uuid7(instant(1'800'000'000'000));
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = uuid7(instant(1'800'000'000'000 - i));
    ASSERT_LT(last, id);
    last = id;
  }
}

TEST(Uuid7, TakesATimeBefore1970AsTheFirst) {
  EXPECT_EQ(uuid7(instant(-5)).size(), 36u);
}

TEST(Uuid7, NeverRepeatsAcrossThreads) {
  std::vector<std::vector<std::string>> made(4);
  std::vector<std::thread> threads;
  for (std::vector<std::string>& mine : made)
    threads.emplace_back([&mine] {
      for (int i = 0; i < 2'000; ++i) mine.push_back(uuid7(instant(1'900'000'000'000)));
    });
  for (std::thread& t : threads) t.join();
  std::set<std::string> all;
  for (const std::vector<std::string>& mine : made) {
    EXPECT_TRUE(std::is_sorted(mine.begin(), mine.end()));
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), 8'000u);
}

}  // namespace
}  // namespace firstday::seal
