// The server's bounds, against clients that do what clients should not.
#include "web/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

#include "web/raw_client.h"

namespace firstday::web {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using Clock = std::chrono::steady_clock;

Bounds small_bounds() {
  Bounds b;
  b.body_bytes = 1000;
  b.head_bytes = 2000;
  b.whole_request = 1'000ms;
  b.when_crowded = 300ms;
  b.connections = 4;
  b.waiting = 64;
  return b;
}

/// Answers with the length and the body of what came.
struct Echo {
  explicit Echo(Bounds bounds = small_bounds()) {
    auto listening = Server::listen("127.0.0.1:0", bounds, [this](const Request& r) {
      ++asked;
      if (r.path == "/throw") throw std::runtime_error("at work");
      return Answer{200, r.method + " " + r.path + "?" + r.query + " " + r.body};
    });
    EXPECT_TRUE(listening.ok());
    server = std::move(listening).value();
  }
  std::string say(const std::string& request) const { return ask(server->address(), request); }

  std::atomic<int> asked{0};
  std::unique_ptr<Server> server;
};

std::string post(const std::string& body, const std::string& more = "") {
  return "POST /a HTTP/1.1\r\nHost: x\r\n" + more + "Content-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

std::string chunked(const std::string& chunks) {
  return "POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
}

TEST(Server, AWholeRequestIsAnsweredAndTheConnectionClosed) {
  Echo echo;
  const std::string answer = echo.say("GET /a/b?c=d HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_THAT(answer, HasSubstr("GET /a/b?c=d "));
  EXPECT_THAT(answer, HasSubstr("Connection: Close"));
}

TEST(Server, ABodyComesWithItsLengthOrInChunks) {
  Echo echo;
  EXPECT_THAT(echo.say(post("hello")), HasSubstr("POST /a? hello"));
  EXPECT_THAT(echo.say(chunked("3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n")), HasSubstr("POST /a? hello"));
}

TEST(Server, ABodyOfExactlyTheBoundIsTakenAndOneByteMoreIsNot) {
  Echo echo;
  EXPECT_EQ(status_of(echo.say(post(std::string(1000, 'x')))), 200);
  EXPECT_EQ(status_of(echo.say(post(std::string(1001, 'x')))), 413);
  EXPECT_EQ(status_of(echo.say(chunked("3e8\r\n" + std::string(1000, 'x') + "\r\n0\r\n\r\n"))), 200);
  EXPECT_EQ(status_of(echo.say(chunked("3e9\r\n" + std::string(1001, 'x') + "\r\n0\r\n\r\n"))), 413);
  EXPECT_EQ(echo.asked, 2);
}

TEST(Server, AnEndlessBodyInChunksIsCut) {
  Echo echo;
  RawClient client(echo.server->address());
  client.say(chunked(""));
  const auto began = Clock::now();
  while (client.say("1\r\nx\r\n") && Clock::now() - began < 5s) {
  }
  EXPECT_LT(Clock::now() - began, 4s);
  EXPECT_EQ(echo.asked, 0);
}

TEST(Server, WhatDoesNotComeWholeIsNeverHandedOn) {
  Echo echo;
  for (const char* cut :
       {"POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf", "POST /a HTTP/1.1\r\nContent-Le",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n"}) {
    RawClient client(echo.server->address());
    client.say(cut);
    client.end_of_request();
    EXPECT_NE(status_of(client.hear()), 200) << cut;
  }
  EXPECT_EQ(echo.asked, 0);
}

TEST(Server, ChunksThatAreNoneAreRefused) {
  Echo echo;
  EXPECT_EQ(status_of(echo.say(chunked("3\r\nhel\r\nzz\r\nlo\r\n0\r\n\r\n"))), 400);
  EXPECT_EQ(echo.asked, 0);
}

TEST(Server, ARequestThatSaysInTwoWaysHowLongItIsIsRefused) {
  Echo echo;
  EXPECT_EQ(status_of(echo.say(post("hello", "Content-Length: 3\r\n"))), 400);
  EXPECT_EQ(status_of(echo.say(post("hello", "Transfer-Encoding: chunked\r\n"))), 400);
  EXPECT_EQ(status_of(echo.say("POST /a HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\nxx")), 501);
  EXPECT_EQ(status_of(echo.say("POST /a HTTP/1.1\r\nHost: x\r\n\r\n")), 411);
  EXPECT_EQ(echo.asked, 0);
}

TEST(Server, HeadersHaveABoundTogetherAndEachForItself) {
  Echo echo;
  std::string many;
  for (int i = 0; i < 100; ++i) many += "X-" + std::to_string(i) + ": " + std::string(30, 'y') + "\r\n";
  EXPECT_EQ(status_of(echo.say("GET / HTTP/1.1\r\n" + many + "\r\n")), 431);
  EXPECT_NE(status_of(echo.say("GET / HTTP/1.1\r\nX: " + std::string(100'000, 'y') + "\r\n\r\n")), 200);
  EXPECT_NE(status_of(echo.say("GET /" + std::string(100'000, 'y') + " HTTP/1.1\r\n\r\n")), 200);
  EXPECT_EQ(echo.asked, 0);
}

TEST(Server, AClientThatDripsIsCutWhenItsTimeIsOver) {
  Echo echo;
  const auto began = Clock::now();
  RawClient client(echo.server->address());
  client.say("POST /a HTTP/1.1\r\nContent-Length: 900\r\n\r\n");
  while (client.say("x") && Clock::now() - began < 6s) std::this_thread::sleep_for(50ms);
  EXPECT_GE(Clock::now() - began, 900ms);
  EXPECT_LT(Clock::now() - began, 4s);
  EXPECT_EQ(echo.asked, 0);
}

TEST(Server, SilentConnectionsDoNotStopTheOthers) {
  Bounds bounds = small_bounds();
  bounds.whole_request = 60s;
  Echo echo(bounds);
  std::vector<RawClient> silent;
  silent.reserve(20);
  for (int i = 0; i < 20; ++i) silent.emplace_back(echo.server->address());
  silent.front().say("POST /a HTTP/1.1\r\n");
  const auto began = Clock::now();
  EXPECT_EQ(status_of(echo.say("GET / HTTP/1.1\r\n\r\n")), 200);
  EXPECT_LT(Clock::now() - began, 10s);
}

TEST(Server, TwoHundredAtOnceAreEachHandedOnOnce) {
  std::mutex guard;
  std::multiset<std::string> kept;
  auto listening = Server::listen("127.0.0.1:0", {}, [&](const Request& r) {
    std::this_thread::sleep_for(5ms);  // as long as a commit may take
    const std::lock_guard lock(guard);
    kept.insert(r.body);
    return Answer{200, "OK"};
  });
  ASSERT_TRUE(listening.ok());
  std::atomic<int> well{0};
  std::vector<std::thread> clients;
  clients.reserve(200);
  for (int i = 0; i < 200; ++i)
    clients.emplace_back([&, i] {
      if (status_of(ask(listening.value()->address(), post("post " + std::to_string(i)))) == 200) ++well;
    });
  for (std::thread& c : clients) c.join();
  EXPECT_EQ(well, 200);
  EXPECT_EQ(kept.size(), 200u);
  EXPECT_EQ(std::set<std::string>(kept.begin(), kept.end()).size(), 200u);
}

TEST(Server, AHandlerThatThrowsIsAnswered500_AndTheServerGoesOn) {
  Echo echo;
  EXPECT_EQ(status_of(echo.say("GET /throw HTTP/1.1\r\n\r\n")), 500);
  EXPECT_EQ(status_of(echo.say("GET / HTTP/1.1\r\n\r\n")), 200);
}

TEST(Server, StoppingCutsWhoeverIsSilentAndTakesNobodyMore) {
  Bounds bounds = small_bounds();
  bounds.whole_request = 60s;
  Echo echo(bounds);
  RawClient silent(echo.server->address());
  silent.say("POST /a HT");
  const std::string address = echo.server->address();
  const auto began = Clock::now();
  echo.server->stop();
  EXPECT_LT(Clock::now() - began, 5s);
  EXPECT_EQ(status_of(ask(address, "GET / HTTP/1.1\r\n\r\n")), 0);
}

TEST(Server, AnAddressThatIsTakenOrNoneIsSaidSo) {
  Echo echo;
  const auto taken = Server::listen(echo.server->address(), {}, [](const Request&) { return Answer{}; });
  ASSERT_FALSE(taken.ok());
  EXPECT_EQ(taken.error().kind, base::ErrorKind::kUnavailable);
  for (const char* wrong : {"", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:99999"}) {
    const auto none = Server::listen(wrong, {}, [](const Request&) { return Answer{}; });
    ASSERT_FALSE(none.ok()) << wrong;
    EXPECT_EQ(none.error().kind, base::ErrorKind::kConfiguration) << wrong;
  }
}

}  // namespace
}  // namespace firstday::web
