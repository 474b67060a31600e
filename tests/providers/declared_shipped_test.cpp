// The self-test, every definition file that ships, and those of invented services in declared_services/:
// one for each way in which gateways are known to differ.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "net/curl_http_client.h"
#include "providers/declared/judge.h"
#include "providers/declared/self_test.h"
#include "providers/declared_fixtures.h"
#include "providers/declared_gateway.h"
#include "providers/declared_incoming.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {
namespace {

namespace fs = std::filesystem;

fs::path invented_folder() {
  return fs::path(FIRSTDAY_SOURCE_DIR) / "tests" / "providers" / "declared_services";
}

fs::path folder() {
  return fs::path(FIRSTDAY_SOURCE_DIR) / "providers";
}

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The definition files of a folder, sorted.
std::vector<fs::path> definitions_in(const fs::path& where) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(where))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> self_test_of(const std::string& yaml) {
  std::vector<std::string> out;
  for (const base::Problem& p : run_self_test(read_good(yaml)).problems) out.push_back(describe(p));
  return out;
}

class DefinitionFile : public testing::TestWithParam<fs::path> {};

TEST_P(DefinitionFile, IsWithoutFaultAndPassesItsOwnTest) {
  const Definition d = read_good(text_of(GetParam()));
  EXPECT_EQ(d.id, GetParam().stem()) << "the id is the file's name";
  const auto result = run_self_test(d);
  for (const base::Problem& problem : result.problems) ADD_FAILURE() << describe(problem);
  EXPECT_EQ(result.value, static_cast<int>(d.self_test.requests.size() + d.self_test.responses.size() +
                                           d.self_test.posts.size()));
}

TEST_P(DefinitionFile, CarriesNoKeyOfItsOwnAndExplainsItsParameters) {
  for (const Parameter& parameter : read_good(text_of(GetParam())).parameters) {
    EXPECT_FALSE(parameter.help.empty()) << parameter.name;
    EXPECT_TRUE(!parameter.secret || parameter.fallback.empty()) << parameter.name;
  }
}

TEST_P(DefinitionFile, CallsAProxysPageUnknownWhateverItsStatus) {
  const Definition d = read_good(text_of(GetParam()));
  for (const int status : {200, 201, 202, 500, 502, 503, 504}) {
    const auto kind = judge(d, answered(status, "<html><body>Something went wrong.</body></html>")).kind;
    EXPECT_EQ(kind, job::OutcomeKind::kUnknown) << status;
  }
}

TEST_P(DefinitionFile, MakesAProviderWhoseRequestsHoldTheReferenceAndNoSecret) {
  const Definition d = read_good(text_of(GetParam()));
  Parameters parameters = d.self_test.parameters;
  for (const Parameter& p : d.parameters)
    if (p.secret) parameters[p.name] = "secret:" + p.name;
  MemoryHttp http;
  const auto made = create(
      d, parameters, [](const std::string&) { return "hunter2-hunter2-hunter2"; }, http);
  ASSERT_TRUE(made.ok()) << made.error().what;
  const auto request = made.value()->prepare(text_to("+447700900123", "Hello"), providers::reference());
  ASSERT_TRUE(request.ok()) << request.error().what;
  EXPECT_NE(request.value().bytes.find(providers::reference().text()), std::string::npos);
  EXPECT_EQ(request.value().bytes.find("hunter2"), std::string::npos) << request.value().bytes;
  EXPECT_FALSE(request.value().slots.empty());
  EXPECT_EQ(made.value()->receipts() != nullptr, d.incoming.reads_anything());
  EXPECT_EQ(made.value()->capabilities().gives_receipts, d.incoming.receipt.given);
  made.value()->start(request.value(), providers::reference(), [](const job::Outcome&) {});
  ASSERT_EQ(http.requests.size(), 1u) << "and with the secret it leaves";
}

std::string name_of(const testing::TestParamInfo<fs::path>& file) {
  return file.param.stem().string();
}

