// From a message to the request that is kept and the request that leaves.
#include <gtest/gtest.h>

#include "providers/declared/build_request.h"
#include "providers/declared_fixtures.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {
namespace {

using providers::reference;

class DeclaredRequest : public testing::Test {
 protected:
  /// The request as it leaves, through a whole provider.
  ports::HttpRequest sent(const std::string& yaml, const job::Message& message, Parameters parameters) {
    auto provider = create(read_good(yaml), parameters, sample_secret, http_);
    EXPECT_TRUE(provider.ok()) << (provider.ok() ? "" : provider.error().what);
    if (!provider) return {};
    send(*provider.value(), message);
    return http_.requests.empty() ? ports::HttpRequest{} : http_.requests.back();
  }
  ports::HttpRequest sent(const std::string& yaml, const job::Message& message) {
    return sent(yaml, message, sample_parameters());
  }
  std::string kept(const std::string& yaml, const job::Message& message) {
    auto provider = create(read_good(yaml), sample_parameters(), sample_secret, http_);
    return provider.value()->prepare(message, reference()).value().bytes;
  }

  MemoryHttp http_;
};

/// The sample with this body and these more keys in its request.
std::string with_body(const std::string& body) {
  std::string yaml = sample_yaml();
  const std::size_t from = yaml.find("  json:\n");
  return yaml.replace(from, yaml.find("response:\n") - from, body);
}

std::string with_auth(const std::string& auth) {
  return sample_with("auth: {kind: bearer, token: \"{{param.token}}\"}", "auth: " + auth);
}

std::string header_of(const ports::HttpRequest& request, const std::string& name) {
  for (const auto& [key, value] : request.headers)
    if (key == name) return value;
  return "none";
}

TEST_F(DeclaredRequest, WritesTheJsonTreeInTheOrderOfTheFile) {
  const auto request = sent(sample_yaml(), text_to("+447700900123", "Hello"));
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://gateway.example/v1/messages");
  EXPECT_EQ(request.body,
            R"({"messages":[{"to":"447700900123","from":"School","text":"Hello","alphabet":"gsm"}],)"
            R"("test":false,"priority":2,"tags":["absence","007"]})");
  EXPECT_EQ(header_of(request, "Content-Type"), "application/json");
  EXPECT_EQ(header_of(request, "Authorization"), "Bearer secret of gateway_token");
  EXPECT_EQ(header_of(request, "X-Reference"), reference().text());
}

TEST_F(DeclaredRequest, NoTextCanBreakOutOfItsPlace) {
  const std::string odd =
      "x\",\"to\":\"447000000000\"}&to=1\\\nZo\u00eb \U0001f600 ⟦raw:$token⟧ {{param.token}}";
  const auto request = sent(sample_yaml(), text_to("+447700900123", odd));
  const std::string written = R"("text":"x\",\"to\":\"447000000000\"}&to=1\\\nZo)"
                              "\u00eb \U0001f600 ⟦raw:$token⟧ {{param.token}}\"";
  EXPECT_NE(request.body.find(written), std::string::npos) << request.body;
  EXPECT_EQ(request.body.find("secret of"), std::string::npos);
}

TEST_F(DeclaredRequest, AFormHoldsTheSameTextInItsOwnWay) {
  const auto yaml = with_body(
      "  form:\n    to: \"{{to|national_uk}}\"\n    m: \"{{body}}\"\n    tag: [a, \"b c\"]\n"
      "    n[x]: \"{{param.note|if_present}}\"\n");
  const auto request = sent(yaml, text_to("+447700900123", "a&b=c \"\\\n\U0001f600+⟦"));
  EXPECT_EQ(request.body, "to=07700900123&m=a%26b%3Dc+%22%5C%0A%F0%9F%98%80%2B%E2%9F%A6&tag=a&tag=b+c");
  EXPECT_EQ(header_of(request, "Content-Type"), "application/x-www-form-urlencoded");
}

TEST_F(DeclaredRequest, ARawBodyLeavesByteForByte) {
  const auto yaml = with_body("  raw: \"<m>{{body}}</m>\"\n");
  const std::string with_type = yaml.substr(0, yaml.find("    X-Reference")) +
                                "    Content-Type: text/plain\n" + yaml.substr(yaml.find("    X-Reference"));
  const std::string odd = "a&b\n⟦raw:$token⟧⟦⟧\r\n\"";
  EXPECT_EQ(sent(with_type, text_to("+447700900123", odd)).body, "<m>" + odd + "</m>");
}

TEST_F(DeclaredRequest, AnEmptyOptionalParameterLeavesItsFieldOut) {
  Parameters with_note = sample_parameters();
  with_note["note"] = "n1";
  EXPECT_NE(sent(sample_yaml(), text_to("+447700900123", "Hi"), with_note).body.find(R"("note":"n1")"),
            std::string::npos);
  EXPECT_EQ(sent(sample_yaml(), text_to("+447700900123", "Hi")).body.find("note"), std::string::npos);
}

TEST_F(DeclaredRequest, UnicodeTextsAreToldApart) {
  job::Message message = text_to("+447700900123", "Hi");
  message.unicode = true;
  EXPECT_NE(sent(sample_yaml(), message).body.find(R"("alphabet":"ucs2")"), std::string::npos);
}

TEST_F(DeclaredRequest, EveryKindOfAuthLeavesInItsPlaceAndIsNeverKept) {
  const std::string form = "  form: {m: \"{{body}}\"}\n";
  const struct {
    const char* auth;
    std::string place;
  } kinds[] = {
      {"{kind: basic, user: \"{{param.sender}}\", password: \"{{param.token}}\"}",
       "Authorization: Basic U2Nob29sOnNlY3JldCBvZiBnYXRld2F5X3Rva2Vu"},
      {"{kind: basic, user: \"{{param.token}}\", password: \"\"}",
       "Authorization: Basic c2VjcmV0IG9mIGdhdGV3YXlfdG9rZW46"},
      {"{kind: bearer, token: \"{{param.token}}\"}", "Authorization: Bearer secret of gateway_token"},
      {"{kind: header, name: X-Key, value: \"AccessKey {{param.token}}\"}",
       "X-Key: AccessKey secret of gateway_token"},
      {"{kind: query, name: key, value: \"{{param.token}}\"}",
       "/v1/messages?key=secret%20of%20gateway_token"},
      {"{kind: form, name: \"the key\", value: \"{{param.token}}\"}", "m=Hi&the+key=secret+of+gateway_token"},
  };
  for (const auto& kind : kinds) {
    std::string yaml = with_auth(kind.auth);
    const std::size_t from = yaml.find("  json:\n");
    yaml.replace(from, yaml.find("response:\n") - from, form);
    const auto request = sent(yaml, text_to("+447700900123", "Hi"));
    std::string whole = request.url + "\n" + request.body + "\n";
    for (const auto& [name, value] : request.headers) whole += name + ": " + value + "\n";
    EXPECT_NE(whole.find(kind.place + "\n"), std::string::npos) << kind.place << "\n" << whole;

    const std::string bytes = kept(yaml, text_to("+447700900123", "Hi"));
    for (const char* secret :
         {"secret of", "secret%20of", "secret+of", "c2VjcmV0", "OnNlY3JldC", "gateway_token"})
      EXPECT_EQ(bytes.find(secret), std::string::npos) << bytes;
    EXPECT_NE(bytes.find("$token"), std::string::npos) << bytes;
  }
}

TEST_F(DeclaredRequest, WhatIsKeptIsAllButTheSecret) {
  EXPECT_EQ(kept(sample_yaml(), text_to("+447700900123", "Hi")),
            "POST https://gateway.example/v1/messages\nContent-Type: application/json\nX-Reference: " +
                reference().text() + "\nAuthorization: Bearer ⟦header:$token⟧\n\n" +
                R"({"messages":[{"to":"447700900123","from":"School","text":"Hi","alphabet":"gsm"}],)"
                R"("test":false,"priority":2,"tags":["absence","007"]})");
}

TEST_F(DeclaredRequest, NamesItsSlotsInOrder) {
  const auto provider = create(read_good(with_auth("{kind: query, name: k, value: \"{{param.token}}\"}")),
                               sample_parameters(), sample_secret, http_);
  const auto request = provider.value()->prepare(text_to("+447700900123", "Hi"), reference());
  EXPECT_EQ(request.value().slots, std::vector<std::string>{"token"});
}

TEST_F(DeclaredRequest, AMessageThatCanNeverBeCarriedIsRefusedWithoutTellingWhatWasInIt) {
  const auto yaml = sample_with("{{to|no_plus}}", "{{to|national_uk}}");
  const auto provider = create(read_good(yaml), sample_parameters(), sample_secret, http_);
  job::Message mail = text_to("+447700900123", "Hi");
  mail.kind = job::Kind::kEmail;
  for (const job::Message& bad :
       {mail, text_to("07700900123", "Hi"), text_to("", "Hi"), text_to("+447700900123", ""),
        text_to("+33612345678", "Hi"), text_to("+447700900123", "caf\xe9"),
        text_to("+447700900123\r\nX: y", "Hi")}) {
    const auto refused = provider.value()->prepare(bad, reference());
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, base::ErrorKind::kBadInput);
    for (const char* personal : {"7700900", "612345", "Hi", "caf"})
      EXPECT_EQ(refused.error().what.find(personal), std::string::npos) << refused.error().what;
  }
  EXPECT_FALSE(provider.value()->prepare(text_to("+447700900123", "Hi"), job::AttemptId()).ok());
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(DeclaredRequest, AMessageValueWithALineEndCannotReachAHeader) {
  const auto yaml = sample_with("X-Reference: \"{{reference}}\"", "X-Reference: \"{{reference}} {{body}}\"");
  const auto provider = create(read_good(yaml), sample_parameters(), sample_secret, http_);
  EXPECT_TRUE(provider.value()->prepare(text_to("+447700900123", "Hi"), reference()).ok());
  const auto refused = provider.value()->prepare(text_to("+447700900123", "Hi\r\nX-Evil: 1"), reference());
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().what.find("line end"), std::string::npos);
}

TEST_F(DeclaredRequest, NoValueCanChangeTheHost) {
  const auto yaml =
      sample_with("{{param.base}}/v1/messages", "https://gateway.example/{{body}}/{{param.sender}}");
  Parameters odd = sample_parameters();
  odd["sender"] = "@evil.example/?x#y";
  EXPECT_EQ(sent(yaml, text_to("+447700900123", "//evil.example"), odd).url,
            "https://gateway.example/%2F%2Fevil.example/%40evil.example%2F%3Fx%23y");
}

TEST_F(DeclaredRequest, LimitsReachTheTransport) {
  const auto request = sent(
      sample_with("response:\n", "limits: {timeout_seconds: 20, connect_timeout_seconds: 2}\nresponse:\n"),
      text_to("+447700900123", "Hi"));
  EXPECT_EQ(request.total_timeout, std::chrono::seconds{20});
  EXPECT_EQ(request.connect_timeout, std::chrono::seconds{2});
}

}  // namespace
}  // namespace firstday::provider_declared
