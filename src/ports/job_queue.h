// The jobs, their attempts, and the two transactions around every send (design section 5).
//
// Every verb is one transaction. Implementations: store (SQLite, PostgreSQL) and the in-memory fake
// in tests/support; one contract suite (tests/contract) runs on all.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "job/job.h"
#include "job/message.h"
#include "job/outcome.h"
#include "job/state.h"
#include "ports/provider.h"

namespace firstday::ports {

struct Enqueued {
  int added = 0;          ///< jobs that were not there before
  int already_there = 0;  ///< same subject keys, live: nothing done
  int withdrawn =
      0;  ///< jobs that the batch no longer wants, or whose subjects it no longer holds, of any day
};

/// A job that this dispatcher holds. `fence` grows with every lease; whoever acts with an old one
/// changes nothing.
struct Leased {
  job::Job job;  ///< subjects: only those still live
  long long fence = 0;
  int attempts = 0;  ///< made so far
};

struct LeaseRequest {
  std::string owner;  ///< this dispatcher's instance id
  base::Instant now{};
  base::Duration length{};  ///< after which others may have what is leased and not begun; its owner keeps it
  int limit = 100;
  roll::Urn school;                     ///< empty: every school
  bool urgent_only = false;             ///< only priorities below job::kUrgentBelow
  std::vector<job::Kind> without = {};  ///< kinds that are left where they are: they could not leave now
};

/// When the next of one kind falls due in a school.
struct Due {
  roll::Urn school;
  job::Kind kind = job::Kind::kText;
  base::Instant at{};  ///< may lie in the past

  friend bool operator==(const Due&, const Due&) = default;
};

/// What was sent over one account. What is proven not to have left or was refused does not count.
struct Sent {
  int messages = 0;
  long long parts = 0;  ///< of texts; 1 for each other message

  friend bool operator==(const Sent&, const Sent&) = default;
};

/// An attempt that reached somebody, or may have.
struct Reached {
  base::Personal to;
  base::Instant at{};
};

/// What a school has sent lately, for limits that outlive a process.
struct Lately {
  std::map<std::string, Sent> by_account;  ///< since `day`
  std::vector<Reached> reached;            ///< since `hour`, first to last
};

/// T1 of one send. `claims` holds one permanent claim key per subject (see dispatch/claim.h).
struct AttemptStart {
  job::AttemptId attempt;
  job::JobId job;
  long long fence = 0;
  roll::Urn school;
  base::Instant now{};
  std::string provider;
  std::string account;
  std::vector<std::string> claims;
  job::Message message;
  FrozenRequest request;
};

enum class StartResult {
  kStarted,     ///< committed: the bytes may go
  kLeaseLost,   ///< the job was withdrawn, held or leased by another: do nothing
  kClaimTaken,  ///< another attempt for the same pupil, day, address and purpose may be live: job superseded.
                ///< Of a merged job only the pupils concerned are taken out, and the answer is kLeaseLost.
};

/// T2 of one send.
struct AttemptFinish {
  job::AttemptId attempt;
  job::JobId job;
  long long fence = 0;
  roll::Urn school;
  base::Instant now{};
  job::Outcome outcome;
  job::Event job_event = job::Event::kOutcomeLost;  ///< what the outcome means for the job; see dispatch
  std::optional<base::Instant> retry_at;            ///< with kProvenNotSent: when it may be tried again
};

/// A change that a person or a rule makes to one job.
struct JobChange {
  roll::Urn school;
  job::JobId job;
  job::Event event = job::Event::kWithdraw;
  roll::PupilRef pupil;  ///< with kWithdraw: only this subject; empty: the whole job
  std::string reason;    ///< in words; no personal data
  std::string actor;
  base::Instant now{};
};

struct Recovered {
  int requeued = 0;  ///< leased without an attempt
  int unknown = 0;   ///< attempts without an outcome
};

/// What `jobs()` is asked for; empty members do not restrict.
struct JobFilter {
  roll::Urn school;
  std::optional<base::Date> day_from;
  std::optional<base::Date> day_to;
  roll::PupilRef pupil;
  roll::ContactRef contact;
  std::optional<job::Kind> kind;
  std::vector<job::State> states;
  std::string provider;
};

/// A job with what became of it: a row of the delivery log.
struct JobRow {
  job::Job job;  ///< every subject, live or not
  std::vector<roll::PupilRef> withdrawn_subjects;
  job::State state = job::State::kQueued;
  base::Instant state_at{};
  std::string reason;  ///< of a hold, withdrawal, expiry or failure
  int attempts = 0;
  std::string provider;  ///< of the last attempt
  std::string provider_ref;
  std::string evidence;
  std::optional<base::Instant> sent_at;  ///< start of the last attempt
  base::Personal to;                     ///< number or address of the last attempt
  base::Personal body;                   ///< text of the last attempt, exactly as sent
  int parts = 0;
  job::AttemptId attempt;  ///< the last one; empty where there was none
  std::string account;     ///< of the last attempt
  job::AttemptState attempt_state = job::AttemptState::kStarted;  ///< of the last attempt, where there is one
  long long fence = 0;
  std::optional<base::Instant> next_check_at;  ///< job/deadlines.h; nothing for what is at its end
  std::optional<base::Instant> told_at;        ///< of an unknown: since when the ladder goes on without it
};

/// What pass_deadlines() did.
struct Passed {
  int unknown = 0;  ///< receipts that did not come
  int told = 0;     ///< unknowns that nobody settled in time
};

class JobQueue {
 public:
  virtual ~JobQueue() = default;