INSTANTIATE_TEST_SUITE_P(Shipped, DefinitionFile, testing::ValuesIn(definitions_in(folder())), name_of);
INSTANTIATE_TEST_SUITE_P(Invented, DefinitionFile, testing::ValuesIn(definitions_in(invented_folder())),
                         name_of);

TEST(DeclaredSelfTest, PassesOnTheSample) {
  EXPECT_EQ(self_test_of(sample_yaml()), std::vector<std::string>{});
}

TEST(DeclaredSelfTest, EachDifferenceIsNamedWithItsPlace) {
  const std::pair<std::string, std::string> rows[] = {
      {sample_with("        method: POST\n", "        method: PUT\n"), "sample.yaml:46:7 (method)"},
      {sample_with("url: \"https://gateway.example/v1/messages\"", "url: \"https://gateway.example/v2\""),
       "sample.yaml:46:7 (url)"},
      {sample_with("X-Reference: r-1,", "X-Reference: r-2,"), "sample.yaml:46:7 (headers)"},
      {sample_with("\"test\":false,\"priority\":2", "\"test\":true,\"priority\":2"),
       "sample.yaml:46:7 (body)"},
      {sample_with("to: \"+447700900123\"", "to: \"07700900123\""), "sample.yaml:46:7 (message)"},
      {sample_with("provider_id: \"71\"", "provider_id: \"72\""), "sample.yaml:53:7 (provider_id)"},
      {sample_with("body: \"no\", is: misconfigured", "body: \"no\", is: unknown"), "sample.yaml:55:7 (is)"},
      {sample_with("retry_after: 7}", "retry_after: 8}"), "sample.yaml:56:7 (retry_after)"},
      {sample_with("retry_after: 7}", "provider_id: x, retry_after: 7}"), "sample.yaml:56:7 (provider_id)"},
  };
  for (const auto& [yaml, place] : rows) {
    const std::vector<std::string> said = self_test_of(yaml);
    ASSERT_EQ(said.size(), 1u) << place << testing::PrintToString(said);
    EXPECT_EQ(said[0].rfind(place, 0), 0u) << said[0];
  }
}

TEST(DeclaredSelfTest, ParametersThatDoNotFitAreNamed) {
  const auto said = self_test_of(sample_with("token: sesame-open}", "tokn: sesame-open}"));
  ASSERT_EQ(said.size(), 1u);
  EXPECT_NE(said[0].find("'token' is missing; 'tokn' is not a parameter"), std::string::npos) << said[0];
}

TEST(DeclaredSelfTest, ARuleThatNoSampleReachesIsPointedAt) {
  const auto said = self_test_of(sample_with("    - {status: 401, body: \"no\", is: misconfigured}\n", ""));
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].rfind("sample.yaml:35:5 (outcomes): warning", 0), 0u) << said[0];
}

/// The sample with receipts and a post that says what it is read as.
std::string receiving(const std::string& post) {
  std::string yaml = sample_receiving(token_auth() + R"(receipt:
  source: form
  reference: ref
  status: {at: s, map: {ok: delivered}}
)");
  yaml.replace(yaml.find("token: sesame-open}"), 19,
               "token: sesame-open, hook: made-up-0123456789, receipt_url: \"https://gw.example/in\"}");
  yaml.replace(yaml.find("posts: ["), 8, "posts: [" + post);
  return yaml;
}

TEST(DeclaredSelfTest, PostsAreReadAndForgedOnesRefused) {
  const std::string post = "{headers: {Content-Type: application/x-www-form-urlencoded}, body: ";
  EXPECT_EQ(self_test_of(receiving(post + "\"ref=r&s=ok\", words: [{receipt: delivered, reference: r}]}, ")),
            std::vector<std::string>{});
  const std::pair<std::string, const char*> rows[] = {
      {post + "\"ref=r&s=ok\", words: [{receipt: failed, reference: r}]}, ", "expected is <receipt failed"},
      {post + "\"ref=r&s=ok\", words: [{receipt: delivered, reference: q}]}, ", "reference 'q'"},
      {post + "\"ref=r&s=ok\", words: [{reply: x, from: y}]}, ", "expected is <reply 'x' from y"},
      {post + "\"ref=r&s=ok\", refused: true}, ", "It should be refused"},
      {post + "\"ref=r&s=odd\", words: [{receipt: delivered, reference: r}]}, ", "There are 1 problems"},
      {post + "\"ref=r&s=ok\", unreadable: 1}, ", "There are 0 problems"},
      {post + "\"ref=r&s=ok\", token: wrong, words: [{receipt: delivered, reference: r}]}, ",
       "It is refused, and should be taken"},
      {"", "No sample post has the status 'ok'"},
  };
  for (const auto& [sample, says] : rows) {
    const std::string said = testing::PrintToString(self_test_of(receiving(sample)));
    EXPECT_NE(said.find(says), std::string::npos) << sample << "\n" << said;
  }
}

