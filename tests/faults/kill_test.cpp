// SIGKILL at every named step of a send, at random moments and while the gateway holds a request, against a
// gateway that counts what it processed and misbehaves (design invariants 1 to 5). The harness is shown to
// notice: with each of three rules broken it fails.
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <mutex>
#include <thread>

#include "base/failpoint.h"
#include "faults/child_process.h"
#include "faults/real_run.h"

namespace firstday::faults {
namespace {

namespace fs = std::filesystem;

int long_or(int usual, int when_long) {
  return std::getenv("FIRSTDAY_LONG") != nullptr ? when_long : usual;
}

// How often a process is killed at each point: 20 times together, in the long form 80 times in each test.
constexpr int kTimesOfRun = 7;
constexpr int kTimesOfSender = 13;

/// Deals out all blows, on several data folders at once.
class Lanes {
 public:
  explicit Lanes(std::vector<Blow> blows) : blows_(std::move(blows)) {}

  /// `round`: begins one again in the lane of that number and plays it.
  template <typename PlayRound>
  void run(int lanes, const PlayRound& round) {
    std::vector<std::thread> threads;
    threads.reserve(static_cast<std::size_t>(lanes));
    for (int lane = 0; lane < lanes; ++lane)
      threads.emplace_back([&, lane] {
        for (unsigned n = 0; !blows_.empty(); ++n)
          add(round(blows_, lane, 1000U * static_cast<unsigned>(lane + 1) + n));
      });
    for (std::thread& thread : threads) thread.join();
  }

  const Tally& all() const { return all_; }
  const BlowList& blows() const { return blows_; }

 private:
  void add(const Tally& tally) {
    EXPECT_TRUE(tally.holds()) << line_of("one round", tally);
    for (const std::string& row : tally.wrong_rows) ADD_FAILURE() << row;
    const std::lock_guard lock(guard_);
    all_.add(tally);
  }

  BlowList blows_;
  std::mutex guard_;
  Tally all_;
};

void print_points(const Tally& all) {
  for (const auto& [name, kills] : all.at) std::cout << "  " << name << ": " << kills << "\n";
  for (const auto& [behaviour, n] : all.behaved)
    std::cout << "  the gateway " << word(behaviour) << ": " << n << "\n";
}

TEST(KillNine, RunLosesNothingAndTellsNobodyTwice) {
  const int times = long_or(kTimesOfRun, 80);
  Lanes lanes(all_blows(times, long_or(40, 260), long_or(30, 260), 20270112));
  constexpr int kLanes = 3;
  std::vector<std::unique_ptr<RealRun>> runs;
  for (int i = 0; i < kLanes; ++i)
    runs.push_back(std::make_unique<RealRun>("kill-run-" + std::to_string(i), 60, 5));
  lanes.run(kLanes, [&](BlowList& blows, int lane, unsigned seed) {
    RealRun& run = *runs[static_cast<std::size_t>(lane)];
    run.begin_again("http://127.0.0.1:9");
    const Tally tally = kill_round(run.sender(), blows, 12, seed);
    EXPECT_EQ(run.firstday({"verify"}).exit_code, 0);
    return tally;
  });
  const Tally& all = lanes.all();
  std::cout << line_of("firstday run", all) << "\n";
  print_points(all);
  EXPECT_TRUE(all.holds());
  EXPECT_GE(all.kills, long_or(200, 2000));
  EXPECT_GE(2 * all.while_held, all.kills) << "too few kills fell where it matters";
  EXPECT_TRUE(lanes.blows().never_met().empty());
  for (const std::string_view point : base::kSendPoints)
    EXPECT_EQ(all.at.at(std::string(point)), times) << point;
  EXPECT_EQ(all.behaved.size(), static_cast<std::size_t>(kBehaviours)) << "some misbehaviour was never met";
}

// --- the sender alone, and the harness itself: a sender with one rule broken is found out

Sender crash_child(const fs::path& folder, const std::string& sabotage, int people) {
  const std::string data = (folder / "data").string();
  EXPECT_EQ(wait_for(start_program(FIRSTDAY_CRASH_CHILD, {"prepare", data, std::to_string(people)})), 0);
  return {data, people, [=](const std::string& url, const std::map<std::string, std::string>& environment) {
            return start_program(FIRSTDAY_CRASH_CHILD, {"send", data, url, sabotage}, environment);
          }};
}

Tally sabotaged(const std::string& sabotage) {
  const Sender sender = crash_child(e2e::fresh_folder("kill-" + sabotage), sabotage, 60);
  BlowList blows(all_blows(0, 8, 4, 7));
  const Tally tally = kill_round(sender, blows, 12, 7);
  std::cout << line_of(sabotage, tally) << "\n";
  EXPECT_FALSE(tally.holds());
  return tally;
}

TEST(KillNine, TheSenderAloneHoldsItsRulesAtEveryPoint) {
  const int times = long_or(kTimesOfSender, 80);
  Lanes lanes(all_blows(times, 0, 0, 20270113));
  lanes.run(3, [&](BlowList& blows, int lane, unsigned seed) {
    const fs::path folder = e2e::fresh_folder("kill-none-" + std::to_string(lane));
    return kill_round(crash_child(folder, "none", 60), blows, 12, seed);
  });
  std::cout << line_of("the sender alone", lanes.all()) << "\n";
  EXPECT_TRUE(lanes.all().holds());
  EXPECT_TRUE(lanes.blows().never_met().empty());
  for (const std::string_view point : base::kSendPoints)
    EXPECT_EQ(lanes.all().at.at(std::string(point)), times) << point;
}

TEST(KillNine, AnAttemptCommittedAfterItsBytesIsNoticed) {
  const Tally tally = sabotaged("late_t1");
  EXPECT_GT(tally.without_attempt, 0);
  EXPECT_GT(tally.doubled, 0);
}

TEST(KillNine, AnUnknownThatIsQueuedAgainIsNoticed) {
  EXPECT_GT(sabotaged("requeue_unknown").doubled, 0);
}

TEST(KillNine, AMissingUniqueIndexIsNoticed) {
  EXPECT_GT(sabotaged("no_index").doubled, 0);
}

}  // namespace
}  // namespace firstday::faults
