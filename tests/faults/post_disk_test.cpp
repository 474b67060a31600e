// The disk under the inbox loses power, fills up and fails at every step while a gateway posts, and clocks
// are set between a send, its receipt and its deadline (dispatch.md section 5, the fault matrix): what was
// answered 200 is there, and each word has its effect once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "e2e/program.h"
#include "faults/afternoon.h"
#include "faults/faulty_disk.h"
#include "support/builders.h"

namespace firstday::faults {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using testing::HasSubstr;

constexpr int kPeople = 8;

/// Every step in the long form, one of so many else.
long long one_of(int n) {
  return std::getenv("FIRSTDAY_LONG") != nullptr ? 1 : n;
}

/// Each case begins with a copy of a morning that was sent.
class PostDisk : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = e2e::fresh_folder(std::string("post-disk-") +
                                testing::UnitTest::GetInstance()->current_test_info()->name());
    Afternoon::prepare(folder_ / "sent", kPeople);
  }

  fs::path fresh() const {
    fs::remove_all(folder_ / "data");
    fs::copy(folder_ / "sent", folder_ / "data");
    fs::remove(folder_ / "data/high-water");  // of the folder that this is a copy of
    return folder_ / "data";
  }

  long long steps_of_an_afternoon() const {
    FaultyDisk disk;
    Afternoon afternoon(fresh());
    disk.arm(DiskFault::kNone, 0);
    EXPECT_EQ(afternoon.process(), "");
    const long long steps = disk.steps();
    EXPECT_EQ(afternoon.judge(), "");
    return steps;
  }

  /// The power goes at a step, and once more while the next process recovers.
  std::string cut_at(long long step, bool lies) const {
    FaultyDisk disk;
    Afternoon afternoon(fresh());
    disk.lie(lies);
    disk.arm(DiskFault::kPowerCut, step);
    afternoon.process();
    EXPECT_TRUE(disk.happened());
    disk.after_the_cut(static_cast<unsigned>(step));
    disk.arm(DiskFault::kPowerCut, 1 + step % 9);
    afternoon.process();
    disk.after_the_cut(static_cast<unsigned>(step) + 1);
    const std::string at_once = afternoon.judge(false);
    afternoon.process();
    disk.lie(false);
    return at_once + afternoon.judge();
  }

  fs::path folder_;
};

TEST_F(PostDisk, APowerCutAtAnyStepLosesNoPostThatWasAnswered) {
  const long long steps = steps_of_an_afternoon();
  for (long long step = 1; step <= steps; step += one_of(4))
    EXPECT_EQ(cut_at(step, false), "") << "step " << step;
  std::cout << "posts: power cut at one of " << one_of(4) << " of " << steps
            << " steps, and again while recovering\n";
  EXPECT_GT(steps, 50);
}

TEST_F(PostDisk, AProgramThatDoesNotSyncWouldBeFoundOut) {
  int found = 0;
  const long long steps = steps_of_an_afternoon();
  for (long long step = steps / 2; step < steps; step += 5) found += cut_at(step, true).empty() ? 0 : 1;
  EXPECT_GT(found, 0);
}

TEST_F(PostDisk, AFullDiskKeepsNothingAnswersNothingAndTakesItAgainInTheSameProcess) {
  const long long steps = steps_of_an_afternoon();
  for (long long step = 1; step <= steps; step += one_of(8)) {
    SCOPED_TRACE("step " + std::to_string(step));
    FaultyDisk disk;
    Afternoon afternoon(fresh());
    disk.arm(DiskFault::kFull, step);
    int refused = 0;
    const std::string said = afternoon.process([&] {
      refused = afternoon.refused;
      disk.arm(DiskFault::kNone, 0);
    });
    EXPECT_EQ(said, "") << "there is room again";
    if (step < steps / 2) {
      EXPECT_GT(refused, 0);
    }
    afternoon.process();  // a database that could not even be opened
    EXPECT_EQ(afternoon.judge(), "");
  }
}

