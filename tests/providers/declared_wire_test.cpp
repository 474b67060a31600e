// A declared provider with the real HTTP client against servers that misbehave: each message is asked for
// once, and what cannot be known is unknown.
#include <gtest/gtest.h>

#include "net/curl_http_client.h"
#include "net/http_stub.h"
#include "providers/declared_fixtures.h"
#include "providers/declared_gateway.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {
namespace {

using job::OutcomeKind;
using net::HttpStub;
using net::StubAnswer;
using net::StubRequest;

/// The sample for the answers of HttpStub, {"id":"<n>"}, and with a short patience.
Definition stub_definition() {
  std::string yaml = sample_with("/messages/0/id", "/id");
  yaml.replace(yaml.find("body: {/messages/0/status: ok}, "), 32, "");
  for (const auto& [piece, instead] : {std::pair{R"({"messages":[{"status":"ok","id":71}]})", R"({"id":71})"},
                                       std::pair{"{/error: {exists: true}}", "{/id: {exists: true}}"}})
    yaml.replace(yaml.find(piece), std::string(piece).size(), instead);
  Definition d = read_good(yaml);
  d.limits.total_timeout = std::chrono::milliseconds{400};
  d.limits.connect_timeout = std::chrono::milliseconds{400};
  return d;
}

HttpStub::Script always(StubAnswer answer) {
  return [answer](const StubRequest&, int) { return answer; };
}

/// A declared provider over libcurl, sandboxed: it goes to this machine only.
class Wired final : public providers::Subject {
 public:
  explicit Wired(const std::string& base, const Definition& definition = stub_definition())
      : http_(net::make_curl_client({})) {
    Parameters parameters = sample_parameters(base);
    parameters["sandbox"] = "true";
    provider_ = create(definition, parameters, sample_secret, *http_).value();
  }
  ports::Provider& provider() override { return *provider_; }
  job::Outcome send_text(const std::string& body = "Hello") {
    return send(*provider_, text_to("+447700900123", body));
  }

