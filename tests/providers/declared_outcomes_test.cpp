// What an answer means: the rules of a definition, and the engine's own for the transport.
#include <gtest/gtest.h>

#include "providers/declared/answer.h"
#include "providers/declared/judge.h"
#include "providers/declared_fixtures.h"

namespace firstday::provider_declared {
namespace {

using job::OutcomeKind;

OutcomeKind kind_of(const Definition& definition, const ports::HttpResult& result) {
  return judge(definition, result).kind;
}

TEST(DeclaredOutcomes, SuccessNeedsStatusBodyAndId) {
  const Definition d = sample();
  const job::Outcome good = judge(d, answered(201, R"({"messages":[{"status":"ok","id":"m-7"}]})"));
  EXPECT_EQ(good.kind, OutcomeKind::kAccepted);
  EXPECT_EQ(good.provider_ref, "m-7");
  EXPECT_EQ(good.http_status, 201);
  EXPECT_EQ(good.bytes_sent, 100);
  EXPECT_EQ(good.evidence, "HTTP 201. The service took it.");
  for (const char* body :
       {R"({"messages":[{"status":"ok"}]})", R"({"messages":[{"status":"ok","id":null}]})",
        R"({"messages":[{"status":"ok","id":""}]})", R"({"messages":[{"status":"ok","id":"a b"}]})",
        R"({"messages":[{"id":"m-7"}]})", R"({"messages":[]})", R"({"messages":{"0":1}})", "[]", "7", "",
        "ok", "<html>ok</html>", R"({"messages":[{"status":"ok","id":"m-7"})"})
    EXPECT_EQ(kind_of(d, answered(200, body)), OutcomeKind::kUnknown) << body;
  EXPECT_EQ(kind_of(d, answered(202, R"({"messages":[{"status":"ok","id":"m-7"}]})")), OutcomeKind::kUnknown);
}

TEST(DeclaredOutcomes, AnIdThatIsNoWordIsNoId) {
  const Definition d = sample();
  const auto with_id = [](const std::string& id) {
    return answered(200, R"({"messages":[{"status":"ok","id":")" + id + "\"}]}");
  };
  EXPECT_EQ(judge(d, with_id(std::string(200, 'x'))).provider_ref.size(), 200u);
  EXPECT_EQ(kind_of(d, with_id(std::string(201, 'x'))), OutcomeKind::kUnknown);
  EXPECT_EQ(kind_of(d, with_id("a\\nb")), OutcomeKind::kUnknown);
}

TEST(DeclaredOutcomes, TheFirstRuleThatMatchesDecides) {
  const Definition d = with_rules("{parse: empty}",
                                  "  - {when: {status: 400-499}, is: rejected_permanent, why: first}\n"
                                  "  - {when: {status: 404}, is: misconfigured, why: second}\n");
  EXPECT_EQ(judge(d, answered(404, "")).evidence, "HTTP 404. first");
}

TEST(DeclaredOutcomes, WhatNoRuleExplainsIsUnknown) {
  const Definition d = sample();
  for (const int status : {100, 204, 302, 400, 404, 422, 500, 502, 504}) {
    const job::Outcome o = judge(d, answered(status, "{}"));
    EXPECT_EQ(o.kind, OutcomeKind::kUnknown) << status;
    EXPECT_NE(o.evidence.find(std::to_string(status)), std::string::npos);
  }
}

TEST(DeclaredOutcomes, EveryKindCanBeSaid) {
  for (const char* word :
       {"accepted", "rejected_permanent", "rejected_temporary", "misconfigured", "unknown"}) {
    const Definition d =
        with_rules("{parse: empty}", std::string("  - {when: {status: 250}, is: ") + word + "}\n");
    EXPECT_EQ(job::word(kind_of(d, answered(250, ""))), word);
  }
}

struct TestRow {
  const char* test;
  const char* body;
  bool holds;
};

TEST(DeclaredOutcomes, TestsOfJsonValues) {
  const TestRow rows[] = {
      {"0", R"({"a":0})", true},
      {"\"0\"", R"({"a":0})", true},
      {"0", R"({"a":"0"})", true},
      {"0", R"({"a":1})", false},
      {"0", R"({})", false},
      {"true", R"({"a":true})", true},
      {"{eq: x}", R"({"a":"x"})", true},
      {"{eq: x}", R"({"a":"xy"})", false},
      {"{ne: x}", R"({"a":"y"})", true},
      {"{ne: x}", R"({"a":"x"})", false},
      {"{ne: x}", R"({})", false},
      {"{ne: x}", R"({"a":null})", false},
      {"{ne: x}", "<html>", false},
      {"{in: [x, 7]}", R"({"a":7})", true},
      {"{in: [x, 7]}", R"({"a":"x"})", true},
      {"{in: [x, 7]}", R"({"a":8})", false},
      {"{exists: true}", R"({"a":""})", true},
      {"{exists: true}", R"({"a":[]})", true},
      {"{exists: true}", R"({"a":null})", false},
      {"{exists: true}", R"({"b":1})", false},
      {"{exists: true}", "", false},
      {"{exists: false}", R"({"b":1})", true},
      {"{exists: false}", R"({"a":1})", false},
      {"{exists: false}", "<html>", false},
      {"{matches: '^x[0-9]+$'}", R"({"a":"x12"})", true},
      {"{matches: '^x[0-9]+$'}", R"({"a":"yx12"})", false},
      {"{matches: '.'}", R"({})", false},
  };
  for (const TestRow& row : rows) {
    const Definition d = with_rules(
        "{parse: json}", std::string("  - {when: {body: {/a: ") + row.test + "}}, is: rejected_permanent}\n");
    EXPECT_EQ(kind_of(d, answered(200, row.body)),
              row.holds ? OutcomeKind::kRejectedPermanent : OutcomeKind::kUnknown)
        << row.test << " on " << row.body;
  }
}

TEST(DeclaredOutcomes, TextIsReadByItsPatternAndGroups) {
  const Definition d = with_rules(
      "{parse: text, match: '^(OK|ERR) id=(\\S*)', groups: [word, id], provider_id: {body: id}}",
      "  - {when: {status: 200, body: {word: OK}, has_id: true}, is: accepted}\n"
      "  - {when: {status: 200, body: {word: ERR, text: {matches: credit}}}, is: misconfigured}\n");
  EXPECT_EQ(judge(d, answered(200, "OK id=77\r\n")).provider_ref, "77");
  EXPECT_EQ(kind_of(d, answered(200, "OK id= ")), OutcomeKind::kUnknown);
  EXPECT_EQ(kind_of(d, answered(200, "ERR id=1 no credit")), OutcomeKind::kMisconfigured);
  EXPECT_EQ(kind_of(d, answered(200, "<html>OK id=77</html>")), OutcomeKind::kUnknown);
}

TEST(DeclaredOutcomes, AnIdAndATestMayBeInAHeader) {
  const Definition d =
      with_rules("{parse: empty, provider_id: {header: X-Message-Id}}",
                 "  - {when: {status: 202, has_id: true, header: {X-Kind: {ne: test}}}, is: accepted}\n"
                 "  - {when: {status: 202, has_id: false}, is: misconfigured}\n");
  EXPECT_EQ(judge(d, answered(202, "", {{"x-message-id", "m1"}, {"x-kind", "live"}})).provider_ref, "m1");
  EXPECT_EQ(kind_of(d, answered(202, "", {{"x-message-id", "m1"}, {"x-kind", "test"}})),
            OutcomeKind::kUnknown);
  EXPECT_EQ(kind_of(d, answered(202, "")), OutcomeKind::kMisconfigured);
}

TEST(DeclaredOutcomes, OnlyAnAcceptedAnswerGivesAReference) {
  const Definition d =
      with_rules("{parse: json, provider_id: {body: /id}}", "  - {when: {status: 500}, is: unknown}\n");
  EXPECT_EQ(judge(d, answered(500, R"({"id":"m1"})")).provider_ref, "");
}

std::optional<std::chrono::seconds> wait_said(const std::string& retry_after, const std::string& date = "") {
  return retry_after_of(answered(429, "", {{"retry-after", retry_after}, {"date", date}}));
}

TEST(DeclaredOutcomes, RetryAfterIsSecondsOrADate) {
  using std::chrono::seconds;
  EXPECT_EQ(wait_said("120"), seconds{120});
  EXPECT_EQ(wait_said("0"), seconds{0});
  EXPECT_EQ(wait_said("99999"), seconds{86'400});
  EXPECT_EQ(wait_said("99999999999999999999"), seconds{86'400});
  const std::string now = "Tue, 12 Jan 2027 09:35:00 GMT";
  EXPECT_EQ(wait_said("Tue, 12 Jan 2027 09:36:30 GMT", now), seconds{90});
  EXPECT_EQ(wait_said("Tue, 12 Jan 2027 09:30:00 GMT", now), seconds{0});
  EXPECT_EQ(wait_said("Thu, 31 Dec 2037 09:30:00 GMT", now), seconds{86'400});
  EXPECT_EQ(wait_said("Tue, 12 Jan 2027 09:36:30 GMT"), std::nullopt);
  for (const char* bad : {"", "soon", "-5", "1.5", "Tue, 99 Jan 2027 09:36:30 GMT"})
    EXPECT_EQ(wait_said(bad, now), std::nullopt) << bad;
}

TEST(DeclaredOutcomes, RetryAfterComesFromTheHeaderOrTheRule) {
  const Definition d = sample();
  EXPECT_EQ(judge(d, answered(429, "", {{"retry-after", "9"}})).retry_after, std::chrono::seconds{9});
  EXPECT_EQ(judge(d, answered(429, "")).retry_after, std::nullopt);
  EXPECT_EQ(judge(d, answered(503, R"({"error":1})", {{"retry-after", "9"}})).retry_after,
            std::chrono::seconds{30});
  EXPECT_EQ(judge(d, answered(401, "", {{"retry-after", "9"}})).retry_after, std::nullopt);
}

TEST(DeclaredOutcomes, WithoutAWholeAnswerTheTransportDecidesWhateverTheFileSays) {
  const Definition d = sample();
  for (const int status : {0, 201, 401, 503})
    for (const long long bytes : {0LL, 1LL}) {
      ports::HttpResult broken = answered(status, R"({"messages":[{"status":"ok","id":"m-7"}]})");
      broken.transport_code = 56;
      broken.transport_error = "reset";
      broken.whole_answer = false;
      broken.bytes_sent = bytes;
      const job::Outcome o = judge(d, broken);
      EXPECT_EQ(o.kind, bytes == 0 && status == 0 ? OutcomeKind::kNotSent : OutcomeKind::kUnknown);
      EXPECT_EQ(o.transport_code, 56);
      EXPECT_EQ(o.provider_ref, "");
      EXPECT_NE(o.evidence.find("reset"), std::string::npos);
    }
}

TEST(DeclaredOutcomes, NothingOfTheAnswerBodyIsRepeated) {
  const std::string body = R"({"error":"+447700900123 is not Alex"})";
  for (const int status : {200, 401, 429, 500, 503})
    EXPECT_EQ(judge(sample(), answered(status, body)).evidence.find("Alex"), std::string::npos);
}

}  // namespace
}  // namespace firstday::provider_declared
