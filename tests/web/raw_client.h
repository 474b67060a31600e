// A client that says exactly what it is told, byte by byte if need be.
#pragma once

#include <string>

namespace firstday::web {

/// One connection to HOST:PORT on loopback.
class RawClient {
 public:
  explicit RawClient(const std::string& address);
  ~RawClient();
  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&&) = delete;

  /// False when the other side has gone.
  bool say(const std::string& bytes);
  void end_of_request();  ///< nothing more will be said
  /// All that comes until the other side closes.
  std::string hear();

 private:
  int socket_ = -1;
};

/// The whole answer to one request said at once.
std::string ask(const std::string& address, const std::string& request);
int status_of(const std::string& answer);  ///< 0 when it is none

}  // namespace firstday::web
