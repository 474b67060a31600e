// Starts programs that the fault tests end, and waits for them.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace firstday::faults {

/// Starts a program with `environment` added to our own; its output goes to /dev/null. Returns its pid. From
/// any thread.
int start_program(const std::string& program, const std::vector<std::string>& arguments,
                  const std::map<std::string, std::string>& environment = {});
/// Waits for its end; the exit code, or 128 + signal.
int wait_for(int pid);
/// True where it has ended; wait_for() gives its code then.
bool has_ended(int pid);
/// Ended by SIGKILL, as wait_for() gives it.
inline constexpr int kKilled = 128 + 9;

}  // namespace firstday::faults