TEST_F(PostDisk, AnErrorAtAnyStepIsToldToTheGatewayOrMakesNoDifference) {
  const long long steps = steps_of_an_afternoon();
  int said = 0;
  int silent = 0;
  for (const DiskFault fault : {DiskFault::kWriteError, DiskFault::kSyncError})
    for (const bool gone : {false, true})
      for (long long step = 1; step <= steps; step += one_of(16)) {
        SCOPED_TRACE("step " + std::to_string(step));
        FaultyDisk disk;
        Afternoon afternoon(fresh());
        disk.arm(fault, step, 1 + step % 3);
        const std::string words = afternoon.process();
        const bool happened = disk.happened();
        disk.arm(DiskFault::kNone, 0);
        if (!words.empty()) {
          EXPECT_THAT(words, HasSubstr("reported an error"));
        }
        said += happened && !words.empty() ? 1 : 0;
        silent += happened && words.empty() ? 1 : 0;
        if (words.empty()) {
          EXPECT_EQ(afternoon.judge(), "") << "nobody was told, so nothing may be missing";
        }
        if (gone) disk.after_the_cut(static_cast<unsigned>(step));
        EXPECT_EQ(afternoon.judge(false), "");
        EXPECT_EQ(afternoon.process(), "");
        EXPECT_EQ(afternoon.judge(), "");
      }
  std::cout << "posts: errors of the disk: " << said << " said, " << silent << " without any difference\n";
  EXPECT_GT(said, 0);
}

// --- clocks

using PostClock = PostDisk;

TEST_F(PostClock, ThatIsSetBetweenASendAndItsReceiptChangesNothing) {
  for (const hours step : {hours(-24), hours(-1), hours(1), hours(24)}) {
    SCOPED_TRACE(std::to_string(step.count()) + " hours");
    Afternoon afternoon(fresh());
    afternoon.clock.set(support::at(9, 50) + step);
    EXPECT_EQ(afternoon.process(), "");
    EXPECT_EQ(afternoon.judge(), "");
    afternoon.clock.set(support::at(9, 55));
    EXPECT_EQ(afternoon.process(), "");
    afternoon.clock.set(support::at(11));
    EXPECT_EQ(afternoon.process(), "");
    EXPECT_EQ(afternoon.judge(), "");
    EXPECT_EQ(afternoon.unknown_by_deadline, 0) << "every receipt was there";
  }
}

/// Nothing was posted before its deadline. A step back ends no wait early, a step forth may; whichever it
/// was, each text is told once, and what comes afterwards has its effect.
TEST_F(PostClock, ThatIsSetBetweenASendAndItsDeadlineTellsOfEachTextOnce) {
  for (const hours step : {hours(-24), hours(-1), hours(1), hours(24)}) {
    SCOPED_TRACE(std::to_string(step.count()) + " hours");
    Afternoon afternoon(fresh());
    std::vector<Letter> late;
    late.swap(afternoon.letters);
    for (const base::Instant now : {support::at(9, 50) + step, support::at(10), support::at(10) + step}) {
      afternoon.clock.set(now);
      EXPECT_EQ(afternoon.process(), "");
      if (step < hours(0)) {
        EXPECT_EQ(afternoon.unknown_by_deadline, 0) << "an hour had not passed on any clock";
      }
    }
    for (const int minute : {0, 20, 40, 60}) {
      afternoon.clock.set(support::at(11, 0) + std::chrono::minutes(minute));
      EXPECT_EQ(afternoon.process(), "");
      afternoon.clock.set(afternoon.clock.now() + step);
      EXPECT_EQ(afternoon.process(), "");
    }
    EXPECT_EQ(afternoon.unknown_by_deadline, kPeople);
    EXPECT_EQ(afternoon.told_by_deadline, kPeople);
    late.swap(afternoon.letters);
    EXPECT_EQ(afternoon.process(), "");
    EXPECT_EQ(afternoon.judge(), "");
  }
}

}  // namespace
}  // namespace firstday::faults
