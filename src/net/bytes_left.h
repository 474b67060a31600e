// How many bytes of a request may have left this machine.
#pragma once

namespace firstday::net {

/// What one transfer of libcurl leaves behind.
struct Counted {
  long long bytes = 0;        ///< of request and body, that libcurl counted as written
  int about_to_write = 0;     ///< how often it had a connection for the request and was about to write
  bool may_be_http2 = false;  ///< HTTP/2 was on offer for it
};

/// Pure. 0 only where it is proof; 1 where libcurl counted nothing and something may have left all the same:
///   * it was about to write a second time, for then the first may have been written;
///   * HTTP/2, for there it writes several frames at once and counts none when one fails, though the one with
///     the request may have gone before. HTTP/1.1 counts what each write has taken.
long long bytes_that_may_have_left(const Counted& counted);

}  // namespace firstday::net
