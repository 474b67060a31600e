// One request to the end, for every test with a server.
#pragma once

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>

#include "ports/http_client.h"

namespace firstday::net {

/// A text to a family, and three seconds for all of it.
inline ports::HttpRequest request_to(const std::string& url) {
  ports::HttpRequest r;
  r.url = url;
  r.headers = {{"Content-Type", "text/plain"}, {"X-Ours", "yes"}};
  r.body = "to=+447700900301&text=hello";
  r.connect_timeout = std::chrono::milliseconds{2000};
  r.total_timeout = std::chrono::milliseconds{3000};
  return r;
}

/// Starts and polls until it is over; `done` must come exactly once.
inline ports::HttpResult fetch(ports::HttpClient& client, ports::HttpRequest request) {
  std::optional<ports::HttpResult> got;
  int called = 0;
  client.start(std::move(request), [&](ports::HttpResult result) {
    got = std::move(result);
    ++called;
  });
  while (client.poll(std::chrono::milliseconds{50}) > 0) {
  }
  EXPECT_EQ(called, 1);
  return got.value_or(ports::HttpResult{});
}

}  // namespace firstday::net
