#include "e2e/traced.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>

namespace firstday::e2e {

namespace {

[[noreturn]] void become(const std::string& program, std::vector<std::string> words) {
  words.insert(words.begin(), program);
  std::vector<char*> argv;
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  setenv("ASAN_OPTIONS", "detect_leaks=0", 1);  // which cannot be asked of a traced process
  execv(program.c_str(), argv.data());
  _exit(127);
}

int code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

pid_t start_traced(const std::string& program, const std::vector<std::string>& arguments) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  const int nowhere = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; ++fd) dup2(nowhere, fd);
  if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(126);
  become(program, arguments);
}

bool is_write(unsigned long long call) {
  constexpr std::array kWrites = {SYS_write,     SYS_pwrite64,  SYS_writev,  SYS_fsync,
                                  SYS_fdatasync, SYS_ftruncate, SYS_unlinkat};
  return std::any_of(kWrites.begin(), kWrites.end(),
                     [call](long known) { return static_cast<unsigned long long>(known) == call; });
}

bool begins_to_write(pid_t thread) {
  __ptrace_syscall_info info{};
  const long got = ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info);
  return got > 0 && info.op == PTRACE_SYSCALL_INFO_ENTRY && is_write(info.entry.nr);
}

constexpr int kCallStop = SIGTRAP | 0x80;

/// The signal to hand on to a thread that stopped with this one.
int to_hand_on(int signal) {
  return signal == kCallStop || signal == SIGTRAP || signal == SIGSTOP ? 0 : signal;
}

void go_on(pid_t thread, int signal) {
  ptrace(PTRACE_SYSCALL, thread, nullptr, reinterpret_cast<void*>(static_cast<long>(signal)));
}

}  // namespace

Traced run_traced(const std::string& program, const std::vector<std::string>& arguments, int kill_at) {
  Traced out;
  const pid_t pid = start_traced(program, arguments);
  int status = 0;
  waitpid(pid, &status, 0);
  if (!WIFSTOPPED(status)) return {false, 0, code_of(status)};
  constexpr long kOptions = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
  ptrace(PTRACE_SETOPTIONS, pid, nullptr, reinterpret_cast<void*>(kOptions));
  go_on(pid, 0);
  while (true) {
    const pid_t thread = waitpid(-1, &status, __WALL);
    if (thread < 0) return out;
    if (!WIFSTOPPED(status)) {
      if (thread == pid) return out.exit_code = code_of(status), out;
      continue;
    }
    if (WSTOPSIG(status) == kCallStop && begins_to_write(thread) && ++out.writes == kill_at)
      kill(pid, SIGKILL);
    else
      go_on(thread, to_hand_on(WSTOPSIG(status)));
  }
}

Typed run_on_terminal(const std::string& program, const std::vector<std::string>& arguments,
                      const std::string& prompt, const std::string& answer) {
  int terminal = -1;
  const pid_t pid = forkpty(&terminal, nullptr, nullptr, nullptr);
  if (pid == 0) become(program, arguments);
  Typed out;
  bool typed = false;
  std::array<char, 4096> room{};
  for (ssize_t n = 0; (n = read(terminal, room.data(), room.size())) > 0;) {
    out.shown.append(room.data(), static_cast<std::size_t>(n));
    if (typed || out.shown.find(prompt) == std::string::npos) continue;
    typed = write(terminal, answer.data(), answer.size()) > 0;
  }
  int status = 0;
  waitpid(pid, &status, 0);
  close(terminal);
  out.exit_code = code_of(status);
  return out;
}

}  // namespace firstday::e2e
