#include "net/bytes_left.h"

namespace firstday::net {

long long bytes_that_may_have_left(const Counted& c) {
  if (c.bytes != 0) return c.bytes;
  const int first_that_is_no_proof = c.may_be_http2 ? 1 : 2;
  return c.about_to_write >= first_that_is_no_proof ? 1 : 0;
}

}  // namespace firstday::net
