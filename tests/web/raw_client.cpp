#include "web/raw_client.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace firstday::web {

RawClient::RawClient(const std::string& address) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  to.sin_port = htons(static_cast<uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
    ::close(socket_);
    socket_ = -1;
  }
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

bool RawClient::say(const std::string& bytes) {
  size_t said = 0;
  while (said < bytes.size()) {
    const ssize_t n = ::send(socket_, bytes.data() + said, bytes.size() - said, MSG_NOSIGNAL);
    if (n <= 0) return false;
    said += static_cast<size_t>(n);
  }
  return true;
}

void RawClient::end_of_request() {
  ::shutdown(socket_, SHUT_WR);
}

std::string RawClient::hear() {
  std::string out;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t n = ::recv(socket_, part.data(), part.size(), 0);
    if (n <= 0) return out;
    out.append(part.data(), static_cast<size_t>(n));
  }
}

std::string ask(const std::string& address, const std::string& request) {
  RawClient client(address);
  client.say(request);
  return client.hear();
}

int status_of(const std::string& answer) {
  return answer.rfind("HTTP/1.", 0) == 0 && answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace firstday::web
