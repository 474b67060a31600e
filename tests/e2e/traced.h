// Runs the built program and stops it where it is about to write to disk: a kill at a place instead of at a
// time.
#pragma once

#include <string>
#include <vector>

namespace firstday::e2e {

struct Traced {
  bool possible = true;  ///< false where this machine lets nobody trace
  int writes = 0;        ///< calls that write to a file, a terminal or the disk, up to the end
  int exit_code = -1;    ///< 128 + signal for one that was killed
};

/// Kills with SIGKILL as the `kill_at`th such call begins; 0: lets it run to its end. Its output goes to
/// /dev/null.
Traced run_traced(const std::string& program, const std::vector<std::string>& arguments, int kill_at);

struct Typed {
  int exit_code = -1;
  std::string shown;  ///< what stood on the terminal
};

/// Runs the program on a terminal of its own; when `prompt` stands there, types `answer` ("\x03" is Ctrl-C).
Typed run_on_terminal(const std::string& program, const std::vector<std::string>& arguments,
                      const std::string& prompt, const std::string& answer);

}  // namespace firstday::e2e
