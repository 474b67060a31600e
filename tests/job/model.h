// Every world that the two state tables allow, walked through breadth first: two jobs that would tell the
// same person the same thing, up to three attempts of each, a dispatcher that may die at any moment, receipts
// that come when they like, plans and people (dispatch.md section 5).
//
// The moves of a job and of an attempt are those of job/state.h. Around them stand the store's rules: an
// attempt starts only from a lease and where no other attempt for the same claim may be live; a finish under
// an old fence moves no job; a recovery makes what has no outcome unknown. What a provider can say follows
// from what happened: there is no proof of "not sent" once a byte has left.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "job/state.h"

namespace firstday::job {

/// The rules as they are; a test breaks one and must be found out.
struct Rules {
  std::function<std::optional<State>(State, Event)> next = job::next;
  bool claims = true;               ///< the unique index on live claims
  bool commit_before_bytes = true;  ///< an attempt is committed before its first byte
};

struct Walked {
  std::size_t worlds = 0;
  std::size_t moves = 0;
  std::vector<std::string>
      broken;  ///< what must never be, with the moves that led there; the first of each kind
};

Walked walk(const Rules& rules);

}  // namespace firstday::job
