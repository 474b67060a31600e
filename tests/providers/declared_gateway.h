// A gateway on loopback that gives every request one answer, word for word, and closes. For answers that
// the misbehaving server of tests/net does not give.
#pragma once

#include <string>
#include <thread>

namespace firstday::provider_declared {

class Gateway {
 public:
  /// `answer` is the whole of it: status line, headers, body.
  explicit Gateway(std::string answer);
  ~Gateway();
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;

  std::string url(const std::string& path) const;
  /// Request line and headers of the last request; ask after its answer has come.
  const std::string& head() const { return head_; }

 private:
  void serve();

  std::string answer_;
  std::string head_;
  int listener_ = -1;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace firstday::provider_declared
