// A real server for the time of a test: started on loopback, stopped at the end, its folder left for a look.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace firstday::peers {

/// A port of 127.0.0.1 that nobody listens on now.
int free_port();

/// An empty folder for the test that runs, named after it.
std::filesystem::path fresh_folder();

/// Owns a child process; kills it at the end.
class Process {
 public:
  /// Starts a program with more environment ("NAME=value"); its output goes to `log`.
  Process(const std::string& program, std::vector<std::string> arguments,
          std::vector<std::string> environment, const std::string& log);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// True once something accepts connections on the port; false when the process ends first or ten seconds
  /// pass.
  bool waits_on(int port) const;

 private:
  int pid_ = -1;
};

}  // namespace firstday::peers
