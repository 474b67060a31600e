#include "faults/kill_rounds.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <random>

extern char** environ;

namespace firstday::faults {

namespace {

/// The number a request is for, as our two request shapes write it (form body, or query).
std::string number_in(const net::StubRequest& request) {
  const std::string text = request.head + request.body;
  const std::size_t at = text.find("to=%2B");
  return at == std::string::npos ? "none" : text.substr(at + 6, 12);
}

/// Counts every request, and holds the chosen one until the kill is done.
class Referee {
 public:
  net::StubAnswer on_request(const net::StubRequest& request) {
    std::unique_lock lock(guard_);
    ++processed_[number_in(request)];
    ++open_;
    if (--until_hold_ == 0) {
      held_ = true;
      changed_.notify_all();
      changed_.wait(lock, [this] { return !held_; });
    }
    --open_;
    return net::StubAnswer::kOk;
  }

  void arm(int requests) {
    const std::lock_guard lock(guard_);
    until_hold_ = requests;
  }

  /// True when a request is held; false when `ended` became true first.
  bool wait_for_hold(const std::function<bool()>& ended) {
    std::unique_lock lock(guard_);
    while (!held_) {
      changed_.wait_for(lock, std::chrono::milliseconds(5));
      if (!held_ && ended()) return false;
    }
    return true;
  }

  int open() const {
    const std::lock_guard lock(guard_);
    return open_;
  }

  void release() {
    const std::lock_guard lock(guard_);
    held_ = false;
    until_hold_ = 0;
    changed_.notify_all();
  }

  std::map<std::string, int> processed() const {
    const std::lock_guard lock(guard_);
    return processed_;
  }

 private:
  mutable std::mutex guard_;
  std::condition_variable changed_;
  std::map<std::string, int> processed_;
  int until_hold_ = 0;
  int open_ = 0;
  bool held_ = false;
};

bool has_ended(int pid) {
  siginfo_t info{};
  return waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == pid;
}

}  // namespace

int start_program(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words = arguments;
  words.insert(words.begin(), program);
  std::vector<char*> argv;
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t pid = -1;
  const int failed = posix_spawn(&pid, program.c_str(), &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return failed == 0 ? pid : -1;
}

int wait_for(int pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Tally kill_rounds(int kills, unsigned seed, int hold_every,
                  const std::function<int(const std::string& url)>& spawn) {
  Referee referee;
  net::HttpStub stub([&](const net::StubRequest& request, int) { return referee.on_request(request); });
  std::mt19937 random(seed);
  Tally tally;
  while (tally.kills < kills) {
    referee.arm(1 + static_cast<int>(random() % 4));
    const int pid = spawn(stub.url(""));
    const bool at_random = hold_every > 0 && tally.kills % hold_every == hold_every - 1;
    const bool held = referee.wait_for_hold([pid] { return has_ended(pid); });
    if (!held) {
      wait_for(pid);
      break;
    }
    if (at_random) {
      // Let go first, so that the kill falls anywhere between the answer and the next commit.
      referee.release();
      usleep(static_cast<useconds_t>(random() % 3000));
    }
    tally.in_flight += referee.open();
    tally.most_in_flight = std::max(tally.most_in_flight, referee.open());
    if (!at_random) ++tally.while_held;
    kill(pid, SIGKILL);
    wait_for(pid);
    ++tally.kills;
    referee.release();
  }
  const int last = spawn(stub.url(""));
  wait_for(last);
  tally.processed = referee.processed();
  return tally;
}

}  // namespace firstday::faults
