#include "providers/declared_fixtures.h"

#include <gtest/gtest.h>

#include "base/check.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {

std::string sample_yaml() {
  return R"(format: 1
id: invented
version: 3
channel: text
parameters:
  base: {kind: url}
  token: {secret: true}
  sender: {default: School}
  note: {default: ""}
auth: {kind: bearer, token: "{{param.token}}"}
request:
  method: POST
  url: "{{param.base}}/v1/messages"
  headers:
    X-Reference: "{{reference}}"
  json:
    messages:
      - to: "{{to|no_plus}}"
        from: "{{param.sender}}"
        text: "{{body}}"
        note: "{{param.note|if_present}}"
        alphabet: "{{unicode|then(ucs2)|default(gsm)}}"
    test: false
    priority: 2
    tags: [absence, "007"]
response:
  parse: json
  provider_id: {body: /messages/0/id}
outcomes:
  - when: {status: [200, 201], body: {/messages/0/status: ok}, has_id: true}
    is: accepted
  - when: {status: 200, body: {/messages/0/status: {in: [bad_number, landline]}}}
    is: rejected_permanent
    why: "No such number."
  - when: {status: 401-403}
    is: misconfigured
  - when: {status: 429}
    is: rejected_temporary
    retry_after: header
  - when: {status: 503, body: {/error: {exists: true}}}
    is: rejected_temporary
    retry_after: 30
self_test:
  parameters: {base: "https://gateway.example", token: sesame-open}
  requests:
    - message: {to: "+447700900123", body: "Hello", reference: r-1}
      expect:
        method: POST
        url: "https://gateway.example/v1/messages"
        headers: {Content-Type: application/json, X-Reference: r-1, Authorization: "Bearer sesame-open"}
        body: '{"messages":[{"to":"447700900123","from":"School","text":"Hello","alphabet":"gsm"}],"test":false,"priority":2,"tags":["absence","007"]}'
  responses:
    - {status: 201, body: '{"messages":[{"status":"ok","id":71}]}', is: accepted, provider_id: "71"}
    - {status: 200, body: '{"messages":[{"status":"landline"}]}', is: rejected_permanent}
    - {status: 401, body: "no", is: misconfigured}
    - {status: 429, headers: {Retry-After: "7"}, is: rejected_temporary, retry_after: 7}
    - {status: 503, body: '{"error":"full"}', is: rejected_temporary, retry_after: 30}
)";
}

std::string sample_with(const std::string& piece, const std::string& instead) {
  std::string yaml = sample_yaml();
  const std::size_t at = yaml.find(piece);
  FIRSTDAY_CHECK(at != std::string::npos && yaml.find(piece, at + 1) == std::string::npos,
                 "the piece is there once");
  return yaml.replace(at, piece.size(), instead);
}

Definition read_good(const std::string& yaml) {
  auto parsed = read_definition(yaml, "sample.yaml");
  for (const base::Problem& problem : parsed.problems) ADD_FAILURE() << describe(problem);
  return parsed.value;
}

Definition sample() {
  return read_good(sample_yaml());
}

Definition with_rules(const std::string& response, const std::string& rules) {
  std::string yaml = sample_yaml();
  const std::size_t from = yaml.find("response:\n");
  return read_good(yaml.replace(
      from, yaml.find("self_test:") - from,
      "response: " + response + "\noutcomes:\n" + rules + "  - {when: {status: 299}, is: accepted}\n"));
}

Parameters sample_parameters(const std::string& base) {
  return {{"base", base}, {"token", "secret:gateway_token"}};
}

std::string sample_secret(const std::string& name) {
  return "secret of " + name;
}

job::Message text_to(const std::string& number, const std::string& body) {
  job::Message message = providers::message_of(job::Kind::kText);
  message.to = base::Personal(number);
  message.body = base::Personal(body);
  return message;
}

ports::HttpResult answered(int status, std::string body, ports::HttpHeaders headers) {
  ports::HttpResult result;
  result.status = status;
  result.body = std::move(body);
  result.headers = std::move(headers);
  result.whole_answer = true;
  result.bytes_sent = 100;
  return result;
}

void MemoryHttp::start(ports::HttpRequest request, Done done) {
  requests.push_back(std::move(request));
  open_.push_back(std::move(done));
}

int MemoryHttp::poll(std::chrono::milliseconds) {
  const std::vector<Done> ended = std::move(open_);
  open_.clear();
  for (const Done& done : ended) done(answer);
  return static_cast<int>(open_.size());
}

job::Outcome send(ports::Provider& provider, const job::Message& message) {
  const auto request = provider.prepare(message, providers::reference());
  EXPECT_TRUE(request.ok()) << (request.ok() ? "" : request.error().what);
  job::Outcome outcome;
  int answers = 0;
  if (!request) return outcome;
  provider.start(request.value(), providers::reference(), [&](job::Outcome o) {
    outcome = std::move(o);
    ++answers;
  });
  while (provider.poll(std::chrono::milliseconds{50}) > 0) {
  }
  EXPECT_EQ(answers, 1);
  return outcome;
}

}  // namespace firstday::provider_declared
