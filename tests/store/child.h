// Another process: this very program, started again to run one of its disabled tests. Not a fork
// alone, because a database that is open must not be carried into a child.
#pragma once

#include <string>

#include <sys/types.h>

namespace firstday::store {

/// `test` is "Suite.DISABLED_Name"; `argument` is what child_argument() gives there.
class Child {
 public:
  Child(const std::string& test, const std::string& argument);
  /// Kills it if it still runs.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  /// Returns when the child has called say_ready().
  void await_ready();
  void kill();
  /// As waitpid gives it.
  int wait();
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  int from_child_ = -1;
};

/// Inside the child.
std::string child_argument();
void say_ready();
/// Returns never: until somebody kills this process.
[[noreturn]] void stay();

}  // namespace firstday::store
