// What a gateway and a family say afterwards, from the address in the request to the record: the whole way
// through the running service.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <mutex>
#include <regex>

#include "e2e/served_school.h"
#include "e2e/service.h"
#include "net/http_stub.h"

namespace firstday::e2e {
namespace {

using testing::HasSubstr;

constexpr const char* kPublic = "https://absence.example.org";

constexpr const char* kGateway = R"(format: 1
id: gate
version: 1
channel: text
parameters:
  url: {kind: url, help: "Address of the test's server"}
  token: {secret: true, help: "Last part of the address that is posted to"}
request:
  method: POST
  url: "{{param.url}}/send"
  form: {to: "{{to}}", text: "{{body}}", reference: "{{reference}}", report: "{{receipt_url|if_present}}"}
limits: {max_in_flight: 2, timeout_seconds: 20}
response: {parse: text}
outcomes:
  - {when: {status: 200}, is: accepted, why: "Taken."}
incoming:
  auth: {kind: token, secret: token}
  answer: {status: 200, body: "THANKS"}
receipt:
  source: json
  when: {/kind: report}
  reference: /ref
  status: {at: /state, map: {ok: delivered, no: failed}}
reply:
  source: json
  when: {/kind: inbound}
  from: /from
  text: /text
self_test:
  parameters: {url: "http://127.0.0.1:1", token: "made-up-token-0001", receipt_url: "https://x.example/r"}
  requests:
    - message: {to: "+447700900123", body: "a", reference: "r"}
      expect:
        method: POST
        url: "http://127.0.0.1:1/send"
        headers: {Content-Type: "application/x-www-form-urlencoded"}
        body: "to=%2B447700900123&text=a&reference=r&report=https%3A%2F%2Fx.example%2Fr%2Fmade-up-token-0001"
  responses:
    - {status: 200, body: "ok", is: accepted}
  posts:
    - headers: {Content-Type: application/json}
      body: '{"kind":"report","ref":"r","state":"ok"}'
      words: [{receipt: delivered, reference: r}]
    - headers: {Content-Type: application/json}
      body: '{"kind":"inbound","from":"+447700900123","text":"ill"}'
      words: [{reply: "ill", from: "+447700900123"}]
    - {token: another-token-0002, body: '{}', refused: true}
)";

/// One text, as the gateway was asked to send it.
struct Asked {
  std::string reference;
  std::string report;  ///< the path that it was told to post to
  std::string to;
};

std::string decoded(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
    i += 2;
  }
  return out;
}

std::string field(const std::string& form, const std::string& name) {
  std::smatch found;
  const std::regex is("(^|&)" + name + "=([^&]*)");
  return std::regex_search(form, found, is) ? decoded(found[2]) : "";
}

class Posted : public ServedSchool {
 protected:
  Posted()
      : stub_([this](const net::StubRequest& request, int) {
          const std::string url = field(request.body, "report");
          const std::lock_guard lock(guard_);
          asked_.push_back({field(request.body, "reference"),
                            url.substr(std::min(url.size(), std::string(kPublic).size())),
                            field(request.body, "to")});
          return net::StubAnswer::kOk;
        }) {}

  void set_up_gateway(const std::string& name) {
    set_up(
        name,
        std::string("serve:\n  public_url: ") + kPublic +
            "\naccounts:\n  - name: gate\n    provider: gate\n    kinds: [text]\n    parameters: {url: \"" +
            stub_.url("") + "\", token: \"secret:gate\", sandbox: \"true\"}\n",
        {{"providers/gate.yaml", kGateway}, {"secrets/gate", "a-token-of-this-test\n"}});
  }
  std::vector<Asked> asked() const {
    const std::lock_guard lock(guard_);
    return asked_;
  }
  static std::string report(const Asked& text, const std::string& state) {
    return R"({"kind":"report","ref":")" + text.reference + R"(","state":")" + state + "\"}";
  }
  static std::string inbound(const Asked& text, const std::string& words) {
    return R"({"kind":"inbound","from":")" + text.to + R"(","text":")" + words + "\"}";
  }

  mutable std::mutex guard_;
  std::vector<Asked> asked_;
  net::HttpStub stub_;
};

TEST_F(Posted, AReceiptMakesItsTextDelivered_AForgedOneIsRefused_AndItIsAllOnRecord) {
  set_up_gateway("posted-receipt");
  Service service(serving());
  ASSERT_TRUE(comes_true([&] { return asked().size() > 3 && rows_of_log("awaiting_receipt") > 3; }))
      << service.err();
  const Asked first = asked().at(0);
  const Asked second = asked().at(1);
  EXPECT_EQ(first.report, "/receipts/900001/gate/a-token-of-this-test");

  EXPECT_EQ(post(service.port(), "/receipts/900001/gate/not-the-agreed-token", report(first, "ok")).status,
            403);
  const HttpAnswer taken = post(service.port(), first.report, report(first, "ok"));
  EXPECT_EQ(taken.status, 200);
  EXPECT_THAT(taken.body, HasSubstr("THANKS"));
  EXPECT_EQ(post(service.port(), first.report, report(first, "ok")).status, 200) << "once more";
  EXPECT_EQ(post(service.port(), second.report, report(second, "no")).status, 200);
  EXPECT_TRUE(comes_true([&] { return rows_of_log("delivered") == 1 && rows_of_log("failed") == 1; }));
  service.signal(SIGTERM);
  EXPECT_EQ(service.wait(), 0) << service.err();
  EXPECT_EQ(run("", {"verify"}).exit_code, 0);
  EXPECT_THAT(read_file(folder_ / "data/logs/firstday.log"), testing::Not(HasSubstr("a-token-of-this-test")));
}

TEST_F(Posted, AReplyIsForTheOffice_StopEndsTexts_AndAStrangersWordsAreShown) {
  set_up_gateway("posted-reply");
  Service service(serving());
  ASSERT_TRUE(comes_true([&] { return asked().size() > 3; })) << service.err();
  const Asked first = asked().at(0);
  const Asked second = asked().at(1);
  Asked stranger = first;
  stranger.to = "+447700900999";
  EXPECT_EQ(post(service.port(), first.report, inbound(first, "she is ill")).status, 200);
  EXPECT_EQ(post(service.port(), first.report, inbound(second, "STOP")).status, 200);
  EXPECT_EQ(post(service.port(), first.report, inbound(stranger, "who is this?")).status, 200);
  EXPECT_TRUE(comes_true([&] {
    return run(kMorning, {"review"}).out.find("who is this?") != std::string::npos;
  })) << run(kMorning, {"review"}).out;
  EXPECT_TRUE(comes_true([&] {
    const std::string tasks = run("2027-03-02 09:50", {"tasks"}).out;
    return tasks.find("read the reply") != std::string::npos &&
           tasks.find("asked for no more messages") != std::string::npos;
  })) << run("2027-03-02 09:50", {"tasks"}).out;
  service.signal(SIGTERM);
  EXPECT_EQ(service.wait(), 0) << service.err();
  EXPECT_EQ(run("", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace firstday::e2e
