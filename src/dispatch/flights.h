// The sends that are on the wire: started, not yet answered.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "dispatch/provider_choice.h"
#include "ports/job_queue.h"
#include "ports/log.h"

namespace firstday::dispatch {

/// One committed attempt, on its way.
struct Send {
  job::AttemptId attempt;
  ports::Leased leased;  ///< as it was before this attempt
  Account account;
  base::Steady started{};
  int pass = 0;  ///< of the account's gauge
  base::Personal to = {};
  long long cost = 0;  ///< hundredths of a penny
};

/// A send whose outcome is known, or given up waiting for.
struct Landed {
  Send send;
  job::Outcome outcome;
};

/// Not thread-safe. Providers may outlive it: a late answer then goes nowhere.
class Flights {
 public:
  explicit Flights(ports::Log& log) : log_(log) {}

  /// Hands the request to its provider. The attempt must be committed (T1 said kStarted). An answer
  /// that comes twice ends the process: a provider that does so cannot be trusted with a count.
  void start(Send send, const ports::FrozenRequest& request);
  /// Lets every provider with sends on the wire make progress; together at most `max_wait`.
  void poll(std::chrono::milliseconds max_wait);
  /// Takes out what has landed; and, as unknown, what was started `deadline` or longer before `now`.
  /// A later answer to such a send is logged, and changes nothing.
  std::vector<Landed> take_landed(base::Steady now, base::Duration deadline);

  int on_wire() const { return counts_->on_wire; }
  int on_wire(const Account& account) const;      ///< over it, whichever school's
  int landed() const { return counts_->landed; }  ///< answers that wait to be taken

 private:
  struct Flight {
    Send send;
    std::optional<job::Outcome> answer;
    bool counted = true;  ///< false once it was given up
  };
  /// Shared with the answers to come, which may outlive us.
  struct Counts {
    int on_wire = 0;
    int landed = 0;
    std::map<int, int> over;  ///< by the accounts' gauges

    void off_wire(const Account& account) {
      --on_wire;
      --over[account.gauge];
    }
  };

  void log_late_answers();

  ports::Log& log_;
  std::shared_ptr<Counts> counts_ = std::make_shared<Counts>();
  std::vector<std::shared_ptr<Flight>> flights_;
  std::vector<std::shared_ptr<Flight>> overdue_;  ///< given up, perhaps answered one day
};

}  // namespace firstday::dispatch
