#include "faults/service_run.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "faults/texts.h"

namespace firstday::faults {

namespace fs = std::filesystem;

namespace {

constexpr int kTimeout = 5;
constexpr const char* kToken = "a-token-of-the-fault-tests";

std::string replaced(std::string text, const std::string& old, const std::string& now) {
  const std::size_t at = text.find(old);
  EXPECT_NE(at, std::string::npos) << old;
  return at == std::string::npos ? text : text.replace(at, old.size(), now);
}

std::string posting_definition() {
  std::string text = counting_definition(kTimeout);
  text =
      replaced(text, "\nrequest:\n",
               "\n  token: {secret: true, help: \"Last part of the address that is posted to\"}\nrequest:\n");
  text = replaced(text, "self_test:\n  parameters: {url: \"http://127.0.0.1:1\"}\n", R"(incoming:
  auth: {kind: token, secret: token}
receipt:
  source: json
  when: {/kind: report}
  reference: /ref
  status: {at: /state, map: {ok: delivered, no: failed, sent: with_carrier}}
reply:
  source: json
  when: {/kind: inbound}
  from: /from
  text: /text
self_test:
  parameters: {url: "http://127.0.0.1:1", token: "made-up-token-0001"}
)");
  return text + R"(  posts:
    - headers: {Content-Type: application/json}
      body: '{"kind":"report","ref":"r","state":"ok"}'
      words: [{receipt: delivered, reference: r}]
    - headers: {Content-Type: application/json}
      body: '{"kind":"inbound","from":"+447700900123","text":"ill"}'
      words: [{reply: "ill", from: "+447700900123"}]
    - {token: another-token-0002, body: '{}', refused: true}
)";
}

}  // namespace

ServiceRun::ServiceRun(const std::string& name, int pupils, int lane, std::string sabotage)
    : run_(name, pupils, kTimeout),
      people_(pupils),
      sabotage_(std::move(sabotage)),
      // An address of our own, so that the port is free whoever else runs tests.
      address_{"127.77." + std::to_string(::getpid() % 250) + "." + std::to_string(1 + lane), 8470,
               std::string("/receipts/900001/gateway/") + kToken} {}

void ServiceRun::begin_again(const std::string& url) {
  run_.begin_again(url);
  const fs::path config = run_.folder() / "config";
  fs::create_directories(config / "secrets");
  e2e::write_file(config / "firstday.yaml",
                  "serve:\n  public_url: https://absence.example.org\naccounts:\n  - name: gateway\n"
                  "    provider: counting\n    kinds: [text]\n    parameters: {url: \"" +
                      url + "\", token: \"secret:gateway\", sandbox: \"true\"}\n");
  e2e::write_file(config / "secrets/gateway", std::string(kToken) + "\n");
  fs::permissions(config / "secrets/gateway", fs::perms::owner_read | fs::perms::owner_write);
  e2e::write_file(config / "schools/900001.yaml", replaced(e2e::read_file(config / "schools/900001.yaml"),
                                                           "hold_minutes: 10", "hold_minutes: 0"));
  e2e::write_file(config / "providers/counting.yaml", posting_definition());
}

int ServiceRun::start(const std::string& now, std::map<std::string, std::string> environment) const {
  if (!sabotage_.empty()) environment["FIRSTDAY_SABOTAGE"] = sabotage_;
  return run_.start({"serve", "--listen", address_.host + ":" + std::to_string(address_.port)}, environment,
                    now, sabotage_.empty() ? FIRSTDAY_PROGRAM : FIRSTDAY_SABOTEUR);
}

e2e::Ran ServiceRun::command(const std::string& now, const std::vector<std::string>& words) const {
  return run_.at(now, words);
}

std::string ServiceRun::clock_at(int minutes) {
  const int all = 9 * 60 + 45 + minutes;
  char text[24];
  std::snprintf(text, sizeof text, "2027-01-12 %02d:%02d", all / 60 % 24, all % 60);
  return text;
}

std::string ServiceRun::report(const std::string& reference, const std::string& state, int id) {
  return R"({"kind":"report","ref":")" + reference + R"(","state":")" + state + R"(","id":")" +
         std::to_string(id) + "\"}";
}

std::string ServiceRun::inbound(int person, const std::string& text, int id) {
  return R"({"kind":"inbound","from":")" + number_of(person) + R"(","text":")" + text + R"(","id":")" +
         std::to_string(id) + "\"}";
}

}  // namespace firstday::faults
