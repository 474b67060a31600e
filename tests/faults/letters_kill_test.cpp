// kill -9 while letters are printed: the batch is whole or absent, and every letter is in one batch, once
// (invariants 2, 5 and 10).
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <iostream>
#include <random>

#include "faults/child_process.h"
#include "faults/letter_run.h"

namespace firstday::faults {
namespace {

using Clock = std::chrono::steady_clock;

/// Where the kills fell.
struct Fell {
  int kills = 0;
  int before = 0;   ///< no batch was in its place
  int between = 0;  ///< handed over, not on record
  int after = 0;
};

void count_fall(const Pile& after_kill, int letters, Fell& fell) {
  ++fell.kills;
  if (after_kill.letters == 0)
    ++fell.before;
  else if (after_kill.open == letters)
    ++fell.between;
  else
    ++fell.after;
}

void expect_whole(const LetterRun& run) {
  const Pile p = run.pile();
  EXPECT_EQ(p.letters, run.letters());
  EXPECT_EQ(p.doubled, 0);
  EXPECT_EQ(p.broken, 0);
  EXPECT_EQ(p.leftovers, 0);
  EXPECT_EQ(p.open, 0);
}

void say(const char* what, const Fell& fell) {
  std::cout << what << ": " << fell.kills << " kills, " << fell.before << " before the hand-over, "
            << fell.between << " between it and the record, " << fell.after << " after\n";
}

TEST(LettersKill, AtAnyMomentTheBatchIsWholeOrAbsentAndEachLetterIsPrintedOnce) {
  const LetterRun run("letters-kill", 6);
  run.begin_again();
  const auto begun = Clock::now();
  run.firstday({"letters", "--print"});
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
  expect_whole(run);
  std::mt19937 random(20270114);
  Fell fell;
  for (int round = 0; round < 30; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    run.begin_again();
    const int pid = run.start_printing();
    // Most of the time goes before anything is on paper, so every other kill falls near the end.
    const double from = round % 2 == 0 ? 0.0 : 0.6;
    const double share = from + (1.1 - from) * static_cast<double>(random() % 1000) / 1000;
    ::usleep(static_cast<useconds_t>(share * static_cast<double>(whole.count())));
    ::kill(pid, SIGKILL);
    wait_for(pid);
    const Pile left = run.pile();
    EXPECT_EQ(left.broken, 0) << "a batch that is not whole";
    count_fall(left, run.letters(), fell);
    run.firstday({"letters", "--print"});
    expect_whole(run);
  }
  EXPECT_EQ(run.firstday({"verify"}).exit_code, 0);
  say("at random", fell);
}

TEST(LettersKill, BeforeEveryStepOnTheDisk) {
  const LetterRun run("letters-steps", 2);
  Fell fell;
  for (int step = 1; step < 500; ++step) {
    SCOPED_TRACE("step " + std::to_string(step));
    run.begin_again();
    if (wait_for(run.start_printing(FIRSTDAY_KILL_SHIM, step)) != 128 + SIGKILL) break;
    const Pile left = run.pile();
    EXPECT_EQ(left.broken, 0) << "a batch that is not whole";
    count_fall(left, run.letters(), fell);
    run.firstday({"letters", "--print"});
    expect_whole(run);
    if (testing::Test::HasFailure()) break;
  }
  EXPECT_EQ(run.firstday({"verify"}).exit_code, 0);
  say("step by step", fell);
  EXPECT_GE(fell.kills, 20);
  EXPECT_GE(fell.between, 2) << "the moment between hand-over and record was never met";
}

}  // namespace
}  // namespace firstday::faults
