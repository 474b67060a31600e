#include "faults/post_office.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace firstday::faults {

namespace {

constexpr int kAtOnce = 3;
constexpr int kPause = 5'000;  ///< microseconds after a post, and where there is none

int connected(const Address& to) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(to.port));
  ::inet_pton(AF_INET, to.host.c_str(), &address.sin_addr);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  ::close(socket);
  return -1;
}

std::string read_to_the_end(int socket) {
  std::string out;
  char part[2048];
  for (ssize_t n = 0; (n = ::recv(socket, part, sizeof part, 0)) > 0;)
    out.append(part, static_cast<std::size_t>(n));
  return out;
}

/// Each third is posted once more after its 200, as by a gateway that lost the answer.
int times_to_be_answered(std::size_t letter) {
  return letter % 3 == 0 ? 2 : 1;
}

}  // namespace

PostOffice::PostOffice(Address to, unsigned seed) : to_(std::move(to)) {
  for (unsigned i = 0; i < kAtOnce; ++i) threads_.emplace_back([this, seed, i] { work(seed + i); });
}

PostOffice::~PostOffice() {
  over_ = true;
  for (std::thread& thread : threads_) thread.join();
}

void PostOffice::add(Letter letter) {
  const std::lock_guard lock(guard_);
  letters_.push_back(std::move(letter));
  in_hand_.push_back(false);
}

bool PostOffice::is_done() const {
  const std::lock_guard lock(guard_);
  for (std::size_t i = 0; i < letters_.size(); ++i)
    if (letters_[i].answered < times_to_be_answered(i)) return false;
  return true;
}

void PostOffice::wait_for_silence() const {
  while (waiting_ > 0) ::usleep(200);
}

std::vector<Letter> PostOffice::letters() const {
  const std::lock_guard lock(guard_);
  return letters_;
}

void PostOffice::work(unsigned seed) {
  std::mt19937 random(seed);
  while (!over_) {
    const int letter = pauses_ ? -1 : next(random);
    if (letter >= 0) note(letter, post(letters()[static_cast<std::size_t>(letter)].body));
    ::usleep(kPause);
  }
}

/// -1: nothing is to be posted now.
int PostOffice::next(std::mt19937& random) {
  const std::lock_guard lock(guard_);
  std::vector<std::size_t> due, old;
  for (std::size_t i = 0; i < letters_.size(); ++i) {
    if (in_hand_[i]) continue;
    (letters_[i].answered < times_to_be_answered(i) ? due : old).push_back(i);
  }
  const auto& from = due.empty() && insists_ ? old : due;
  if (from.empty()) return -1;
  const std::size_t chosen = from[random() % from.size()];
  in_hand_[chosen] = true;
  return static_cast<int>(chosen);
}

/// The status of the answer; 0 where there was none.
int PostOffice::post(const std::string& body) {
  const int socket = connected(to_);
  if (socket < 0) return 0;
  const std::string request = "POST " + to_.path +
                              " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                              "Content-Length: " +
                              std::to_string(body.size()) + "\r\n\r\n" + body;
  ++waiting_;
  const bool said =
      ::send(socket, request.data(), request.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(request.size());
  const std::string answer = said ? read_to_the_end(socket) : "";
  ::close(socket);
  --waiting_;
  if (answer.rfind("HTTP/1.", 0) == 0) return std::atoi(answer.c_str() + 9);
  if (said) ++cut_off_;
  return 0;
}

void PostOffice::note(int letter, int status) {
  const std::lock_guard lock(guard_);
  Letter& one = letters_[static_cast<std::size_t>(letter)];
  in_hand_[static_cast<std::size_t>(letter)] = false;
  if (status != 0 && status != 200 && status != 503) ++odd_;
  if (status == 503) ++refusals_;
  if (status != 200) return;
  ++answers_;
  if (++one.answered > 1) ++repeats_;
}

}  // namespace firstday::faults
