#include "net/bytes_left.h"

#include <gtest/gtest.h>

namespace firstday::net {
namespace {

TEST(BytesLeft, NothingCountedIsProofOnlyBeforeASecondWriteAndInHttp2BeforeTheFirst) {
  EXPECT_EQ(bytes_that_may_have_left({0, 0, false}), 0) << "no connection, no handshake";
  EXPECT_EQ(bytes_that_may_have_left({0, 0, true}), 0);
  EXPECT_EQ(bytes_that_may_have_left({0, 1, false}), 0) << "HTTP/1.1: the write itself failed";
  EXPECT_EQ(bytes_that_may_have_left({0, 1, true}), 1);
  for (int times = 2; times < 8; ++times)
    for (const bool http2 : {false, true}) EXPECT_EQ(bytes_that_may_have_left({0, times, http2}), 1) << times;
}

TEST(BytesLeft, WhatWasCountedIsNeverMadeLess) {
  for (const long long bytes : {1LL, 141LL, 1'000'000LL})
    for (int times = 0; times < 4; ++times)
      for (const bool http2 : {false, true})
        EXPECT_EQ(bytes_that_may_have_left({bytes, times, http2}), bytes);
}

}  // namespace
}  // namespace firstday::net
