// Brings a job of any storage into any of its states, by the verbs that lead there.
#pragma once

#include <map>

#include "contract/contract.h"

namespace firstday::contract {

class InState : public Contract {
 protected:
  /// A new job of its own pupil, in that state.
  job::JobId job_in(job::State state);
  /// Of a job from job_in(), by its pupil: the log grows long here.
  job::State state_now(const job::JobId& id) { return row_of(id).state; }
  ports::JobRow row_of(const job::JobId& id);
  /// The newest lease of the job, and its newest attempt; empty ones with the job's id where there was none.
  ports::Leased leased(const job::JobId& id) const;
  ports::AttemptStart attempt(const job::JobId& id) const;
  bool was_attempted(const job::JobId& id) const { return attempts_.count(id) != 0; }

 private:
  job::JobId planned(job::Job job);
  ports::Leased leased_now();
  ports::AttemptStart started();

  int pupils_ = 0;
  std::map<job::JobId, roll::PupilRef> pupil_of_;
  std::map<job::JobId, ports::Leased> leases_;
  std::map<job::JobId, ports::AttemptStart> attempts_;
};

}  // namespace firstday::contract
