// Sends what is due now: the part of a run that is shared with tick and with the service.
#pragma once

#include <functional>
#include <memory>

#include "dispatch/dispatcher.h"
#include "workflow/house.h"

namespace firstday::workflow {

using OnSending = std::function<void(const dispatch::Progress&)>;

/// One school's sending. A process that goes on keeps it from turn to turn: an account that was stopped stays
/// stopped, and outcomes that could not be recorded are recorded by the next send_due(), before anything
/// starts.
class Sender {
 public:
  /// kConfiguration when the school has no account. Borrows both.
  static base::Result<std::unique_ptr<Sender>> open(House& house, const config::SchoolSettings& school);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  /// Sends due jobs until none is due and nothing is on the wire. The caller holds the right to dispatch.
  /// In quarantine nothing is sent. The roll is read again first, so that what changed since the plan holds.
  /// `stopping` is asked from a thread of its own while this runs; once it is true this sender starts nothing
  /// more, for good.
  base::Result<dispatch::Summary> send_due(const std::function<bool()>& stopping, const OnSending& progress);

  /// What an earlier turn learned and could not record; sends nothing. An error: some of it still is not.
  base::Status record_kept() { return dispatcher_.record_kept(); }

 private:
  Sender(House& house, const config::SchoolSettings& school, dispatch::Accounts accounts);

  House& house_;
  const config::SchoolSettings& school_;
  roll::Roll roll_;
  OnSending progress_;
  dispatch::Dispatcher dispatcher_;
};

/// One turn of a sender that is gone afterwards.
base::Result<dispatch::Summary> send_due(House& house, const config::SchoolSettings& school,
                                         const std::function<bool()>& stopping, const OnSending& progress);

}  // namespace firstday::workflow
