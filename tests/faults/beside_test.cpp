// What the office does while texts go out: marks and rolls are imported, calls, replies and reasons recorded,
// each by a process of its own on the same data folder, three at a time. Nothing of it may be lost, and none
// of it may make the sender believe that it died (design section 5, "several processes").
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <thread>

#include "faults/child_process.h"
#include "faults/office.h"

namespace firstday::faults {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kPupils = 150;

/// What became of all the rounds.
struct Beside {
  int rounds = 0;
  int kills_of_sender = 0;
  int kills_of_others = 0;
  int written = 0;  ///< commands that said they had written
  int reasons = 0;  ///< of those, at the desk that takes reasons and rings
  int imports = 0;  ///< of those, imports that changed something
  int lost = 0;     ///< of those, not in the record afterwards
  int sent = 0;
  int withdrawn = 0;
  int unknown = 0;
  int doubled = 0;
  int wrong = 0;   ///< said to be sent and never processed
  int broken = 0;  ///< chains that do not verify

  /// How often the desk wrote that wrote least.
  int least() const { return std::min({written - reasons - imports, reasons, imports}); }
};

/// Sends the whole morning, killed up to `kills` times, while the office works beside it.
int send_all(const RealRun& run, int kills, std::mt19937& random) {
  for (int done = 0;; ++done) {
    const int pid = run.start({"run", "--hold", "0"});
    if (done < kills) {
      usleep(static_cast<useconds_t>(250'000 + random() % 500'000));
      ::kill(pid, SIGKILL);
    }
    const int code = wait_for(pid);
    if (code == 0 || code == 1) return done;
    EXPECT_TRUE(code == 128 + SIGKILL || code == 69) << code;
  }
}

void play_round(RealRun& run, unsigned seed, int kills, Beside& all) {
  CountingProvider provider([](const Asked&, int) { return Behaviour::kTakes; });
  run.begin_again(provider.url());
  std::mt19937 random(seed);
  std::atomic<bool> over{false};
  RecordsDesk telephone(run, seed + 1, RecordsDesk::Second::kReply);
  RecordsDesk reasons(run, seed + 2, RecordsDesk::Second::kReason);
  ImportsDesk imports(run, seed + 3);
  Desk* const desks[] = {&telephone, &reasons, &imports};
  std::vector<std::thread> beside;
  for (Desk* desk : desks) beside.emplace_back([desk, &over] { desk->work(over); });
  all.kills_of_sender += send_all(run, kills, random);
  over = true;
  for (std::thread& desk : beside) desk.join();
  const Verdict v = run.verdict(provider.asked(), whose_texts_may_be_withdrawn());
  ++all.rounds;
  for (const Desk* desk : desks) {
    all.kills_of_others += desk->kills;
    all.written += desk->written;
    all.lost += desk->count_lost();
  }
  all.reasons += reasons.written;
  all.imports += imports.written;
  all.sent += v.sent;
  all.withdrawn += v.withdrawn;
  all.unknown += v.unknown;
  all.doubled += v.doubled;
  all.wrong += v.lost;
  for (const std::string& row : v.lost_rows) ADD_FAILURE() << row;
  all.broken += run.firstday({"verify"}).exit_code;
}

Beside rounds_for(std::chrono::seconds how_long, const std::string& name, int kills) {
  Beside all;
  RealRun run(name, kPupils);
  const auto until = Clock::now() + how_long;
  const auto at_the_latest =
      until + 3 * how_long;  // a slow machine plays on until there is something to judge
  for (unsigned round = 0; Clock::now() < until || (all.least() <= 10 && Clock::now() < at_the_latest);
       ++round)
    play_round(run, 77 + 10 * round, kills, all);
  std::cout << name << ": " << all.rounds << " mornings, " << all.kills_of_sender << " kills of the sender, "
            << all.kills_of_others << " of the others; " << all.written << " written (" << all.reasons
            << " calls and reasons, " << all.imports << " imports), " << all.lost << " of them lost; "
            << all.sent << " texts sent, " << all.withdrawn << " withdrawn, " << all.unknown << " unknown, "
            << all.doubled << " doubled, " << all.wrong << " neither sent nor unknown\n";
  return all;
}

std::chrono::seconds share(int seconds) {
  return std::chrono::seconds(std::getenv("FIRSTDAY_LONG") != nullptr ? 10 * seconds : seconds);
}

TEST(Beside, ASenderThatLivesIsNeverTakenForDead) {
  const Beside all = rounds_for(share(20), "beside-alive", 0);
  EXPECT_EQ(all.unknown, 0) << "nobody killed the sender, so nothing can be unknown";
  EXPECT_EQ(all.lost + all.doubled + all.wrong + all.broken, 0);
  EXPECT_GT(all.least(), 10);
  EXPECT_GT(all.kills_of_others, 0);
}

TEST(Beside, NothingWrittenIsLostWhenTheSenderIsKilled) {
  const Beside all = rounds_for(share(20), "beside-killed", 4);
  EXPECT_LE(all.unknown, all.kills_of_sender * kMostInFlight);
  EXPECT_EQ(all.lost + all.doubled + all.wrong + all.broken, 0);
  EXPECT_GT(all.kills_of_sender, 0);
  EXPECT_GT(all.least(), 10);
}

}  // namespace
}  // namespace firstday::faults
