// What libcurl does with our settings, against a real server: each request at most once.
#include "net/curl_http_client.h"

#include <gtest/gtest.h>

#include "net/fetch.h"
#include "net/http_stub.h"

namespace firstday::net {
namespace {

using ports::Evidence;
using ports::HttpRequest;
using ports::HttpResult;

HttpStub::Script always(StubAnswer answer) {
  return [answer](const StubRequest&, int) { return answer; };
}

TEST(CurlHttpClient, SendsWhatItWasGivenAndReadsTheAnswer) {
  HttpStub stub(always(StubAnswer::kOk));
  const auto client = make_curl_client({});
  const HttpResult r = fetch(*client, request_to(stub.url()));
  EXPECT_EQ(r.status, 200);
  EXPECT_EQ(r.body, R"({"id":"1"})");
  EXPECT_TRUE(r.whole_answer);
  EXPECT_EQ(evidence_of(r), Evidence::kAnswered);
  ASSERT_EQ(stub.requests().size(), 1u);
  EXPECT_EQ(stub.requests()[0].body, "to=+447700900301&text=hello");
  EXPECT_NE(stub.requests()[0].head.find("POST /send HTTP/1.1\r\n"), std::string::npos);
  EXPECT_NE(stub.requests()[0].head.find("X-Ours: yes\r\n"), std::string::npos);
}

TEST(CurlHttpClient, KeepsConnectionsAlive) {
  HttpStub stub(always(StubAnswer::kOk));
  const auto client = make_curl_client({});
  for (int i = 0; i < 20; ++i) EXPECT_EQ(fetch(*client, request_to(stub.url())).status, 200);
  EXPECT_EQ(stub.processed(), 20);
  EXPECT_EQ(stub.connections(), 1);
}

TEST(CurlHttpClient, AServerThatReadsAndClosesAKeptConnectionIsAskedOnce) {
  // libcurl by itself would send the second request again on a new connection and report success.
  HttpStub stub(
      [](const StubRequest&, int n) { return n == 2 ? StubAnswer::kCloseAfterRead : StubAnswer::kOk; });
  const auto client = make_curl_client({});
  EXPECT_EQ(evidence_of(fetch(*client, request_to(stub.url()))), Evidence::kAnswered);
  const HttpResult second = fetch(*client, request_to(stub.url()));
  EXPECT_EQ(evidence_of(second), Evidence::kUnknown) << second.transport_code;
  EXPECT_EQ(stub.processed(), 2) << "the request that may have been carried out was sent again";
  EXPECT_EQ(fetch(*client, request_to(stub.url())).status, 200);
  EXPECT_EQ(stub.processed(), 3);
}

TEST(CurlHttpClient, EveryWayOfEndingAfterTheRequestIsUnknownAndAskedOnce) {
  for (const StubAnswer answer :
       {StubAnswer::kCloseAfterRead, StubAnswer::kResetAfterRead, StubAnswer::kHalfHeaders,
        StubAnswer::kHalfBody, StubAnswer::kGarbage, StubAnswer::kHang}) {
    HttpStub stub([answer](const StubRequest&, int n) { return n == 1 ? StubAnswer::kOk : answer; });
    const auto client = make_curl_client({});
    fetch(*client, request_to(stub.url()));
    HttpRequest request = request_to(stub.url());
    request.total_timeout = std::chrono::milliseconds{400};
    const HttpResult r = fetch(*client, request);
    EXPECT_EQ(evidence_of(r), Evidence::kUnknown) << static_cast<int>(answer) << " " << r.transport_code;
    EXPECT_EQ(stub.processed(), 2) << static_cast<int>(answer);
  }
}

TEST(CurlHttpClient, NeitherARedirectNorALogInIsFollowedBySendingAgain) {
  for (const auto& [answer, status] :
       {std::pair{StubAnswer::kRedirect, 307}, std::pair{StubAnswer::kAskLogin, 401}}) {
    HttpStub stub(always(answer));
    const auto client = make_curl_client({});
    const HttpResult r = fetch(*client, request_to(stub.url()));
    EXPECT_EQ(r.status, status);
    EXPECT_EQ(stub.processed(), 1);
  }
}

TEST(CurlHttpClient, WhatNeverConnectedIsProvenNotSent) {
  std::string dead;
  {
    const HttpStub gone(always(StubAnswer::kOk));
    dead = gone.url();
  }
  const auto client = make_curl_client({});
  EXPECT_EQ(evidence_of(fetch(*client, request_to(dead))), Evidence::kNotSent);
  EXPECT_EQ(evidence_of(fetch(*client, request_to("http://no-such-host.invalid/x"))), Evidence::kNotSent);
  EXPECT_EQ(evidence_of(fetch(*client, request_to("ftp://127.0.0.1/x"))), Evidence::kNotSent);
}

TEST(CurlHttpClient, TlsToAServerThatSpeaksNoneIsProvenNotSent) {
  HttpStub stub(always(StubAnswer::kOk));
  std::string url = stub.url();
  url.replace(0, 4, "https");
  const auto client = make_curl_client({});
  EXPECT_EQ(evidence_of(fetch(*client, request_to(url))), Evidence::kNotSent);
  EXPECT_EQ(stub.processed(), 0);
}

TEST(CurlHttpClient, ManyAtOnceEndOnceEach) {
  HttpStub stub(always(StubAnswer::kOk));
  CurlSettings settings;
  settings.max_connections_per_host = 8;
  const auto client = make_curl_client(settings);
  std::vector<int> ended(200, 0);
  for (int& n : ended)
    client->start(request_to(stub.url()), [&n](const HttpResult& r) { n += r.status == 200 ? 1 : 100; });
  while (client->poll(std::chrono::milliseconds{50}) > 0) {
  }
  for (int n : ended) EXPECT_EQ(n, 1);
  EXPECT_EQ(stub.processed(), 200);
  EXPECT_LE(stub.connections(), 8);
}

TEST(CurlHttpClient, AnAnswerLongerThanAllowedIsNoAnswer) {
  HttpStub stub(always(StubAnswer::kOk));
  CurlSettings settings;
  settings.most_answer = 3;
  const auto client = make_curl_client(settings);
  EXPECT_EQ(evidence_of(fetch(*client, request_to(stub.url()))), Evidence::kUnknown);
}

}  // namespace
}  // namespace firstday::net
