// One school while its messages leave: what is leased for it and where that waits.
#pragma once

#include <list>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dispatch/account_book.h"
#include "dispatch/budget.h"
#include "dispatch/school_side.h"
#include "dispatch/summary.h"
#include "ports/job_queue.h"

namespace firstday::dispatch {

/// Its address has had enough for now.
struct Later {
  ports::Leased leased;
  base::Steady at{};
};

struct Side {
  explicit Side(SchoolSide school) : is(std::move(school)), budget(is.pence_a_day) {}

  SchoolSide is;
  Budget budget;
  Summary summary;  ///< of this run

  std::list<ports::Leased> urgent;  ///< in the queue's order, as the next
  std::list<ports::Leased> ordinary;
  std::vector<ports::Leased> parked;  ///< their kind cannot leave now: window, accounts, budget
  std::vector<Later> later;

  std::optional<base::Steady> look_at;  ///< when the queue is to be asked again; nothing: at once
  bool found_nothing = false;           ///< the queue was asked, and had nothing for us
  std::set<job::Kind> over_budget;
  bool is_halted = false;  ///< nothing more starts in this run; summary.stopped_because says why

  bool has_waiting() const { return !urgent.empty() || !ordinary.empty(); }
  int held() const {
    return static_cast<int>(urgent.size() + ordinary.size() + parked.size() + later.size());
  }
  void wait(ports::Leased leased) {
    auto& lane = leased.job.priority < job::kUrgentBelow ? urgent : ordinary;
    lane.push_back(std::move(leased));
  }
  void halt(const std::string& because) {
    is_halted = true;
    if (summary.stopped_because.empty()) summary.stopped_because = because;
  }
};

/// True when messages of that kind cannot leave now, however many places are free.
bool is_shut(const Side& side, job::Kind kind, base::Instant now, const Moment& moment,
             const AccountBook& book);
/// Those of the school's kinds.
std::vector<job::Kind> shut_kinds(const Side& side, base::Instant now, const Moment& moment,
                                  const AccountBook& book);
/// When that kind may leave, if it falls due at `due`: its window, and the first account that tries again by
/// itself. Nothing: not before somebody acts.
std::optional<base::Instant> leaves_at(const Side& side, job::Kind kind, base::Instant due, base::Instant now,
                                       const Moment& moment, const AccountBook& book);

}  // namespace firstday::dispatch
