// Where a request can get stuck: before its first byte that is proof, after it it is not.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <thread>

#include "net/curl_http_client.h"
#include "net/deaf_server.h"
#include "net/fetch.h"
#include "net/http_stub.h"

namespace firstday::net {
namespace {

using ports::Evidence;
using ports::HttpRequest;
using ports::HttpResult;
using std::chrono::milliseconds;

HttpRequest impatient(const std::string& url) {
  HttpRequest r = request_to(url);
  r.total_timeout = milliseconds{300};
  return r;
}

HttpResult fetch_with_new_client(const HttpRequest& request) {
  return fetch(*make_curl_client({}), request);
}

TEST(CurlFaults, AConnectionThatNobodyTakesIsNotSent) {
  DeafServer server;
  ASSERT_TRUE(server.fill());
  HttpRequest request = request_to(server.url("http"));
  request.connect_timeout = milliseconds{200};
  const HttpResult r = fetch_with_new_client(request);
  EXPECT_EQ(r.transport_code, CURLE_OPERATION_TIMEDOUT) << r.transport_error;
  EXPECT_EQ(evidence_of(r), Evidence::kNotSent);
}

TEST(CurlFaults, ATlsHandshakeThatIsNeverAnsweredIsNotSent) {
  DeafServer server;
  HttpRequest by_connect_limit = request_to(server.url("https"));
  by_connect_limit.connect_timeout = milliseconds{200};
  for (const HttpRequest& request : {by_connect_limit, impatient(server.url("https"))}) {
    const HttpResult r = fetch_with_new_client(request);
    EXPECT_EQ(r.transport_code, CURLE_OPERATION_TIMEDOUT) << r.transport_error;
    EXPECT_EQ(r.bytes_sent, 0);
    EXPECT_EQ(evidence_of(r), Evidence::kNotSent);
  }
}

TEST(CurlFaults, ARequestThatNobodyReadsIsUnknown) {
  DeafServer server;
  const HttpResult r = fetch_with_new_client(impatient(server.url("http")));
  EXPECT_EQ(r.transport_code, CURLE_OPERATION_TIMEDOUT);
  EXPECT_GT(r.bytes_sent, 0);
  EXPECT_EQ(evidence_of(r), Evidence::kUnknown);
}

TEST(CurlFaults, ABodyOfWhichOnlyAPartLeftIsUnknown) {
  DeafServer server;
  HttpRequest request = impatient(server.url("http"));
  request.body.assign(32'000'000, 'x');
  const HttpResult r = fetch_with_new_client(request);
  EXPECT_LT(r.bytes_sent, 32'000'000);
  EXPECT_EQ(evidence_of(r), Evidence::kUnknown) << r.bytes_sent;
}

TEST(CurlFaults, AHeaderThatDripsEndsAtTheTimeLimitAsUnknownAndIsAskedOnce) {
  HttpStub stub([](const StubRequest&, int) { return StubAnswer::kDrip; });
  const auto begin = std::chrono::steady_clock::now();
  const HttpResult r = fetch_with_new_client(impatient(stub.url()));
  EXPECT_EQ(r.transport_code, CURLE_OPERATION_TIMEDOUT);
  EXPECT_EQ(evidence_of(r), Evidence::kUnknown);
  EXPECT_EQ(stub.processed(), 1);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{3})
      << "bytes that come buy no time";
}

TEST(CurlFaults, AConnectionThatEndedWhileIdleIsReplacedBeforeTheRequestAndNotAfterIt) {
  HttpStub stub(
      [](const StubRequest&, int n) { return n == 1 ? StubAnswer::kOkThenClose : StubAnswer::kOk; });
  const auto client = make_curl_client({});
  EXPECT_EQ(fetch(*client, request_to(stub.url())).status, 200);
  while (stub.closed() == 0) std::this_thread::yield();
  EXPECT_EQ(evidence_of(fetch(*client, request_to(stub.url()))), Evidence::kAnswered);
  EXPECT_EQ(stub.processed(), 2);
  EXPECT_EQ(stub.connections(), 2);
}

TEST(CurlFaults, TheSecondSendingOfOneRequestEndsAsAbortedWithBytesSent) {
  HttpStub stub(
      [](const StubRequest&, int n) { return n == 2 ? StubAnswer::kCloseAfterRead : StubAnswer::kOk; });
  const auto client = make_curl_client({});
  fetch(*client, request_to(stub.url()));
  const HttpResult r = fetch(*client, request_to(stub.url()));
  EXPECT_EQ(r.transport_code, CURLE_ABORTED_BY_CALLBACK);
  EXPECT_GT(r.bytes_sent, 0);
  EXPECT_EQ(evidence_of(r), Evidence::kUnknown);
  EXPECT_EQ(stub.processed(), 2);
}

TEST(CurlFaults, NoRedirectOfAnyKindIsFollowed) {
  for (const int status : {300, 301, 302, 303, 305, 307, 308}) {
    HttpStub stub([](const StubRequest&, int) { return StubAnswer::kRedirect; });
    stub.redirect_status = status;
    const HttpResult r = fetch_with_new_client(request_to(stub.url()));
    EXPECT_EQ(r.status, status);
    EXPECT_EQ(evidence_of(r), Evidence::kAnswered);
    EXPECT_EQ(outcome_of(r).kind, job::OutcomeKind::kUnknown);
    EXPECT_EQ(stub.processed(), 1) << status;
  }
}

}  // namespace
}  // namespace firstday::net
