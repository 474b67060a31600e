// A house for the dispatcher's tests: in-memory queue, simulated clock, scripted providers, and a queue
// in front of the queue that keeps the order of things and can break between any two of them.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "dispatch/dispatcher.h"
#include "support/builders.h"
#include "support/memory_journal.h"
#include "support/memory_queue.h"
#include "support/recording_log.h"
#include "support/scripted_provider.h"
#include "support/simulated_clock.h"

namespace firstday::dispatch {

/// Forwards to another queue. `before` and `after` are called around every verb with its name; either
/// may throw, as a process that is killed there.
class ProbedQueue final : public ports::JobQueue {
 public:
  explicit ProbedQueue(ports::JobQueue& inner) : inner_(inner) {}

  base::Result<ports::Enqueued> enqueue(const job::Batch& batch, const std::string& actor) override;
  base::Result<std::vector<ports::Leased>> lease(const ports::LeaseRequest& request) override;
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override;
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override;
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> changes) override;
  base::Result<ports::Recovered> recover(base::Instant now) override;
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override {
    return inner_.pass_deadlines(school, now);
  }
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& filter) const override;
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const override;

  base::Result<std::vector<ports::Due>> due(bool urgent_only) const override;
  base::Result<ports::Lately> lately(const roll::Urn& school, base::Instant day,
                                     base::Instant hour) const override;

  std::function<void(const std::string&)> before = [](const std::string&) {};
  std::function<void(const std::string&)> after = [](const std::string&) {};
  std::optional<base::Instant> says_due;    ///< what next_due() and due() answer, where it is set
  std::vector<ports::AttemptStart> starts;  ///< as asked for, whatever the answer
  std::set<job::AttemptId> committed;       ///< those whose kStarted was told
  std::set<job::AttemptId> open;            ///< those that the store has without an outcome
  std::set<std::string> lost_answers;  ///< verbs that, once each, are done and then answered with an error

  std::vector<ports::AttemptFinish> finishes;            ///< as asked for, whatever the answer
  std::vector<std::size_t> start_groups, finish_groups;  ///< sizes of the groups

 private:
  template <typename Verb>
  auto around(const std::string& name, const Verb& verb) const {
    before(name);
    auto result = verb();
    after(name);
    return result;
  }
  bool loses_answer(const std::string& name) { return lost_answers.erase(name) > 0; }

  ports::JobQueue& inner_;
};

/// One school on support::school_day(), 09:35, with one account "main" for texts and e-mails, and a
/// second one, "spare", that a test may add.
struct House {
  House();

  void add(std::vector<job::Job> jobs);
  /// `count` texts to different contacts about different pupils.
  void add_texts(int count);
  void with_spare();
  Dispatcher& dispatcher();  ///< made at the first call, of what is set up then
  /// As after a crash: the dispatcher is gone, with all it knew.
  Dispatcher& new_dispatcher();
  Summary run(base::Instant until = support::at(12));
  base::Result<Summary> try_run(base::Instant until);
  std::vector<ports::JobRow> rows();
  ports::JobRow row(const std::string& contact);
  std::map<job::State, int> states();

  support::SimulatedClock clock{support::at(9, 35)};
  support::MemoryJournal journal;
  support::MemoryQueue memory{journal};
  ProbedQueue queue{memory};
  support::RecordingLog log;
  support::ScriptedProvider main, spare;
  Accounts accounts;
  SendWindow window;
  std::map<job::Kind, SendWindow> windows;
  int pence_a_day = 0;
  int per_address_hour = 20;
  Settings settings;
  Renderer render;
  double random = 0.5;
  std::vector<Progress> progress;

 private:
  std::unique_ptr<Dispatcher> dispatcher_;
};

/// What the default renderer makes: "+4477009<contact>" gets "About <pupils>.".
Prepared rendered(const job::Job& job);

}  // namespace firstday::dispatch