  /// Adds what is new, withdraws of this day whatever the batch does not hold and of earlier days what it
  /// names in `taken_back` (for the reason given there), where it has not left; records the cases opened and
  /// closed and what was withheld, with an event each. A job that is there already and
  /// waits untried falls due earlier when the batch says so, and never later. What a person withdrew
  /// (change() by another actor than "firstday") stays withdrawn; what a plan took back may come again.
  virtual base::Result<Enqueued> enqueue(const job::Batch& batch, const std::string& actor) = 0;
  /// Jobs that are due, carried by providers, and not expired; earliest priority and time first.
  /// Expires those whose not_after has passed. kUnavailable, here and with start_attempts(), also while the
  /// store has less room than its reserve (store_health.h).
  virtual base::Result<std::vector<Leased>> lease(const LeaseRequest& request) = 0;
  /// T1, one answer per start, in order; one commit for all.
  virtual base::Result<std::vector<StartResult>> start_attempts(std::span<const AttemptStart> starts) = 0;
  /// T2, one commit for all. False where the fence was old: the outcome is kept as evidence, the job
  /// is left as it is.
  virtual base::Result<std::vector<bool>> finish_attempts(std::span<const AttemptFinish> finishes) = 0;
  /// True where the change was allowed in the job's state and made.
  virtual base::Result<std::vector<bool>> change(std::span<const JobChange> changes) = 0;
  /// For the holder of the dispatch lock, before its first lease: whoever held jobs is dead.
  virtual base::Result<Recovered> recover(base::Instant now) = 0;
  virtual base::Result<std::vector<JobRow>> jobs(const JobFilter& filter) const = 0;
  /// What was awaited and has not come by `now` (job/deadlines.h): a receipt makes the job unknown, and an
  /// unknown is told to the core once, by an event `unknown_overdue` for each pupil. Nothing is sent again.
  virtual base::Result<Passed> pass_deadlines(const roll::Urn& school, base::Instant now) = 0;
  /// When the next carried job falls due; nothing when none waits.
  virtual base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const = 0;
  /// The same of each school and kind that waits, by school and kind; `urgent_only` as with lease().
  virtual base::Result<std::vector<Due>> due(bool urgent_only) const = 0;
  /// Attempts of one school from `day` and from `hour` on; `hour` is not before `day`.
  virtual base::Result<Lately> lately(const roll::Urn& school, base::Instant day,
                                      base::Instant hour) const = 0;
};

}  // namespace firstday::ports
