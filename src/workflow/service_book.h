// What a service knows of itself while it runs: whether it is ready, and what it has counted since it began.
// The loop and the queue write it, the endpoints read it. No personal data: schools, accounts and numbers.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "dispatch/summary.h"
#include "job/outcome.h"
#include "ports/store_health.h"

namespace firstday::workflow {

/// So long the loop may be away before the service is no longer ready.
inline constexpr std::chrono::minutes kLoopPatience{3};

/// Upper bounds of the buckets of a commit's time, in seconds; above the last is one more.
inline constexpr std::array kCommitBounds = {0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05,
                                             0.1,    0.2,   0.5,   1.0,   2.0,  5.0,  10.0};

struct Commits {
  std::array<std::uint64_t, kCommitBounds.size() + 1> counts{};
  double sum = 0;        ///< seconds
  long long failed = 0;  ///< the store took nothing
};

/// Why a service is not ready; each holds or does not hold by itself.
enum class NotReady { kStore, kRoom, kRight, kHold, kEnding };

struct AccountKey {
  roll::Urn school;
  std::string account;

  friend auto operator<=>(const AccountKey&, const AccountKey&) = default;  // NOLINT(modernize-use-nullptr)
};

/// A school as its last round left it.
struct SchoolNumbers {
  std::optional<base::Instant> next_due;  ///< of what is sent automatically; may lie in the past
  long long held = 0;                     ///< messages of today that wait for a person
  long long not_sent = 0;                 ///< ... that were due and have not left
  bool round_failed = false;              ///< the last round came to no end; the log says why
  std::map<std::string, std::string> stopped_accounts;  ///< account to reason
  std::vector<dispatch::AccountHealth> accounts;
};

/// A copy, as it was at one moment.
struct ServiceNumbers {
  std::map<std::pair<AccountKey, job::OutcomeKind>, long long> attempts;
  std::map<AccountKey, long long> in_flight;
  std::map<std::pair<AccountKey, std::string>, long long> posts;  ///< by result, as web/routes.h words it
  Commits commits;
  std::vector<ports::JobCount> jobs;
  std::map<roll::Urn, SchoolNumbers> schools;
  std::map<NotReady, std::string> not_ready;
  std::optional<base::Instant> last_round;
};

/// Safe from any thread.
class ServiceBook {
 public:
  /// The loop came round, or is sending and makes progress.
  void came_round(base::Instant at);
  /// An empty sentence: this is no reason any more.
  void set(NotReady reason, std::string sentence);
  void put(const roll::Urn& school, SchoolNumbers numbers);
  void put(std::vector<ports::JobCount> jobs);

  void count_started(const AccountKey& account);
  void count_finished(const AccountKey& account, job::OutcomeKind outcome);
  void count_post(const AccountKey& account, const std::string& result);
  void count_commit(std::chrono::duration<double> took);
  void count_failed_commit();

  /// Asks the loop to come round now.
  void ring();
  /// True once for each time that somebody rang since it was asked last.
  bool was_rung();

  /// One sentence, or several; empty when it is ready at `now`.
  std::string not_ready_because(base::Instant now) const;
  ServiceNumbers numbers() const;
  long long failed_commits() const;

 private:
  mutable std::mutex guard_;
  ServiceNumbers numbers_;
  bool rung_ = false;
};

}  // namespace firstday::workflow