 private:
  std::unique_ptr<ports::HttpClient> http_;
  std::unique_ptr<ports::Provider> provider_;
};

TEST(DeclaredWire, AnAcceptedMessageGivesTheServicesIdAndLeavesAsItWasPrepared) {
  HttpStub stub(always(StubAnswer::kOk));
  Wired wired(stub.url(""));
  const job::Outcome o = wired.send_text("Zo\u00eb & \"Al\"\n\U0001f600");
  EXPECT_EQ(o.kind, OutcomeKind::kAccepted) << o.evidence;
  EXPECT_EQ(o.provider_ref, "1");
  EXPECT_GT(o.bytes_sent, 0);
  const auto requests = stub.requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_NE(requests[0].head.find("POST /v1/messages HTTP/1.1\r\n"), std::string::npos);
  EXPECT_NE(requests[0].head.find("Authorization: Bearer secret of gateway_token\r\n"), std::string::npos);
  EXPECT_NE(requests[0].head.find("X-Reference: " + providers::reference().text() + "\r\n"),
            std::string::npos);
  EXPECT_NE(requests[0].body.find("\"text\":\"Zo\u00eb & \\\"Al\\\"\\n\U0001f600\""), std::string::npos);
}

TEST(DeclaredWire, AStatusMeansWhatTheRulesSay) {
  HttpStub stub(always(StubAnswer::kStatus));
  Wired wired(stub.url(""));
  const std::pair<int, OutcomeKind> rows[] = {{401, OutcomeKind::kMisconfigured},
                                              {429, OutcomeKind::kRejectedTemporary},
                                              {503, OutcomeKind::kRejectedTemporary},
                                              {404, OutcomeKind::kUnknown},
                                              {500, OutcomeKind::kUnknown}};
  for (const auto& [status, kind] : rows) {
    stub.status = status;
    const job::Outcome o = wired.send_text();
    EXPECT_EQ(o.kind, kind) << status;
    EXPECT_EQ(o.http_status, status);
  }
  EXPECT_EQ(stub.processed(), 5);
}

TEST(DeclaredWire, RetryAfterIsTakenFromTheAnswer) {
  const Gateway gateway(
      "HTTP/1.1 429 Slow down\r\nRetry-After: 17\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  const job::Outcome o = Wired(gateway.url("")).send_text();
  EXPECT_EQ(o.kind, OutcomeKind::kRejectedTemporary) << o.evidence;
  EXPECT_EQ(o.retry_after, std::chrono::seconds{17});
}

std::string whole(const std::string& status, const std::string& headers, const std::string& body) {
  return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + body;
}

TEST(DeclaredWire, RetryAfterMayBeADateAndIsCountedFromTheAnswersOwn) {
  const Gateway gateway(whole("429 Slow down",
                              "Date: Tue, 12 Jan 2027 09:35:00 GMT\r\n"
                              "Retry-After: Tue, 12 Jan 2027 09:37:05 GMT\r\n",
                              ""));
  const job::Outcome o = Wired(gateway.url("")).send_text();
  EXPECT_EQ(o.kind, OutcomeKind::kRejectedTemporary) << o.evidence;
  EXPECT_EQ(o.retry_after, std::chrono::seconds{125});
}

TEST(DeclaredWire, ATwoHundredWithAnErrorInItsBodyIsNoSuccess) {
  for (const char* body : {R"({"error":"no credit"})", R"({"id":null})", "<html>Welcome</html>", ""}) {
    const Gateway gateway(whole("200 OK", "", body));
    EXPECT_EQ(Wired(gateway.url("")).send_text().kind, OutcomeKind::kUnknown) << body;
  }
}

TEST(DeclaredWire, ASuccessLongerThanAnyAnswerMayBeIsUnknown) {
  const auto answer = [](std::size_t size) {
    std::string body = R"({"id":"7"})";
    body.resize(size, ' ');
    return whole("200 OK", "", body);
  };
  const Gateway longest(answer(1'000'000));
  EXPECT_EQ(Wired(longest.url("")).send_text().kind, OutcomeKind::kAccepted);
  const Gateway longer(answer(1'000'001));
  EXPECT_EQ(Wired(longer.url("")).send_text().kind, OutcomeKind::kUnknown);
}

TEST(DeclaredWire, AServerErrorAfterItWasCarriedOutIsUnknownAndAskedOnce) {
  for (const int status : {500, 501, 502, 504, 507, 520, 599}) {
    HttpStub stub(always(StubAnswer::kStatus));
    stub.status = status;
    const job::Outcome o = Wired(stub.url("")).send_text();
    EXPECT_EQ(o.kind, OutcomeKind::kUnknown) << status;
    EXPECT_EQ(o.http_status, status);
    EXPECT_EQ(stub.processed(), 1) << status;
  }
}

TEST(DeclaredWire, AServiceThatGivesTwoMessagesOneReferenceHasAcceptedBoth) {
  const Gateway gateway(whole("200 OK", "", R"({"id":"71"})"));
  Wired wired(gateway.url(""));
  for (int n = 0; n < 2; ++n) {
    const job::Outcome o = wired.send_text();
    EXPECT_EQ(o.kind, OutcomeKind::kAccepted) << o.evidence;
    EXPECT_EQ(o.provider_ref, "71");
  }
}

TEST(DeclaredWire, AServiceThatKnowsOurReferenceAlreadyIsUnknownUntilAFileSaysWhatThatMeans) {
  const Gateway gateway(whole("409 Conflict", "", R"({"error":"duplicate reference"})"));
  EXPECT_EQ(Wired(gateway.url("")).send_text().kind, OutcomeKind::kUnknown);
}

TEST(DeclaredWire, AGatewayThatReadsAndClosesAKeptConnectionIsAskedOnceAndUnknown) {
  HttpStub stub(
      [](const StubRequest&, int n) { return n == 2 ? StubAnswer::kCloseAfterRead : StubAnswer::kOk; });
  Wired wired(stub.url(""));
  EXPECT_EQ(wired.send_text().kind, OutcomeKind::kAccepted);
  const job::Outcome o = wired.send_text();
  EXPECT_EQ(o.kind, OutcomeKind::kUnknown) << o.evidence;
  EXPECT_NE(o.transport_code, 0);
  EXPECT_EQ(stub.processed(), 2);
  EXPECT_EQ(wired.send_text().kind, OutcomeKind::kAccepted);
  EXPECT_EQ(stub.processed(), 3);
}

TEST(DeclaredWire, EveryOtherWayOfBreakingOffIsUnknownAndAskedOnce) {
  for (const StubAnswer answer :
       {StubAnswer::kHang, StubAnswer::kResetAfterRead, StubAnswer::kHalfHeaders, StubAnswer::kHalfBody,
        StubAnswer::kGarbage, StubAnswer::kDrip, StubAnswer::kRedirect}) {
    HttpStub stub(always(answer));
    Wired wired(stub.url(""));
    EXPECT_EQ(wired.send_text().kind, OutcomeKind::kUnknown) << static_cast<int>(answer);
    EXPECT_EQ(stub.processed(), 1) << static_cast<int>(answer);
  }
}

TEST(DeclaredWire, ADeadPortIsProvenNotSent) {
  std::string dead;
  {
    const HttpStub gone(always(StubAnswer::kOk));
    dead = gone.url("");
  }
  const job::Outcome o = Wired(dead).send_text();
  EXPECT_EQ(o.kind, OutcomeKind::kNotSent) << o.evidence;
  EXPECT_EQ(o.bytes_sent, 0);
}

TEST(DeclaredWire, AGatewayThatIsNeverDoneDoesNotHoldUpTheOthers) {
  HttpStub stub([](const StubRequest& r, int) {
    return r.body.find("slow") != std::string::npos ? StubAnswer::kHang : StubAnswer::kOk;
  });
  Wired wired(stub.url(""));
  std::vector<OutcomeKind> ended;
  const char* texts[] = {"slow", "quick", "quick", "quick"};
  for (int n = 0; n < 4; ++n) {
    const auto request =
        wired.provider().prepare(text_to("+447700900123", texts[n]), providers::reference(n + 1));
    wired.provider().start(request.value(), providers::reference(n + 1),
                           [&](const job::Outcome& o) { ended.push_back(o.kind); });
  }
  while (wired.provider().poll(std::chrono::milliseconds{50}) > 0) {
  }
  EXPECT_EQ(ended, (std::vector<OutcomeKind>{OutcomeKind::kAccepted, OutcomeKind::kAccepted,
                                             OutcomeKind::kAccepted, OutcomeKind::kUnknown}));
}

/// The contract of every provider, over real sockets.
class WithStub final : public providers::Subject {
 public:
  ports::Provider& provider() override { return wired_.provider(); }

 private:
  HttpStub stub_{always(StubAnswer::kOk)};
  Wired wired_{stub_.url("")};
};

}  // namespace

std::unique_ptr<providers::Subject> with_stub() {
  return std::make_unique<WithStub>();
}

}  // namespace firstday::provider_declared

namespace firstday::providers {
INSTANTIATE_TEST_SUITE_P(DeclaredOnTheWire, ProviderContract,
                         testing::Values(ContractCase{"declared", provider_declared::with_stub}), case_name);
}  // namespace firstday::providers
