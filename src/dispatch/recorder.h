// The second transaction of every send: what became of it. Outcomes stay here until they are committed.
#pragma once

#include <vector>

#include "dispatch/account_book.h"
#include "dispatch/flights.h"
#include "dispatch/settings.h"

namespace firstday::dispatch {

class Recorder {
 public:
  Recorder(const Wiring& wiring, const Settings& settings, AccountBook& book)
      : wiring_(wiring), settings_(settings), book_(book) {}

  /// Decides what each outcome means for its job, and keeps it for record().
  void take(std::vector<Landed> landed, base::Instant now);
  /// Commits all that is kept, as one group, and counts it in the summary. After an error everything
  /// is still kept.
  base::Status record(Summary& summary);
  int kept() const { return static_cast<int>(kept_.size()); }

 private:
  struct Kept {
    ports::AttemptFinish finish;
    job::Kind kind = job::Kind::kText;
    Account account;
    base::Duration took{};
  };

  Kept judged(Landed landed, base::Instant now);
  void count(const Kept& kept, bool job_moved, Summary& summary) const;
  void log(const Kept& kept, bool job_moved) const;

  const Wiring& wiring_;
  const Settings& settings_;
  AccountBook& book_;
  std::vector<Kept> kept_;
};

}  // namespace firstday::dispatch
