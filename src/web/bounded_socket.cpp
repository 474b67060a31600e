#include "web/bounded_socket.h"

#include <Poco/Net/NetException.h>

#include <algorithm>

namespace firstday::web {

namespace {

/// So often a connection looks whether others wait or the server ends.
constexpr std::chrono::milliseconds kLook{100};

}  // namespace

BoundedSocket::BoundedSocket(const Poco::Net::StreamSocket& accepted, const SocketBounds& bounds,
                             const Crowd& crowd)
    : StreamSocketImpl(accepted.impl()->sockfd()),
      accepted_(accepted),
      bounds_(bounds),
      crowd_(crowd),
      left_(bounds.bytes) {}

/// The descriptor is the accepted socket's, which closes it.
BoundedSocket::~BoundedSocket() {
  reset();
}

void BoundedSocket::close() {
  accepted_.close();
  reset();
}

bool BoundedSocket::must_give_up(SteadyTime now) const {
  if (crowd_.closing || now - began_ >= bounds_.whole) return true;
  return now - began_ >= bounds_.when_crowded && crowd_.others_wait();
}

bool BoundedSocket::wait_for_bytes() {
  const Poco::Timespan look(std::chrono::microseconds(kLook).count());
  while (!StreamSocketImpl::poll(look, SELECT_READ)) {
    too_late_ = must_give_up(std::chrono::steady_clock::now());
    if (too_late_) return false;
  }
  // One that drips is never silent for long, so the time is looked at here too.
  too_late_ = must_give_up(std::chrono::steady_clock::now());
  return !too_late_;
}

bool BoundedSocket::poll(const Poco::Timespan& timeout, int mode) {
  return (mode & SELECT_READ) != 0 ? wait_for_bytes() : StreamSocketImpl::poll(timeout, mode);
}

int BoundedSocket::receiveBytes(void* buffer, int length, int flags) {
  too_long_ = left_ <= 0;
  if (too_long_) throw Poco::Net::NetException("more than may come");
  if (!wait_for_bytes()) throw Poco::TimeoutException();
  const int wanted = static_cast<int>(std::min<long long>(length, left_));
  const int got = StreamSocketImpl::receiveBytes(buffer, wanted, flags);
  left_ -= std::max(got, 0);
  ended_ = got == 0;
  return got;
}

}  // namespace firstday::web
