#include "faults/counting_provider.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>

namespace firstday::faults {

namespace {

constexpr std::string_view kWords[] = {"takes",
                                       "takes, dripping",
                                       "takes, with an old id",
                                       "takes and closes",
                                       "takes and resets",
                                       "takes and hangs",
                                       "takes and hangs after headers",
                                       "takes and says half",
                                       "takes and says garbage",
                                       "takes and says 500",
                                       "takes and says 502",
                                       "says 200 with an error",
                                       "not now",
                                       "never"};
static_assert(std::size(kWords) == kBehaviours);

constexpr const char* kTaken = R"({"status":"taken","id":"m-)";

/// Reads one request; the body. False when the client went away first.
bool read_request(int socket, std::string& buffer, std::string& body) {
  char chunk[4096];
  for (;;) {
    if (const std::size_t end = buffer.find("\r\n\r\n"); end != std::string::npos) {
      const std::size_t at = buffer.find("Content-Length: ");
      const std::size_t length = at > end ? 0 : std::strtoul(buffer.c_str() + at + 16, nullptr, 10);
      if (buffer.size() >= end + 4 + length) {
        body = buffer.substr(end + 4, length);
        buffer.erase(0, end + 4 + length);
        return true;
      }
    }
    const ssize_t n = ::recv(socket, chunk, sizeof chunk, 0);
    if (n <= 0) return false;
    buffer.append(chunk, static_cast<std::size_t>(n));
  }
}

/// A form field as it stands; only what needs no decoding but the plus of a number is asked for.
std::string field(const std::string& body, const std::string& name) {
  std::size_t at = body.rfind(name + "=", 0) == 0 ? 0 : body.find("&" + name + "=");
  if (at == std::string::npos) return "";
  at = body.find('=', at) + 1;
  std::string value = body.substr(at, body.find('&', at) - at);
  if (value.rfind("%2B", 0) == 0) value.replace(0, 3, "+");
  return value;
}

bool send_all(int socket, const std::string& text) {
  return ::send(socket, text.data(), text.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(text.size());
}

bool drip(int socket, const std::string& text) {
  for (const char c : text) {
    if (!send_all(socket, {c})) return false;
    ::usleep(2'000);
  }
  return true;
}

void wait_for_client_to_go(int socket) {
  char chunk[64];
  while (::recv(socket, chunk, sizeof chunk, 0) > 0) {
  }
}

std::string with(const char* status, const std::string& body, const char* more = "") {
  return std::string("HTTP/1.1 ") + status + "\r\n" + more +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// Ends the connection with a reset, and keeps the number of the socket taken.
void reset(int socket) {
  const linger now{1, 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  const int spare = ::socket(AF_INET, SOCK_STREAM, 0);
  ::dup2(spare, socket);
  ::close(spare);
}

}  // namespace

bool is_processed(Behaviour behaviour) {
  return behaviour < Behaviour::kSays200WithAnError;
}

bool is_ambiguous(Behaviour behaviour) {
  return behaviour >= Behaviour::kTakesAndCloses && behaviour <= Behaviour::kSays200WithAnError;
}

std::string_view word(Behaviour behaviour) {
  return kWords[static_cast<std::size_t>(behaviour)];
}

CountingProvider::CountingProvider(Choose choose, HasAttempt has_attempt)
    : choose_(std::move(choose)), has_attempt_(std::move(has_attempt)) {
  listen();
}

CountingProvider::~CountingProvider() {
  stop_listening();
  release();
  {
    const std::lock_guard lock(guard_);
    for (int socket : sockets_) ::shutdown(socket, SHUT_RDWR);
  }
  for (std::thread& thread : threads_) thread.join();
  for (int socket : sockets_) ::close(socket);
}

std::string CountingProvider::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<Asked> CountingProvider::asked() const {
  const std::lock_guard lock(guard_);
  return asked_;
}

void CountingProvider::hold(int n) {
  const std::lock_guard lock(guard_);
  until_hold_ = n;
}

bool CountingProvider::holds_one() const {
  const std::lock_guard lock(guard_);
  return holding_ > 0;
}

void CountingProvider::release() {
  const std::lock_guard lock(guard_);
  holding_ = until_hold_ = 0;
  changed_.notify_all();
}

void CountingProvider::between_requests(const std::function<void()>& change) {
  const std::lock_guard lock(guard_);
  change();
}

void CountingProvider::refuse_connections(bool refuse) {
  if (refuse)
    stop_listening();
  else
    listen();
}

void CountingProvider::listen() {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener, 128) != 0)
    ::abort();
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  listener_ = listener;
  acceptor_ = std::thread([this, listener] { accept_loop(listener); });
}

void CountingProvider::stop_listening() {
  if (listener_ < 0) return;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  ::close(listener_);
  listener_ = -1;
}

void CountingProvider::accept_loop(int listener) {
  for (;;) {
    const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    const std::lock_guard lock(guard_);
    sockets_.push_back(socket);
    threads_.emplace_back([this, socket] { serve(socket); });
  }
}

void CountingProvider::serve(int socket) {
  std::string buffer;
  for (std::string body; read_request(socket, buffer, body);) {
    const Asked asked = note(body);
    if (asked.held && wait_while_held()) break;
    if (!answer(socket, asked.behaviour)) break;
  }
  // The descriptor itself is closed by the destructor, so that its number is not given out again.
  ::shutdown(socket, SHUT_RDWR);
}

Asked CountingProvider::note(const std::string& body) {
  Asked asked;
  asked.to = field(body, "to");
  asked.reference = field(body, "reference");
  const std::lock_guard lock(guard_);
  asked.has_attempt = has_attempt_ == nullptr || has_attempt_(asked.reference);
  asked.behaviour = choose_(asked, static_cast<int>(asked_.size()) + 1);
  asked.held = --until_hold_ == 0;
  if (asked.held) {
    asked.behaviour = Behaviour::kTakesAndCloses;
    ++holding_;
  }
  asked_.push_back(asked);
  return asked;
}

bool CountingProvider::wait_while_held() {
  std::unique_lock lock(guard_);
  changed_.wait(lock, [this] { return holding_ == 0; });
  return true;
}

bool CountingProvider::hang(int socket) {
  ++hanging_;
  wait_for_client_to_go(socket);
  --hanging_;
  return false;
}

/// False when the connection ends with this answer.
bool CountingProvider::answer(int socket, Behaviour behaviour) {
  static std::atomic<int> messages{0};
  const std::string id =
      std::to_string(behaviour == Behaviour::kTakesWithAnOldId ? messages.load() : ++messages);
  const std::string taken = kTaken + id + "\"}";
  switch (behaviour) {
    case Behaviour::kTakes:
    case Behaviour::kTakesWithAnOldId:
      return send_all(socket, with("200 OK", taken));
    case Behaviour::kTakesDripping:
      return drip(socket, with("200 OK", taken));
    case Behaviour::kTakesAndCloses:
      return false;
    case Behaviour::kTakesAndResets:
      reset(socket);
      return false;
    case Behaviour::kTakesAndHangs:
      return hang(socket);
    case Behaviour::kTakesAndHangsAfterHeaders:
      send_all(socket, "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n");
      return hang(socket);
    case Behaviour::kTakesAndSaysHalf:
      send_all(socket, "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + taken);
      return false;
    case Behaviour::kTakesAndSaysGarbage:
      send_all(socket, "\x16\x03nothing like it\r\n\r\n");
      return false;
    case Behaviour::kTakesAndSays500:
      return send_all(socket, with("500 Internal Server Error", taken));
    case Behaviour::kTakesAndSays502:
      return send_all(socket, with("502 Bad Gateway", "<html>Bad gateway</html>"));
    case Behaviour::kSays200WithAnError:
      return send_all(socket, with("200 OK", R"({"error":"quota"})"));
    case Behaviour::kNotNow:
      return send_all(socket, with("429 Too Many Requests", "{}", "Retry-After: 2\r\n"));
    case Behaviour::kNever:
      return send_all(socket, with("422 Unprocessable", R"({"status":"never"})"));
  }
  return false;
}

std::string counting_definition(int timeout) {
  return R"(format: 1
id: counting
version: 1
channel: text
parameters:
  url: {kind: url, help: "Address of the counting gateway"}
request:
  method: POST
  url: "{{param.url}}/send"
  form:
    to: "{{to}}"
    text: "{{body}}"
    reference: "{{reference}}"
limits: {max_in_flight: 4, connect_timeout_seconds: 2, timeout_seconds: )" +
         std::to_string(timeout) + R"(}
response:
  parse: json
  provider_id: {body: /id}
outcomes:
  - {when: {status: 200, body: {/status: taken}, has_id: true}, is: accepted, why: "Taken."}
  - {when: {status: 429}, is: rejected_temporary, retry_after: header, why: "Not now."}
  - {when: {status: 422, body: {/status: never}}, is: rejected_permanent, why: "This number never."}
self_test:
  parameters: {url: "http://127.0.0.1:1"}
  requests:
    - message: {to: "+447700900123", body: "a", reference: "r"}
      expect:
        method: POST
        url: "http://127.0.0.1:1/send"
        headers: {Content-Type: "application/x-www-form-urlencoded"}
        body: "to=%2B447700900123&text=a&reference=r"
  responses:
    - {status: 200, body: '{"status":"taken","id":"1"}', is: accepted, provider_id: "1"}
    - {status: 200, body: '{"error":"quota"}', is: unknown}
    - {status: 429, headers: {Retry-After: "2"}, body: "{}", is: rejected_temporary, retry_after: 2}
    - {status: 422, body: '{"status":"never"}', is: rejected_permanent}
)";
}

}  // namespace firstday::faults
