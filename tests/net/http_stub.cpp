#include "net/http_stub.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace firstday::net {

namespace {

/// Reads until the predicate holds; false when the client went away first.
template <typename Enough>
bool read_until(int socket, std::string& buffer, Enough enough) {
  char chunk[4096];
  while (!enough(buffer)) {
    const ssize_t n = ::recv(socket, chunk, sizeof chunk, 0);
    if (n <= 0) return false;
    buffer.append(chunk, static_cast<std::size_t>(n));
  }
  return true;
}

std::size_t length_of_body(const std::string& head) {
  const std::size_t at = head.find("Content-Length: ");
  return at == std::string::npos
             ? 0
             : static_cast<std::size_t>(std::strtoul(head.c_str() + at + 16, nullptr, 10));
}

bool read_request(int socket, std::string& buffer, StubRequest& request) {
  if (!read_until(socket, buffer,
                  [](const std::string& b) { return b.find("\r\n\r\n") != std::string::npos; }))
    return false;
  const std::size_t end = buffer.find("\r\n\r\n") + 4;
  request.head = buffer.substr(0, end);
  const std::size_t whole = end + length_of_body(request.head);
  if (!read_until(socket, buffer, [&](const std::string& b) { return b.size() >= whole; })) return false;
  request.body = buffer.substr(end, whole - end);
  buffer.erase(0, whole);
  return true;
}

bool send_all(int socket, const std::string& text) {
  return ::send(socket, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

std::string with_status(int status, const std::string& extra, const std::string& body) {
  return "HTTP/1.1 " + std::to_string(status) + " Said\r\n" + extra +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Ends when the client does: it sends nothing more, so what can be read is its end.
void drip_header(int socket) {
  const std::string begin = "HTTP/1.1 200 Said\r\nX-Patience: ";
  pollfd client{socket, POLLIN, 0};
  for (std::size_t i = 0; ::poll(&client, 1, 2) == 0; ++i)
    if (!send_all(socket, i < begin.size() ? begin.substr(i, 1) : "x")) return;
}

void reset_on_close(int socket) {
  const linger now{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

}  // namespace

HttpStub::HttpStub(Script script) : script_(std::move(script)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(listener_, 128);
  socklen_t size = sizeof address;
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  acceptor_ = std::thread([this] { accept_loop(); });
}

HttpStub::~HttpStub() {
  ending_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::lock_guard lock(guard_);
    for (int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& thread : threads_) thread.join();
  for (int socket : sockets_) ::close(socket);
  ::close(listener_);
}

std::string HttpStub::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + path;
}

std::vector<StubRequest> HttpStub::requests() const {
  const std::lock_guard lock(guard_);
  return requests_;
}

void HttpStub::accept_loop() {
  while (!ending_) {
    const int socket = ::accept(listener_, nullptr, nullptr);
    if (socket < 0) return;
    const int connection = ++connections_;
    const std::lock_guard lock(guard_);
    sockets_.push_back(socket);
    threads_.emplace_back([this, socket, connection] { serve(socket, connection); });
  }
}

void HttpStub::serve(int socket, int connection) {
  std::string buffer;
  for (;;) {
    StubRequest request;
    request.connection = connection;
    if (!read_request(socket, buffer, request)) break;
    {
      const std::lock_guard lock(guard_);
      requests_.push_back(request);
    }
    if (!answer(socket, request)) break;
  }
  // The descriptor itself is closed by the destructor, so that its number is not given out again.
  ::shutdown(socket, SHUT_RDWR);
}

/// False when the connection ends with this answer.
bool HttpStub::answer(int socket, const StubRequest& request) {
  const int number = ++processed_;
  const std::string body = R"({"id":")" + std::to_string(number) + "\"}";
  switch (script_(request, number)) {
    case StubAnswer::kOk:
      return send_all(socket, with_status(200, "", body));
    case StubAnswer::kStatus:
      return send_all(socket, with_status(status, "", body));
    case StubAnswer::kRedirect:
      return send_all(socket, with_status(redirect_status, "Location: " + url() + "\r\n", ""));
    case StubAnswer::kAskLogin:
      return send_all(socket, with_status(401, "WWW-Authenticate: Basic\r\n", ""));
    case StubAnswer::kOkThenClose:
      send_all(socket, with_status(200, "", body));
      ::shutdown(socket, SHUT_RDWR);
      ++closed_;
      return false;
    case StubAnswer::kDrip:
      drip_header(socket);
      return false;
    case StubAnswer::kCloseAfterRead:
      return false;
    case StubAnswer::kResetAfterRead: {
      reset_on_close(socket);
      const int spare = ::dup(listener_);
      ::dup2(spare, socket);  // closes the connection now, with a reset, and keeps the number taken
      ::close(spare);
      return false;
    }
    case StubAnswer::kHang: {
      std::string rest;
      read_until(socket, rest, [](const std::string&) { return false; });
      return false;
    }
    case StubAnswer::kHalfHeaders:
      send_all(socket, "HTTP/1.1 2");
      return false;
    case StubAnswer::kHalfBody:
      send_all(socket, "HTTP/1.1 200 Said\r\nContent-Length: 500\r\n\r\n{\"id\"");
      return false;
    case StubAnswer::kGarbage:
      send_all(socket, "\x16\x03nothing like it\r\n\r\n");
      return false;
  }
  return false;
}

}  // namespace firstday::net
