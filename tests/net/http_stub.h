// A small HTTP server on loopback that counts what it processed and misbehaves on request.
//
// "Processed" means: the whole request was read. That is what a gateway would have acted on, whatever
// it answers afterwards; so the count is the oracle for "asked once".
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace firstday::net {

struct StubRequest {
  std::string head;  ///< request line and headers
  std::string body;
  int connection = 0;  ///< number of the connection, from 1
};

enum class StubAnswer {
  kOk,              ///< 200, {"id":"<n>"}, connection kept alive
  kStatus,          ///< as kOk with the status below
  kOkThenClose,     ///< as kOk, then closes without having said so; counted by closed()
  kCloseAfterRead,  ///< reads the whole request, then closes without a byte
  kResetAfterRead,  ///< reads the whole request, then resets the connection
  kHang,            ///< reads the whole request, then says nothing until the client goes
  kHalfHeaders,     ///< half a status line, then closes
  kHalfBody,        ///< promises more than it sends, then closes
  kDrip,            ///< a header without an end, a byte every few milliseconds until the client goes
  kGarbage,         ///< no HTTP at all
  kRedirect,        ///< to itself, with the redirect status below
  kAskLogin,        ///< 401
};

class HttpStub {
 public:
  using Script = std::function<StubAnswer(const StubRequest& request, int number)>;

  /// Listens on a free port of 127.0.0.1 at once. `script` is asked per whole request, with its number
  /// from 1; called on the server's threads.
  explicit HttpStub(Script script);
  ~HttpStub();
  HttpStub(const HttpStub&) = delete;
  HttpStub& operator=(const HttpStub&) = delete;

  std::string url(const std::string& path = "/send") const;
  int processed() const { return processed_; }
  int connections() const { return connections_; }
  int closed() const { return closed_; }  ///< connections that a kOkThenClose has ended
  std::vector<StubRequest> requests() const;
  std::atomic<int> status{503};           ///< of kStatus
  std::atomic<int> redirect_status{307};  ///< of kRedirect

 private:
  void accept_loop();
  void serve(int socket, int connection);
  bool answer(int socket, const StubRequest& request);

  Script script_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> ending_{false};
  std::atomic<int> processed_{0};
  std::atomic<int> connections_{0};
  std::atomic<int> closed_{0};
  mutable std::mutex guard_;
  std::vector<StubRequest> requests_;
  std::vector<int> sockets_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

}  // namespace firstday::net
