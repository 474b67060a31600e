// Kills a sending process again and again, and counts what the other side processed.
#pragma once

#include <functional>
#include <map>
#include <string>

#include "net/http_stub.h"

namespace firstday::faults {

/// What the server processed, by the person it was for; and where the kills fell.
struct Tally {
  int kills = 0;
  int while_held = 0;                    ///< kills while the server held a request that it had read
  int in_flight = 0;                     ///< requests that were read and not answered, over all kills
  int most_in_flight = 0;                ///< most requests that were read and not answered at a kill
  std::map<std::string, int> processed;  ///< by number
};

/// `spawn` starts the sending process against the given server address and returns its pid; a process
/// that ends by itself (nothing left to send) ends the rounds. After `kills` kills one process is let run
/// to its end. `hold_every`: of how many kills one is not held but at a random instant (0: none).
Tally kill_rounds(int kills, unsigned seed, int hold_every,
                  const std::function<int(const std::string& url)>& spawn);

/// Starts a program; its output goes to /dev/null. Returns its pid.
int start_program(const std::string& program, const std::vector<std::string>& arguments);
/// Waits for its end; the exit code, or 128 + signal.
int wait_for(int pid);

}  // namespace firstday::faults
