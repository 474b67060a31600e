// SIGKILL of the running service at every step of taking what is posted, of settling it and of letting
// deadlines pass, while a gateway posts receipts and replies to it and it sends (design invariants 4 to 6).
#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <thread>

#include "base/failpoint.h"
#include "e2e/program.h"
#include "faults/afternoon.h"
#include "faults/child_process.h"
#include "faults/post_rounds.h"

namespace firstday::faults {
namespace {

// How often a process is killed at each point: 20 times together, in the long form 80 times in each test.
constexpr int kTimesOfService = 4;
constexpr int kTimesOfAPoint = 20;

constexpr int kPeople = 40;
constexpr int kBlowsOfARound = 20;
constexpr int kDeadlineBlowsOfARound = 5;

int long_or(int usual, int when_long) {
  return std::getenv("FIRSTDAY_LONG") != nullptr ? when_long : usual;
}

/// Rounds on several data folders at once until all blows have fallen.
PostTally play(const std::string& name, BlowList& blows, BlowList& deadlines, int lanes) {
  PostTally all;
  std::mutex guard;
  std::vector<std::thread> threads;
  for (int lane = 0; lane < lanes; ++lane)
    threads.emplace_back([&, lane] {
      ServiceRun run(name + "-" + std::to_string(lane), kPeople, lane);
      for (unsigned n = 0; !blows.empty() || !deadlines.empty(); ++n) {
        const unsigned seed = 1000U * static_cast<unsigned>(lane + 1) + n;
        const PostTally tally =
            post_round(run, blows, kBlowsOfARound, deadlines, kDeadlineBlowsOfARound, seed);
        const std::lock_guard lock(guard);
        EXPECT_TRUE(tally.holds()) << line_of("round " + std::to_string(seed), tally);
        for (const std::string& row : tally.wrong_rows) ADD_FAILURE() << "round " << seed << ": " << row;
        all.add(tally);
      }
    });
  for (std::thread& thread : threads) thread.join();
  std::cout << line_of(name, all) << "\n";
  for (const auto& [point, kills] : all.sends.at) std::cout << "  " << point << ": " << kills << "\n";
  return all;
}

TEST(KillNine, TheServiceLosesNoPostAndSettlesNoneTwice) {
  const int times = long_or(kTimesOfService, 80);
  const int times_alone_there = long_or(kTimesOfAPoint, 80);
  BlowList blows(service_blows(times, times_alone_there, long_or(16, 200), long_or(4, 100), 20270114));
  BlowList deadlines(deadline_blows(times));
  const PostTally all = play("firstday serve", blows, deadlines, 3);
  EXPECT_TRUE(all.holds());
  EXPECT_GE(all.sends.kills, long_or(85, 900));
  EXPECT_GE(2 * (all.sends.while_held + all.while_posting), all.sends.kills)
      << "too few kills fell where it matters";
  EXPECT_TRUE(blows.never_met().empty());
  EXPECT_TRUE(deadlines.never_met().empty());
  for (const std::string_view point : base::kServicePoints)
    EXPECT_EQ(all.sends.at.at(std::string(point)), is_of_the_inbox(point) ? times : times_alone_there)
        << point;
  EXPECT_GT(all.repeats, 0);
  EXPECT_GT(all.stops, 0);
  EXPECT_GT(all.overdue, 0);
}

// --- whoever has only the inbox and the queue: a process of this test program

/// The process: it posts to itself, and notes on disk what it would have answered 200.
TEST(DISABLED_InboxAlone, Process) {
  Afternoon afternoon(std::getenv("FIRSTDAY_AFTERNOON"));
  afternoon.note_answers();
  if (const char* minutes = std::getenv("FIRSTDAY_AFTERNOON_LATER"); minutes != nullptr) {
    afternoon.clock.advance(std::chrono::minutes(std::atoi(minutes)));
    afternoon.letters.clear();
  }
  afternoon.process();
}

/// Ends it at a point; false where it was not met.
bool is_killed_at(const std::filesystem::path& data, const std::string& point, int pass, int later) {
  std::map<std::string, std::string> environment = {
      {"FIRSTDAY_AFTERNOON", data.string()}, {"FIRSTDAY_KILL_AT_POINT", point + ":" + std::to_string(pass)}};
  if (later > 0) environment["FIRSTDAY_AFTERNOON_LATER"] = std::to_string(later);
  return wait_for(start_program("/proc/self/exe",
                                {"--gtest_filter=DISABLED_InboxAlone.Process",
                                 "--gtest_also_run_disabled_tests", "--gtest_brief=1"},
                                environment)) == kKilled;
}

TEST(KillNine, TheInboxAloneHoldsItsRulesAtEveryPoint) {
  const std::filesystem::path folder = e2e::fresh_folder("kill-inbox");
  constexpr int kSent = 8;
  Afternoon::prepare(folder / "sent", kSent);
  const int times = long_or(kTimesOfAPoint - kTimesOfService, 80);
  int kills = 0;
  for (const std::string_view point : base::kServicePoints)
    for (int i = 0; is_of_the_inbox(point) && i < times; ++i) {
      SCOPED_TRACE(std::string(point) + ", " + std::to_string(i));
      const std::filesystem::path data = folder / "data";
      std::filesystem::remove_all(data);
      std::filesystem::copy(folder / "sent", data);
      std::filesystem::remove(data / "high-water");  // of the folder that this is a copy of
      const bool of_deadlines = point.substr(0, 8) == "deadline";
      // What was awaited in vain becomes unknown in the first look, and is given up in the second.
      const bool second = of_deadlines && i % 2 == 1;
      if (second) {
        Afternoon first(data);
        first.letters.clear();
        first.clock.advance(std::chrono::minutes(70));
        EXPECT_EQ(first.process(), "");
      }
      const int passes = point == "deadline.after_commit" ? 1 : point == "settle.opt_out" ? 2 : 8;
      EXPECT_TRUE(
          is_killed_at(data, std::string(point), 1 + i % passes, of_deadlines ? (second ? 90 : 70) : 0));
      ++kills;
      Afternoon next(data);
      next.read_answers();
      EXPECT_EQ(next.judge(false), "");
      EXPECT_EQ(next.process(), "");
      EXPECT_EQ(next.judge(), "");
    }
  std::cout << "the inbox alone: " << kills << " kills, " << times << " at each point\n";
}

// --- the harness itself: a service with one rule broken is found out

PostTally sabotaged(const std::string& sabotage, std::vector<Blow> blows) {
  ServiceRun run("serve-" + sabotage, kPeople, 9, sabotage);
  BlowList list(std::move(blows));
  BlowList none({});
  const PostTally tally = post_round(run, list, 100, none, 0, 7);
  std::cout << line_of(sabotage, tally) << "\n";
  EXPECT_FALSE(tally.holds());
  return tally;
}

TEST(KillNine, APostThatIsAnsweredBeforeItsCommitIsNoticed) {
  EXPECT_GT(sabotaged("late_commit", service_blows(0, 0, 6, 4, 7)).lost, 0);
}

/// Each gets a STOP, and is killed when it has settled one post whole and the words of the next.
TEST(KillNine, WordsThatAreNotKnownAgainAreNoticed) {
  const Blow between{Blow::How::kAtPoint, "settle.opt_out", "settle.after_commit:3", 0, false, 0};
  EXPECT_GT(sabotaged("numbers_afresh", std::vector<Blow>(6, between)).doubled, 0);
}

}  // namespace
}  // namespace firstday::faults
