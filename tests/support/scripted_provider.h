// A provider that answers as a test tells it to, and keeps account of what it was asked.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "ports/provider.h"

namespace firstday::support {

/// Answer to one start().
struct Answer {
  job::Outcome outcome;
  int after_polls = 0;  ///< 0: from start() itself; n: from the n-th poll() after it
  bool never = false;   ///< no answer, unless answer_now() gives one
};

Answer answer(job::OutcomeKind kind, int after_polls = 0);
Answer no_answer();

/// Every message it is handed reaches the family, unless its outcome proves that it did not. So what
/// `calls` holds is the worst that can have happened.
class ScriptedProvider final : public ports::Provider {
 public:
  struct Call {
    job::AttemptId attempt;
    base::Personal to;
    std::string bytes;
    job::OutcomeKind kind;  ///< of the answer it was going to give; unknown where it never does
  };

  /// Carries texts, e-mails and voice messages, 16 at a time, and gives no receipts.
  ScriptedProvider();

  const ports::Capabilities& capabilities() const override { return able; }
  base::Result<ports::FrozenRequest> prepare(const job::Message& message,
                                             const job::AttemptId& reference) override;
  void start(const ports::FrozenRequest& request, const job::AttemptId& reference,
             ports::Completion done) override;
  int poll(std::chrono::milliseconds max_wait) override;

  /// Answers a send that has none yet.
  void answer_now(const job::AttemptId& attempt, const job::Outcome& outcome);
  /// As after a crash: the sends under way are nobody's any more.
  void forget_open_sends() { open_.clear(); }
  int in_flight() const { return static_cast<int>(open_.size()); }

  ports::Capabilities able;
  std::string refuses;                        ///< what prepare() says; empty: it prepares
  std::deque<Answer> script;                  ///< one for each start(), in order
  Answer otherwise;                           ///< once the script is used up; accepted
  std::function<Answer(const Call&)> decide;  ///< where set, instead of the script
  std::function<void(const job::AttemptId&)> on_start;
  std::function<void(std::chrono::milliseconds)> on_wait;  ///< poll() has nothing to say and would wait
  std::vector<Call> calls;
  int most_in_flight = 0;

 private:
  struct Open {
    job::AttemptId attempt;
    Answer answer;
    ports::Completion done;
  };

  Answer next_answer(const Call& call);

  std::vector<Open> open_;
};

}  // namespace firstday::support
