// Sends what is due now: the part of a run that is shared with tick and with the service.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "dispatch/dispatcher.h"
#include "workflow/house.h"

namespace firstday::workflow {

using OnSending = std::function<void(const dispatch::Progress&)>;

/// One turn of a sender.
struct Turn {
  /// Asked from a thread of its own while this runs; once it is true the sender starts nothing more, for
  /// good.
  std::function<bool()> stopping = nullptr;
  OnSending progress = nullptr;
  /// After so long it returns with sends on the wire, and the next turn goes on with them; nothing: it does
  /// not.
  std::optional<base::Duration> give_way_after = std::nullopt;
  std::map<roll::Urn, std::string> without = {};  ///< schools for which nothing starts this time, and why
};

/// The sending of one or several schools. A process that goes on keeps it from turn to turn: it knows how
/// each account is doing, and outcomes that could not be recorded are recorded by the next turn, before
/// anything starts.
class Sender {
 public:
  /// kConfiguration when a school has no account. Borrows the house and the schools.
  static base::Result<std::unique_ptr<Sender>> open(
      House& house, const std::vector<const config::SchoolSettings*>& schools);
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  /// Sends due jobs until none is due and nothing is on the wire. The caller holds the right to dispatch.
  /// In quarantine nothing is sent. A school's roll is read again before its first message of the turn, so
  /// that what changed since the plan holds. One summary for each school.
  base::Result<dispatch::Summaries> send_due(const Turn& turn);
  /// True when the last turn gave way with something leased or on the wire.
  bool is_under_way() const { return dispatcher_.is_under_way(); }

  /// What an earlier turn learned and could not record; sends nothing. An error: some of it still is not.
  base::Status record_kept() { return dispatcher_.record_kept(); }

 private:
  using Rolls = std::map<roll::Urn, std::optional<roll::Roll>>;

  Sender(House& house, const std::vector<const config::SchoolSettings*>& schools);
  std::vector<dispatch::SchoolSide> sides(const std::vector<const config::SchoolSettings*>& schools);
  dispatch::Renderer renderer(const config::SchoolSettings& school);

  House& house_;
  Rolls rolls_;  ///< of this turn, as far as they were needed
  OnSending progress_;
  dispatch::Dispatcher dispatcher_;
};

/// One turn of a sender for one school that is gone afterwards.
base::Result<dispatch::Summary> send_due(House& house, const config::SchoolSettings& school,
                                         const Turn& turn);

}  // namespace firstday::workflow