TEST(DeclaredSelfTest, WithoutAForgedPostNothingShowsThatForgedOnesAreRefused) {
  std::string yaml = receiving(
      "{headers: {Content-Type: application/x-www-form-urlencoded}, body: \"ref=r&s=ok\", "
      "words: [{receipt: delivered, reference: r}]}, ");
  yaml.replace(yaml.find(", {token: wrong, refused: true}"), 31, "");
  EXPECT_NE(testing::PrintToString(self_test_of(yaml)).find("No sample is refused"), std::string::npos);
}

TEST(DeclaredSelfTest, ASecretThatWouldBeStoredIsFound) {
  const auto said = self_test_of(sample_with("reference: r-1}", "reference: sesame-open}"));
  EXPECT_NE(testing::PrintToString(said).find("The secret shows"), std::string::npos)
      << testing::PrintToString(said);
}

/// Kannel's answer as its smsbox gives it, to one text over the real client.
job::Outcome through_kannel(const std::string& status_line, const std::string& body,
                            std::string* head = nullptr) {
  const Gateway gateway("HTTP/1.1 " + status_line + "\r\nServer: Kannel/1.4.5\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\nContent-type: text/html\r\n\r\n" + body);
  const auto http = net::make_curl_client({});
  const Parameters parameters = {{"url", gateway.url("/cgi-bin/sendsms")},
                                 {"username", "gateway"},
                                 {"password", "secret:kannel"},
                                 {"sandbox", "true"}};
  const auto provider = create(
      read_good(text_of(folder() / "kannel.yaml")), parameters, [](const std::string&) { return "p w"; },
      *http);
  const job::Outcome outcome = send(*provider.value(), text_to("+447700900123", "Late? Ring 01632 960001"));
  if (head != nullptr) *head = gateway.head();
  return outcome;
}

TEST(Kannel, TakesATextOverHttp) {
  std::string head;
  const job::Outcome o = through_kannel("202 Accepted", "0: Accepted for delivery", &head);
  EXPECT_EQ(o.kind, job::OutcomeKind::kAccepted) << o.evidence;
  EXPECT_EQ(head.substr(0, head.find("\r\n")),
            "GET /cgi-bin/sendsms?username=gateway&password=p%20w&to=%2B447700900123&"
            "text=Late%3F%20Ring%2001632%20960001&charset=UTF-8&account=" +
                providers::reference().text() + " HTTP/1.1");
}

TEST(Kannel, ItsRefusalsAreToldApart) {
  using job::OutcomeKind;
  EXPECT_EQ(through_kannel("403 Forbidden", "Authorization failed for sendsms").kind,
            OutcomeKind::kMisconfigured);
  EXPECT_EQ(through_kannel("403 Forbidden", "Not routable. Do not try again.").kind,
            OutcomeKind::kRejectedPermanent);
  EXPECT_EQ(through_kannel("400 Bad Request", "Missing receiver number, rejected").kind,
            OutcomeKind::kRejectedPermanent);
  EXPECT_EQ(through_kannel("503 Service Unavailable", "Temporal failure, try again later.").kind,
            OutcomeKind::kRejectedTemporary);
  EXPECT_EQ(through_kannel("503 Service Unavailable", "upstream reset before headers").kind,
            OutcomeKind::kUnknown)
      << "a proxy's word is no proof that Kannel did not take it";
}

}  // namespace
}  // namespace firstday::provider_declared
