// HTTP/1.1 on one address, in front of one function. Bounded in every direction: a client that is slow,
// silent or endless costs one connection, for a time, and nobody else.
//
//   - One request a connection; it is closed after the answer.
//   - A request must be whole by `whole_request`, however its bytes drip; by `when_crowded` while others
//   wait.
//   - Head and body are counted as they come, chunks with their framing; what does not come whole is refused.
//   - More connections than `connections` wait, `waiting` of them; what is beyond is closed at once.
//
// No TLS: that is the business of the reverse proxy in front.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "web/request.h"

namespace firstday::web {

struct Bounds {
  long long body_bytes = 64LL * 1024;
  long long head_bytes = 16LL * 1024;  ///< request line and headers
  std::chrono::milliseconds whole_request{10'000};
  std::chrono::milliseconds when_crowded{1'000};
  int connections = 64;  ///< each has a thread while it lasts
  int waiting = 256;
};

class Server {
 public:
  /// Called on the server's threads, several at once, with whole requests only. What it throws becomes a 500.
  using Handler = std::function<Answer(const Request&)>;

  /// Listens at once. `address` is HOST:PORT; port 0 takes a free one. kConfiguration when it is no address,
  /// kUnavailable when it cannot be had.
  static base::Result<std::unique_ptr<Server>> listen(const std::string& address, Bounds bounds,
                                                      Handler handler);
  /// stop(), where it was not called.
  virtual ~Server() = default;

  virtual std::string address() const = 0;  ///< as it listens: 127.0.0.1:8470
  virtual long long refused() const = 0;    ///< connections closed because too many waited
  /// Takes no more connections, cuts those whose request is not whole, and waits for the others' answers.
  virtual void stop() = 0;
};

}  // namespace firstday::web
