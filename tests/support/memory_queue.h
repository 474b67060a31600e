// The job queue in memory: the same verbs, the same answers, the same events; no disk.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "job/deadlines.h"
#include "ports/job_queue.h"
#include "ports/receipt_inbox.h"
#include "ports/school_store.h"
#include "store/queue_events.h"
#include "store/queue_rules.h"
#include "support/memory_journal.h"

namespace firstday::support {

/// Safe from any thread. Writes its events into `journal`, which must outlive it.
class MemoryQueue final : public ports::JobQueue {
 public:
  explicit MemoryQueue(MemoryJournal& journal) : journal_(journal) {}

  base::Result<ports::Enqueued> enqueue(const job::Batch& batch, const std::string& actor) override;
  base::Result<std::vector<ports::Leased>> lease(const ports::LeaseRequest& request) override;
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override;
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override;
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> changes) override;
  base::Result<ports::Recovered> recover(base::Instant now) override;
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override;
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& filter) const override;
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const override;
  base::Result<std::vector<ports::Due>> due(bool urgent_only) const override;
  base::Result<ports::Lately> lately(const roll::Urn& school, base::Instant day,
                                     base::Instant hour) const override;

  enum class Verb { kEnqueue, kLease, kStart, kFinish, kChange, kRecover, kJobs, kNextDue, kDue, kLately };
  /// The next `times` calls of that verb fail as a full disk would, and change nothing.
  void fail(Verb verb, int times);

  /// For MemorySchoolStore::apply. Returns how many jobs were touched.
  int withdraw_for(const roll::Urn& school, const ports::RemovedContact& contact);
  std::vector<roll::Urn> schools() const;

  // For MemoryReceiptInbox.
  bool has_attempt(const roll::Urn& school, const job::AttemptId& id) const;
  /// True where what it says contradicts the record. `known`: what was said of its attempt before.
  bool settle_receipt(const ports::Matched& word, std::span<const job::ReceiptStatus> known,
                      base::Instant now);
  std::optional<job::AttemptId> attempt_for(const roll::Urn& school, const std::string& account,
                                            const job::Receipt& receipt) const;
  /// True where it was not in force.
  bool put_opt_out(const roll::OptOut& opt_out);
  bool end_opt_out(const roll::OptOut& opt_out);
  std::vector<roll::OptOut> opt_outs(const roll::Urn& school) const;

  job::DeadlineBook deadlines;

 private:
  struct Attempt {
    ports::AttemptStart start;
    job::AttemptState state = job::AttemptState::kStarted;
    std::vector<job::Outcome> outcomes;
  };
  struct Entry {
    job::Job job;
    std::vector<store::SubjectState> subjects;  ///< beside job.subjects
    job::State state = job::State::kQueued;
    base::Instant state_at{};
    std::string reason;
    long long fence = 0;
    std::string lease_owner;
    base::Instant lease_until{};
    std::vector<Attempt> attempts;
    std::optional<base::Instant> told_at;  ///< of an unknown, the first time
    std::optional<base::Instant> brought_up_at;
  };
  using Key = std::pair<roll::Urn, job::JobId>;

  /// `act(index)` for every live subject of the entry.
  template <typename AnyEntry, typename Act>
  static void each_live(AnyEntry& entry, const Act& act) {
    for (std::size_t i = 0; i < entry.subjects.size(); ++i)
      if (entry.subjects[i] == store::SubjectState::kLive) act(i);
  }

  base::Status failing(Verb verb) const;
  Entry* find(const roll::Urn& school, const job::JobId& id);
  static bool has_live_subject(const Entry& entry);
  void move(Entry& entry, job::State state, base::Instant at, std::string_view reason);
  void tell(chronology::Type type, const Entry& entry, job::State state, job::Event how,
            std::string_view reason, const store::Doing& doing);
  void withdraw_subject(Entry& entry, std::size_t index, store::SubjectState as, std::string_view reason,
                        const store::Doing& doing);

  void open_cases(const job::Batch& batch, const store::Doing& doing);
  void close_cases(const job::Batch& batch, const store::Doing& doing, std::set<Key>& touched);
  bool add_job(const job::Batch& batch, const job::Job& planned, const store::Doing& doing);
  void bring_forward(const roll::Urn& school, const job::Job& planned);
  void reconcile(const job::Batch& batch, const store::Doing& doing, std::set<Key>& touched);
  void take_back(const roll::Urn& school, const job::TakenBack& taken, const store::Doing& doing,
                 std::set<Key>& touched);
  void keep_withheld(const job::Batch& batch, const store::Doing& doing);

  void expire(const ports::LeaseRequest& request);
  static bool is_due(const ports::LeaseRequest& request, const roll::Urn& school, const Entry& entry);
  ports::Leased hand_out(Entry& entry, const ports::LeaseRequest& request) const;
  /// Places of the claims that another attempt has, possibly live.
  std::vector<std::size_t> refused_claims(const ports::AttemptStart& start) const;
  ports::StartResult start(const ports::AttemptStart& start);
  void learn(Attempt& attempt, const job::Outcome& outcome);
  bool finish(Entry& entry, Attempt& attempt, const ports::AttemptFinish& finish);
  bool change_one(const ports::JobChange& change);
  bool withdraw(Entry& entry, const ports::JobChange& change);
  static bool wanted(const ports::JobFilter& filter, const Entry& entry);
  std::optional<base::Instant> next_check_at(const Entry& entry) const;
  ports::JobRow row_of(const Entry& entry) const;
  const Attempt* find_attempt(const roll::Urn& school, const job::AttemptId& id) const;

  using InSchool = std::pair<roll::Urn, std::string>;

  mutable std::mutex guard_;
  MemoryJournal& journal_;
  std::map<Key, Entry> entries_;
  std::set<InSchool> taken_keys_;    ///< of subjects that are live, or that a person took back
  std::set<InSchool> taken_claims_;  ///< of attempts that may have reached the family
  std::set<std::string> withheld_;
  std::vector<roll::OptOut> opt_outs_;
  mutable std::map<Verb, int> failures_;
};

}  // namespace firstday::support
