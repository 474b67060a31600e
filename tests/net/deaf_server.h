// A server that never says anything: the kernel takes connections for it, and nobody reads them.
#pragma once

#include <string>
#include <vector>

namespace firstday::net {

class DeafServer {
 public:
  /// Listens on a free port of 127.0.0.1.
  DeafServer();
  ~DeafServer();
  DeafServer(const DeafServer&) = delete;
  DeafServer& operator=(const DeafServer&) = delete;

  /// Connects itself until the kernel takes no more: from then on nobody gets a connection. False when that
  /// never happens.
  bool fill();
  std::string url(const std::string& scheme) const;

 private:
  int listener_ = -1;
  int port_ = 0;
  std::vector<int> own_;
};

}  // namespace firstday::net
