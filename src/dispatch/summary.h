// What one run of the dispatcher did, for a person and for the record of the run.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "job/job.h"
#include "job/outcome.h"

namespace firstday::dispatch {

struct StoppedAccount {
  std::string account;
  std::string why;  ///< for a person: what it was stopped for and what to do
};

/// How an account does beside the others.
struct AccountHealth {
  std::string account;
  int places = 1;             ///< sends that may be on the wire over it at once, as it answers now
  int failures_in_a_row = 0;  ///< while it is not stopped
};

/// Counts are of attempts where they say so, of jobs elsewhere. Outcomes count once they are recorded.
struct Summary {
  int started = 0;                           ///< attempts committed and handed to a provider
  std::map<job::OutcomeKind, int> outcomes;  ///< attempts by outcome
  int handed_over = 0;                       ///< of the accepted: for people of the school to do
  int to_be_tried_again = 0;                 ///< attempts proven not sent whose job is back in the queue
  int withdrawn = 0;            ///< recipient may not be told any more; looked at before each send
  int expired = 0;              ///< their time passed before they could leave
  int lease_lost = 0;           ///< withdrawn, held or taken by another just before the send
  int claim_taken = 0;          ///< the same had been told the same already
  int outcome_after_lease = 0;  ///< outcomes kept as evidence only: the job had moved on
  int left_waiting = 0;         ///< due and not sent, where something stopped them; 0 where nothing did
  int over_budget = 0;          ///< of these, for want of money
  int address_full = 0;         ///< wait since their address had as many this hour as it may have
  int not_recorded = 0;  ///< outcomes that could not be committed; kept, and tried first by the next run
  std::vector<job::JobId> failed;
  std::vector<job::JobId> unknown;
  std::vector<std::string>
      failure_reasons;  ///< of those that failed without an attempt; one line each, no repeats
  std::vector<StoppedAccount> stopped_accounts;
  std::vector<AccountHealth> account_health;  ///< of every account, by name
  std::optional<base::Instant> next_due;      ///< when the next job could leave, as far as is known
  std::string stopped_because;  ///< why sending ended early, as a sentence; empty: nothing was left to do

  int count(job::OutcomeKind kind) const {
    const auto at = outcomes.find(kind);
    return at == outcomes.end() ? 0 : at->second;
  }
  /// Left the house.
  int sent() const { return count(job::OutcomeKind::kAccepted) - handed_over; }
};

/// Where a run is; told after every group.
struct Progress {
  int started = 0;
  int recorded = 0;  ///< attempts whose outcome is committed
  int on_wire = 0;
  int leased = 0;  ///< waiting in this dispatcher for a free place on the wire
};

}  // namespace firstday::dispatch
