// What the office does while texts go out: marks and rolls are imported, calls, replies and reasons recorded,
// each by a process of its own on the same data folder. Nothing of it may be lost, and none of it may make
// the sender believe that it died (design section 5, "several processes").
#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "faults/real_run.h"
#include "net/http_stub.h"

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
  int lost = 0;     ///< of those, not in the record afterwards
  int sent = 0;
  int unknown = 0;
  int doubled = 0;
  int wrong = 0;   ///< said to be sent and never processed
  int broken = 0;  ///< chains that do not verify
};

/// The words of the n-th thing the office does, and what its record holds afterwards.
struct Deed {
  std::vector<std::string> words;
  std::string trace;  ///< stands in the chronology when it is written; empty: an import
  std::string pupil;
};

/// The office works on its own pupils, whose texts nobody counts on: a reason takes a text back.
Deed deed(int n, const std::filesystem::path& in) {
  const std::string pupil = "P" + std::to_string(n % kPupils);
  const std::string contact = "C" + std::to_string(n % kPupils);
  const std::string trace = "trace-" + std::to_string(n) + "-end";
  switch (n % 4) {
    case 0:
      return {{"record", "call", pupil, "--contact", contact, "--outcome", "no_answer", "--note", trace},
              trace,
              pupil};
    case 1:
      return {{"record", "reply", pupil, "--contact", contact, "--channel", "text", "--text", trace},
              trace,
              pupil};
    case 2:
      return {{"import", "roll", "--from", in.string(), "--yes"}, "", ""};
    default:
      return {{"import", "marks", "--from", (in / "marks.csv").string()}, "", ""};
  }
}

class Office {
 public:
  Office(const RealRun& run, unsigned seed, bool killed) : run_(run), random_(seed), killed_(killed) {}

  /// Does one thing after another until told to stop.
  void work(const std::atomic<bool>& over, int first, int step) {
    for (int n = first; !over; n += step) {
      const Deed d = deed(n, run_.folder() / "in");
      const bool kill_it = killed_ && random_() % 4 == 0;
      const int pid = run_.start(d.words);
      if (kill_it) {
        usleep(static_cast<useconds_t>(random_() % 150'000));
        ::kill(pid, SIGKILL);
        ++kills;
      }
      const int code = wait_for(pid);
      if (code != 0 && code != 1) continue;
      ++written;
      if (!d.trace.empty()) traces.emplace_back(d.pupil, d.trace);
    }
  }

  int kills = 0;
  int written = 0;
  std::vector<std::pair<std::string, std::string>> traces;  ///< pupil, and the words that must be on record

 private:
  const RealRun& run_;
  std::mt19937 random_;
  bool killed_;
};

int count_lost(const RealRun& run, const Office& office) {
  int lost = 0;
  std::map<std::string, std::string> chronologies;
  for (const auto& [pupil, trace] : office.traces) {
    auto at = chronologies.find(pupil);
    if (at == chronologies.end())
      at = chronologies.emplace(pupil, run.firstday({"--json", "chronology", pupil}).out).first;
    lost += at->second.find(trace) == std::string::npos ? 1 : 0;
  }
  return lost;
}

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
  std::mutex guard;
  std::map<std::string, int> processed;
  net::HttpStub stub([&](const net::StubRequest& request, int) {
    const std::string text = request.head + request.body;
    const std::lock_guard lock(guard);
    ++processed[text.substr(text.find("to=%2B") + 6, 12)];
    return net::StubAnswer::kOk;
  });
  run.begin_again(stub.url(""));
  std::mt19937 random(seed);
  std::atomic<bool> over{false};
  Office office(run, seed + 1, true);
  std::thread beside([&] { office.work(over, 0, 1); });
  all.kills_of_sender += send_all(run, kills, random);
  over = true;
  beside.join();
  Tally tally;
  tally.kills = kills;
  tally.processed = processed;
  const Verdict v = run.verdict(tally);
  ++all.rounds;
  all.kills_of_others += office.kills;
  all.written += office.written;
  all.lost += count_lost(run, office);
  all.sent += v.sent;
  all.unknown += v.unknown;
  all.doubled += v.doubled;
  all.wrong += v.lost;
  all.broken += run.firstday({"verify"}).exit_code;
}

Beside rounds_for(std::chrono::seconds how_long, const std::string& name, int kills) {
  Beside all;
  RealRun run(name, kPupils);
  const auto until = Clock::now() + how_long;
  for (unsigned round = 0; Clock::now() < until; ++round) play_round(run, 77 + 10 * round, kills, all);
  std::cout << name << ": " << all.rounds << " mornings, " << all.kills_of_sender << " kills of the sender, "
            << all.kills_of_others << " of the others; " << all.written << " written, " << all.lost
            << " of them lost; " << all.sent << " texts sent, " << all.unknown << " unknown, " << all.doubled
            << " doubled, " << all.wrong << " neither sent nor unknown\n";
  return all;
}

std::chrono::seconds share(int seconds) {
  return std::chrono::seconds(std::getenv("FIRSTDAY_LONG") != nullptr ? 10 * seconds : seconds);
}

TEST(Beside, ASenderThatLivesIsNeverTakenForDead) {
  const Beside all = rounds_for(share(30), "beside-alive", 0);
  EXPECT_EQ(all.unknown, 0) << "nobody killed the sender, so nothing can be unknown";
  EXPECT_EQ(all.lost + all.doubled + all.wrong + all.broken, 0);
  EXPECT_GT(all.written, 10);
  EXPECT_GT(all.kills_of_others, 0);
}

TEST(Beside, NothingWrittenIsLostWhenTheSenderIsKilled) {
  const Beside all = rounds_for(share(30), "beside-killed", 4);
  EXPECT_LE(all.unknown, all.kills_of_sender * kMostInFlight);
  EXPECT_EQ(all.lost + all.doubled + all.wrong + all.broken, 0);
  EXPECT_GT(all.kills_of_sender, 0);
  EXPECT_GT(all.written, 10);
}

}  // namespace
}  // namespace firstday::faults
