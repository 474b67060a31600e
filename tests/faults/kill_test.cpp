// kill -9 in the middle of sending, again and again, against a server that counts what it processed
// (design invariant 5). The harness is shown to notice: with each of three rules broken it fails.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iomanip>
#include <iostream>

#include "faults/real_run.h"

namespace firstday::faults {
namespace {

namespace fs = std::filesystem;

int long_or(int usual, int when_long) {
  return std::getenv("FIRSTDAY_LONG") != nullptr ? when_long : usual;
}

double per_kill(int n, int kills) {
  return kills == 0 ? 0 : static_cast<double>(n) / kills;
}

void print(const char* what, const Verdict& v) {
  std::cout << what << ": " << v.kills << " kills, " << v.while_held << " while a request was held; "
            << v.messages << " messages: " << v.sent << " sent, " << v.unknown << " unknown, " << v.doubled
            << " doubled, " << v.lost << " lost; " << std::setprecision(2) << per_kill(v.unknown, v.kills)
            << " unknown a kill, with " << per_kill(v.in_flight, v.kills)
            << " requests read and not answered (at most " << v.most_in_flight << "; " << kMostInFlight
            << " may be on the wire)\n";
}

bool holds(const Verdict& v) {
  return v.doubled == 0 && v.lost == 0 && v.unknown <= v.kills * kMostInFlight &&
         v.sent + v.unknown == v.messages;
}

TEST(KillNine, RunLosesNothingAndTellsNobodyTwice) {
  Verdict all;
  RealRun run("kill-run", 180);
  const int rounds = long_or(8, 80);
  for (int round = 0; round < rounds; ++round) {
    const Verdict v = run.verdict(run.kill(25, 1000U + static_cast<unsigned>(round)));
    EXPECT_TRUE(holds(v)) << "round " << round;
    all.kills += v.kills;
    all.while_held += v.while_held;
    all.in_flight += v.in_flight;
    all.most_in_flight = std::max(all.most_in_flight, v.most_in_flight);
    all.messages += v.messages;
    all.sent += v.sent;
    all.unknown += v.unknown;
    all.doubled += v.doubled;
    all.lost += v.lost;
  }
  print("firstday run", all);
  EXPECT_GE(all.kills, rounds * 25);
  EXPECT_GE(2 * all.while_held, all.kills) << "too few kills fell where it matters";
  EXPECT_LE(all.most_in_flight, kMostInFlight);
  EXPECT_EQ(all.doubled, 0);
  EXPECT_EQ(all.lost, 0);
}

// --- the harness itself: a sender with one rule broken is found out

Verdict crash_child(const std::string& sabotage, int jobs, int kills) {
  const fs::path folder = e2e::fresh_folder("kill-" + sabotage);
  const std::string data = (folder / "data").string();
  const int prepared = wait_for(start_program(FIRSTDAY_CRASH_CHILD, {"prepare", data, std::to_string(jobs)}));
  EXPECT_EQ(prepared, 0);
  const Tally tally = kill_rounds(kills, 7, 4, [&](const std::string& url) {
    return start_program(FIRSTDAY_CRASH_CHILD, {"send", data, url, sabotage});
  });
  Verdict v;
  v.kills = tally.kills;
  v.while_held = tally.while_held;
  v.in_flight = tally.in_flight;
  v.most_in_flight = tally.most_in_flight;
  v.messages = jobs;
  v.doubled = count_doubled(tally);
  v.sent = static_cast<int>(tally.processed.size());
  v.unknown = jobs - v.sent;  // a person nobody counted a request for must be an unknown
  print(sabotage.c_str(), v);
  return v;
}

TEST(KillNine, TheSenderAloneHoldsItsRules) {
  const Verdict v = crash_child("none", 200, 20);
  EXPECT_EQ(v.doubled, 0);
  EXPECT_LE(v.unknown, v.kills * kMostInFlight);
}

TEST(KillNine, AnAttemptCommittedAfterItsBytesIsNoticed) {
  EXPECT_GT(crash_child("late_t1", 120, 20).doubled, 0);
}

TEST(KillNine, AnUnknownThatIsQueuedAgainIsNoticed) {
  EXPECT_GT(crash_child("requeue_unknown", 120, 20).doubled, 0);
}

TEST(KillNine, AMissingUniqueIndexIsNoticed) {
  EXPECT_GT(crash_child("no_index", 60, 5).doubled, 0);
}

}  // namespace
}  // namespace firstday::faults
