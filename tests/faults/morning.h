// One data folder and the processes that send from it, one after the other, each in this process: the real
// store and dispatcher, a clock that a test may set, and a provider whose calls are the worst that can have
// reached a family.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "store/database.h"
#include "support/scripted_provider.h"
#include "support/simulated_clock.h"

namespace firstday::faults {

class Morning {
 public:
  static constexpr int kMostInFlight = 4;

  /// Two texts for each of so many people, of which one must go; see texts_to().
  Morning(const std::filesystem::path& data, int people);
  /// On a folder that another one has prepared.
  static Morning on(const std::filesystem::path& data, int people) { return Morning(data, people, 0); }
  Morning(const Morning&) = delete;
  Morning& operator=(const Morning&) = delete;

  /// A process from its start to its end: opens, recovers, sends until 12:00. What it says of why it stopped;
  /// empty where nothing was left to do.
  std::string process();
  /// Runs `then` on the open database between two runs of one dispatcher, and gives what the second run says.
  std::string process_that_goes_on(const std::function<void()>& between);

  /// What is wrong with the end, in words; empty where all of this holds: nobody was told twice; every call
  /// had a committed attempt; every text is sent, unknown, failed, expired or replaced; what was acknowledged
  /// is still there, sent texts and notes alike; unknowns are no more than the sends in flight when processes
  /// ended and the answers that say nothing; the chain verifies.
  std::string judge();

  /// Everything that stands in the store in the end, in words that are the same for two mornings that went
  /// the same way: what became of each text in how many attempts, and how many events of each kind tell of
  /// it.
  std::string end_state();

  support::SimulatedClock clock;
  support::ScriptedProvider provider;
  std::chrono::milliseconds patience{20};  ///< of the store
  std::function<void()> on_call;           ///< when a message has just been given to the provider
  int refused_notes = 0;                   ///< the store said that it would not have them
  int unknown = 0;                         ///< texts, after judge()
  int sent = 0;                            ///< texts, after judge()
  int expired = 0;                         ///< texts, after judge()

 private:
  Morning(const std::filesystem::path& data, int people, int);

  struct Process;
  void note_what_is_open(const Process& process);
  std::string judge_calls() const;
  std::string judge_texts(store::Database& database);
  std::string judge_record(store::Database& database) const;

  std::filesystem::path data_;
  int people_;
  std::set<job::AttemptId> acknowledged_;  ///< attempts whose outcome was told to be committed
  std::vector<std::string> notes_;         ///< told to be written
  int in_flight_ = 0;                      ///< without a committed outcome when a process ended, over all
  int most_in_flight_ = 0;
};

}  // namespace firstday::faults
