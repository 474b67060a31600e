#include "store/child.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>

#include "base/check.h"

extern char** environ;

namespace firstday::store {

namespace {

constexpr const char* kArgument = "FIRSTDAY_TEST_ARGUMENT";
constexpr const char* kPipe = "FIRSTDAY_TEST_PIPE";

}  // namespace

Child::Child(const std::string& test, const std::string& argument) {
  std::array<int, 2> pipe{};
  FIRSTDAY_CHECK(::pipe(pipe.data()) == 0, "a pipe can be made");
  ::setenv(kArgument, argument.c_str(), 1);
  ::setenv(kPipe, std::to_string(pipe[1]).c_str(), 1);
  std::string self = "/proc/self/exe", filter = "--gtest_filter=" + test,
              disabled = "--gtest_also_run_disabled_tests";
  std::array<char*, 4> arguments = {self.data(), filter.data(), disabled.data(), nullptr};
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", 1, 0);
  FIRSTDAY_CHECK(::posix_spawn(&pid_, self.c_str(), &actions, nullptr, arguments.data(), environ) == 0,
                 "this program can be started again");
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  from_child_ = pipe[0];
}

Child::~Child() {
  if (pid_ > 0) {
    kill();
    wait();
  }
  ::close(from_child_);
}

void Child::await_ready() {
  char ready = 0;
  FIRSTDAY_CHECK(::read(from_child_, &ready, 1) == 1, "the child says that it is ready");
}

void Child::kill() {
  ::kill(pid_, SIGKILL);
}

int Child::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return status;
}

std::string child_argument() {
  const char* value = std::getenv(kArgument);
  return value == nullptr ? "" : value;
}

void say_ready() {
  FIRSTDAY_CHECK(::write(std::atoi(std::getenv(kPipe)), "r", 1) == 1, "the parent listens");
}

void stay() {
  for (;;) ::pause();
}

}  // namespace firstday::store
