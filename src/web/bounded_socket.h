// A connection that counts what it receives and knows when it must have received it. Private to server.cpp.
#pragma once

#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>

#include <atomic>
#include <chrono>
#include <functional>

namespace firstday::web {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What all connections of a server share; outlives them.
struct Crowd {
  std::function<bool()> others_wait;
  std::atomic<bool> closing{false};
};

struct SocketBounds {
  long long bytes = 0;  ///< that may come at all, framing included
  std::chrono::milliseconds whole{0};
  std::chrono::milliseconds when_crowded{0};
};

/// Used by one thread. Every receive waits at most for what is left of the whole request's time; then, and
/// when too many bytes came, it throws as a network error does.
class BoundedSocket : public Poco::Net::StreamSocketImpl {
 public:
  BoundedSocket(const Poco::Net::StreamSocket& accepted, const SocketBounds& bounds, const Crowd& crowd);

  int receiveBytes(void* buffer, int length, int flags) override;
  bool poll(const Poco::Timespan& timeout, int mode) override;
  void close() override;

  bool ended() const { return ended_; }  ///< the client said that nothing more comes
  bool too_long() const { return too_long_; }
  bool too_late() const { return too_late_; }
  /// From now on what comes is only thrown away: at most so many bytes more.
  void allow(long long more) { left_ = more; }

 protected:
  ~BoundedSocket() override;

 private:
  bool wait_for_bytes();
  bool must_give_up(SteadyTime now) const;

  Poco::Net::StreamSocket accepted_;
  SocketBounds bounds_;
  const Crowd& crowd_;
  SteadyTime began_ = std::chrono::steady_clock::now();
  long long left_;
  bool ended_ = false;
  bool too_long_ = false;
  bool too_late_ = false;
};

}  // namespace firstday::web
