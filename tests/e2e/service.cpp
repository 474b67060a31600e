#include "e2e/service.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <thread>

extern char** environ;

namespace firstday::e2e {

namespace fs = std::filesystem;

namespace {

int connected_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<uint16_t>(port));
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return socket;
  ::close(socket);
  return -1;
}

std::string talk(int socket, const std::string& request) {
  std::string out;
  if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) < 0) return out;
  std::array<char, 16384> part{};
  for (ssize_t n = 0; (n = ::recv(socket, part.data(), part.size(), 0)) > 0;)
    out.append(part.data(), static_cast<size_t>(n));
  return out;
}

}  // namespace

HttpAnswer http(int port, const std::string& request) {
  HttpAnswer answer;
  const int socket = connected_to(port);
  if (socket < 0) return answer;
  const std::string said = talk(socket, request);
  ::close(socket);
  const size_t blank = said.find("\r\n\r\n");
  if (said.rfind("HTTP/1.", 0) != 0 || blank == std::string::npos) return answer;
  answer.status = std::stoi(said.substr(9, 3));
  answer.head = said.substr(0, blank);
  answer.body = said.substr(blank + 4);
  return answer;
}

HttpAnswer get(int port, const std::string& path) {
  return http(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
}

HttpAnswer post(int port, const std::string& path, const std::string& body, const std::string& content_type) {
  return http(port, "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + content_type +
                        "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

bool comes_true(const std::function<bool()>& so) {
  for (int i = 0; i < 600; ++i) {
    if (so()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

Service::Service(std::vector<std::string> arguments, std::vector<std::string> environment) {
  static int serial = 0;
  const std::string base = (fs::temp_directory_path() / "firstday-serve-").string() +
                           std::to_string(getpid()) + "-" + std::to_string(++serial);
  out_ = base + ".out";
  err_ = base + ".err";
  arguments.insert(arguments.begin(), FIRSTDAY_PROGRAM);
  std::vector<char*> words;
  words.reserve(arguments.size() + 1);
  for (std::string& a : arguments) words.push_back(a.data());
  words.push_back(nullptr);
  std::vector<char*> variables;
  variables.reserve(environment.size() + 100);
  // Of two with one name the first counts.
  for (std::string& e : environment) variables.push_back(e.data());
  for (char** e = environ; *e != nullptr; ++e) variables.push_back(*e);
  variables.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err_.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (posix_spawn(&pid_, FIRSTDAY_PROGRAM, &actions, nullptr, words.data(), variables.data()) != 0) pid_ = -1;
  posix_spawn_file_actions_destroy(&actions);
  comes_true([this] {
    const std::string said = read_file(out_);
    const size_t colon = said.rfind(':');
    if (said.find("Listening on ") != std::string::npos && said.back() == '\n')
      port_ = std::stoi(said.substr(colon + 1));
    return port_ != 0 || !runs();
  });
}

Service::~Service() {
  if (runs()) {
    ::kill(pid_, SIGKILL);
    wait();
  }
  fs::remove(out_);
  fs::remove(err_);
}

void Service::signal(int number) const {
  ::kill(pid_, number);
}

bool Service::runs() {
  if (pid_ < 0 || ended_ >= 0) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
  ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return false;
}

int Service::wait(int seconds) {
  for (int i = 0; i < seconds * 20 && runs(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  return ended_;
}

bool Service::becomes(int status) const {
  return comes_true([&] { return get(port_, "/ready").status == status; });
}

}  // namespace firstday::e2e
