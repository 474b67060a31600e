// The subjects of jobs as rows, and taking them back.
#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "job/state.h"
#include "store/connection.h"
#include "store/queue_events.h"
#include "store/record.h"

namespace firstday::store {

/// A live subject, with what withdrawing it needs to know of its job.
struct LiveSubject {
  About about;
  int place = 0;
  std::string key;
  job::State state = job::State::kQueued;  ///< of the job
};

void insert_subject(Connection& sql, const job::Job& job, int place);
/// True while a live subject has this key, or one that a person took back.
bool subject_key_is_taken(Connection& sql, const roll::Urn& school, const std::string& key);

/// In the order of their places.
std::vector<LiveSubject> live_subjects_of(Connection& sql, const roll::Urn& school, const job::JobId& job);
/// Live subjects of jobs that have not left, by job.
std::vector<LiveSubject> unsent_of_day(Connection& sql, const roll::Urn& school, base::Date day);
std::vector<LiveSubject> unsent_with_key(Connection& sql, const roll::Urn& school, const std::string& key);
std::vector<LiveSubject> unsent_of_case(Connection& sql, const roll::Urn& school, const job::CaseId& id);
std::vector<LiveSubject> unsent_to(Connection& sql, const roll::Urn& school, const roll::PupilRef& pupil,
                                   const roll::ContactRef& contact);

/// Takes subjects back, one event each. A job without a live subject is cancelled; a leased one that
/// keeps some goes back to the queue.
class Withdrawal {
 public:
  Withdrawal(Connection& sql, Record& record, Doing doing)
      : sql_(sql), record_(record), doing_(std::move(doing)) {}

  void take(const LiveSubject& subject, SubjectState as, std::string_view reason);
  /// Jobs that lost a subject.
  int jobs() const { return static_cast<int>(jobs_.size()); }

 private:
  Connection& sql_;
  Record& record_;
  Doing doing_;
  std::set<job::JobId> jobs_;
};

}  // namespace firstday::store
