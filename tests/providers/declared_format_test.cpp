// Definition files: what is read, and what each mistake says and where.
#include <gtest/gtest.h>

#include "providers/declared_fixtures.h"

namespace firstday::provider_declared {
namespace {

TEST(DeclaredFormat, ReadsAWholeDefinition) {
  const Definition d = sample();
  EXPECT_EQ(d.file, "sample.yaml");
  EXPECT_EQ(d.id, "invented");
  EXPECT_EQ(d.version, 3);
  EXPECT_EQ(d.channel, job::Kind::kText);
  EXPECT_FALSE(d.sandbox);
  ASSERT_EQ(d.parameters.size(), 4u);
  EXPECT_EQ(d.parameters[0].kind, Parameter::Kind::kUrl);
  EXPECT_TRUE(d.parameters[1].secret);
  EXPECT_TRUE(d.parameters[1].required);
  EXPECT_FALSE(d.parameters[2].required);
  EXPECT_EQ(d.parameters[2].fallback, "School");
  EXPECT_EQ(d.auth.kind, Auth::Kind::kBearer);
  EXPECT_EQ(d.request.body.kind, Body::Kind::kJson);
  ASSERT_EQ(d.outcomes.size(), 5u);
  EXPECT_EQ(d.outcomes[0].place.line, 30);
  EXPECT_EQ(d.outcomes[0].when.status.size(), 2u);
  EXPECT_EQ(d.outcomes[2].when.status[0].from, 401);
  EXPECT_EQ(d.outcomes[2].when.status[0].to, 403);
  EXPECT_TRUE(d.outcomes[3].retry_after_header);
  EXPECT_EQ(d.outcomes[4].retry_after, std::chrono::seconds{30});
  EXPECT_EQ(d.self_test.requests.size(), 1u);
  EXPECT_EQ(d.self_test.responses.size(), 5u);
}

TEST(DeclaredFormat, LimitsHaveDefaultsAndAreRead) {
  EXPECT_EQ(sample().limits.max_in_flight, 16);
  const Definition d = read_good(sample_with(
      "response:\n",
      "limits: {max_in_flight: 3, timeout_seconds: 20, connect_timeout_seconds: 2}\nresponse:\n"));
  EXPECT_EQ(d.limits.max_in_flight, 3);
  EXPECT_EQ(d.limits.total_timeout, std::chrono::seconds{20});
  EXPECT_EQ(d.limits.connect_timeout, std::chrono::seconds{2});
}

TEST(DeclaredFormat, RatesAndThePriceAreReadAndAbsentOnesAreNoLimit) {
  const Limits none = sample().limits;
  EXPECT_EQ(none.per_second + none.per_minute + none.per_day + none.per_address_hour, 0);
  EXPECT_EQ(none.price_per_part, 0);
  const Limits l = read_good(sample_with("response:\n",
                                         "limits: {per_second: 5, per_minute: 100, per_day: 2000, "
                                         "per_address_hour: 3, price_per_part: 3.95}\nresponse:\n"))
                       .limits;
  EXPECT_EQ(l.per_second, 5);
  EXPECT_EQ(l.per_minute, 100);
  EXPECT_EQ(l.per_day, 2000);
  EXPECT_EQ(l.per_address_hour, 3);
  EXPECT_EQ(l.price_per_part, 395);
}

struct Mistake {
  const char* piece;
  const char* instead;
  int line;
  const char* says;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.instead;
}

/// "line 7: what it says" of each problem.
std::vector<std::string> problems_of(const std::string& yaml) {
  std::vector<std::string> out;
  for (const base::Problem& p : read_definition(yaml, "sample.yaml").problems)
    out.push_back("line " + std::to_string(p.line) + ": " + p.field + ": " + p.what);
  return out;
}

class DeclaredMistake : public testing::TestWithParam<Mistake> {};

TEST_P(DeclaredMistake, IsNamedWithItsLine) {
  const Mistake& mistake = GetParam();
  const auto parsed = read_definition(sample_with(mistake.piece, mistake.instead), "sample.yaml");
  ASSERT_FALSE(parsed.problems.empty());
  const base::Problem& first = parsed.problems.front();
  EXPECT_EQ(first.line, mistake.line) << describe(first);
  EXPECT_GT(first.column, 0) << describe(first);
  EXPECT_EQ(first.file, "sample.yaml");
  EXPECT_FALSE(first.mend.empty()) << describe(first);
  EXPECT_NE(describe(first).find(mistake.says), std::string::npos) << describe(first);
  EXPECT_EQ(parsed.problems.size(), 1u)
      << testing::PrintToString(problems_of(sample_with(mistake.piece, mistake.instead)));
}

const Mistake kTop[] = {
    {"format: 1", "format: 2", 1, "format 1"},
    {"format: 1\n", "", 1, "This program reads format 1"},
    {"id: invented", "id: Invented Ltd", 2, "a-z, 0-9"},
    {"version: 3", "version: three", 3, "whole number"},
    {"version: 3", "version: -3", 3, "whole number"},
    {"channel: text", "channel: fax", 4, "Nobody knows this word"},
    {"channel: text", "channel: text\nreceipts: {}", 5, "Nobody knows this key"},
    {"version: 3", "version: 3\nid: again", 4, "twice"},
    {"channel: text", "channel: text\nsandbox: maybe", 5, "Write one of: false, true"},
    {"format: 1", "format: 1: 2", 1, "no YAML"},
    {"  sender: {default: School}", "  sender: {default: School, min: 3}", 8, "Nobody knows this key"},
    {"  sender: {default: School}", "  sender: {default: School, kind: number}", 8,
     "Write one of: text, url"},
    {"  sender: {default: School}", "  sender: School", 8, "keys with values"},
    {"  token: {secret: true}", "  token: {secret: true, default: x}", 7, "no default"},
    {"  token: {secret: true}", "  token: {secret: true, kind: url}", 7, "no secret"},
    {"  note: {default: \"\"}", "  note: {default: \"\"}\n  sandbox: {}", 10, "cannot have this name"},
    {"  note: {default: \"\"}", "  note: {default: \"\"}\n  home: {kind: url, default: here}", 10,
     "no address"},
    {"request:\n", "limits: {max_in_flight: 0}\nrequest:\n", 11, "from 1 to 1000"},
    {"request:\n", "limits: {per_second: 0}\nrequest:\n", 11, "from 1 to 1000000"},
    {"request:\n", "limits: {per_address_hour: three}\nrequest:\n", 11, "from 1 to 1000000"},
    {"request:\n", "limits: {price_per_part: 3,95p}\nrequest:\n", 11, "Nobody knows this key"},
    {"request:\n", "limits: {price_per_part: 3.955}\nrequest:\n", 11, "no price in pence"},
    {"  note: {default: \"\"}", "  note: {default: \"\"}\n  per_day: {}", 10, "cannot have this name"},
    {"request:\n", "limits: {timeout_seconds: 1 hour}\nrequest:\n", 11, "from 1 to 300"},
};
INSTANTIATE_TEST_SUITE_P(Top, DeclaredMistake, testing::ValuesIn(kTop));

const Mistake kRequest[] = {
    {"method: POST\n  url", "method: DELETE\n  url", 12, "POST, GET, PUT"},
    {"method: POST\n  url", "method: GET\n  url", 12, "no body"},
    {"  url: \"{{param.base}}/v1/messages\"\n", "", 12, "It must be given in 'request'"},
    {"{{param.base}}/v1", "https://{{param.sender}}/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "{{param.sender}}/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "{{param.base}}.example/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "{{param.base}}{{param.sender}}/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "https://gateway.example{{param.sender}}/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "https://user@gateway.example/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "ftp://gateway.example/v1", 13, "must begin with"},
    {"{{param.base}}/v1", "{{param.base}}/v1?x=1", 13, "Put fields under 'query'"},
    {"{{param.base}}/v1", "{{param.base}}/v1/{{param.note|if_present}}", 13, "cannot be left out"},
    {"    X-Reference:", "    X-Ref: \"{{sender}}\"\n    X-Reference:", 15, "There is no value 'sender'"},
    {"    X-Reference:", "    X-Ref: \"{{param.sendr}}\"\n    X-Reference:", 15,
     "There is no parameter 'sendr'"},
    {"    X-Reference:", "    X-Ref: \"{{to|e146}}\"\n    X-Reference:", 15, "There is no filter 'e146'"},
    {"    X-Reference:", "    X-Ref: \"{{to|then}}\"\n    X-Reference:", 15, "There is no filter 'then'"},
    {"    X-Reference:", "    X-Ref: \"{{to|e164(x)}}\"\n    X-Reference:", 15,
     "There is no filter 'e164(x)'"},
    {"    X-Reference:", "    X-Ref: \"{{to|then(x}}\"\n    X-Reference:", 15, "lacks its ')'"},
    {"    X-Reference:", "    X-Ref: \"{{to\"\n    X-Reference:", 15, "has no '}}'"},
    {"    X-Reference:", "    X-Ref: \"{{param.token|e164}}\"\n    X-Reference:", 15, "takes no filter"},
    {"    X-Reference:", "    Content-Length: \"3\"\n    X-Reference:", 15, "cannot be set"},
    {"    X-Reference:", "    \"X Ref\": \"3\"\n    X-Reference:", 15, "cannot be set"},
    {"    X-Reference:", "    X-Ref: \"a\\r\\nX-Evil: b\"\n    X-Reference:", 15, "printable ASCII"},
    {"    X-Reference:", "    X-Ref:\n    X-Reference:", 15, "must stand a text"},
    {"    priority: 2", "    priority: \"{{prio}}\"", 24, "There is no value 'prio'"},
    {"response:\n", "  form: {a: b}\nresponse:\n", 17, "one body"},
    {"auth: {kind: bearer,", "auth: {kind: oauth,", 10, "Nobody knows this word"},
    {"auth: {kind: bearer,", "auth: {kind: bearer, user: x,", 10, "no such key"},
    {"auth: {kind: bearer,", "auth: {", 10, "It must be given in 'auth'"},
    {"auth: {kind: bearer, token: \"{{param.token}}\"}", "auth: {kind: bearer}", 10,
     "It must be given in 'auth'"},
    {"auth: {kind: bearer, token:", "auth: {kind: form, name: key, value:", 10, "no form"},
    {"auth: {kind: bearer, token:", "auth: {kind: header, name: Host, value:", 10, "cannot be set"},
    {"    X-Reference: \"{{reference}}\"", "    X-Fixed: \"1\"", 12, "{{reference}}"},
};
INSTANTIATE_TEST_SUITE_P(Request, DeclaredMistake, testing::ValuesIn(kRequest));

const Mistake kAnswer[] = {
    {"  parse: json", "  parse: yaml", 27, "empty, text, json"},
    {"  parse: json", "  parse: json\n  match: 'x'", 28, "for 'parse: text'"},
    {"provider_id: {body: /messages/0/id}", "provider_id: {body: messages.id}", 28, "no such value"},
    {"provider_id: {body: /messages/0/id}", "provider_id: {body: /a, header: b}", 28, "in one place"},
    {"provider_id: {body: /messages/0/id}", "provider_id: {body: /a~x}", 28, "no such value"},
    {"  provider_id: {body: /messages/0/id}\n", "", 29, "names no id"},
    {"{status: [200, 201], body: {/messages/0/status: ok}, has_id: true}", "{has_id: true}", 31,
     "must name a status"},
    {"    is: misconfigured", "    is: not_sent", 36, "Nobody knows this word"},
    {"    is: misconfigured", "    is: misconfigured\n    retry_after: 5", 37, "Only 'rejected_temporary'"},
    {"  - when: {status: 401-403}", "  - when: {status: 4xx}", 35, "no HTTP status"},
    {"  - when: {status: 401-403}", "  - when: {status: 403-401}", 35, "no HTTP status"},
    {"  - when: {status: 401-403}", "  - when: {status: 2000}", 35, "no HTTP status"},
    {"  - when: {status: 401-403}", "  - when: {}", 35, "must say when"},
    {"  - when: {status: 401-403}", "  - when: {state: 401}", 35, "Nobody knows this key"},
    {"{/error: {exists: true}}", "{/error: {exists: true, ne: x}}", 40, "one value or one test"},
    {"{/error: {exists: true}}", "{/error: {like: x}}", 40, "Nobody knows this key"},
    {"{/error: {exists: true}}", "{/error: {in: []}}", 40, "list is empty"},
    {"{/error: {exists: true}}", "{/error: {ne: }}", 40, "must be given"},
    {"{/error: {exists: true}}", "{/error: {matches: '(x'}}", 40, "no regular expression"},
    {"{/error: {exists: true}}", "{/error: {matches: '(x)\\1'}}", 40, "no regular expression"},
    {"{/error: {exists: true}}", "{error: {exists: true}}", 40, "no such value"},
    {"    retry_after: 30\n", "    retry_after: soon\n", 42, "from 0 to 86400"},
};
INSTANTIATE_TEST_SUITE_P(Answer, DeclaredMistake, testing::ValuesIn(kAnswer));

const Mistake kSelfTest[] = {
    {"reference: r-1}", "reference: r-1, colour: red}", 46, "Nobody knows this key"},
    {", reference: r-1}", "}", 46, "It must be given in 'message'"},
    {"        method: POST\n", "", 48, "It must be given in 'expect'"},
    {"body: \"no\", is: misconfigured", "body: \"no\", is: odd", 55, "no such outcome"},
    {"{status: 401, body", "{status: 41, body", 55, "from 100 to 599"},
};
INSTANTIATE_TEST_SUITE_P(SelfTest, DeclaredMistake, testing::ValuesIn(kSelfTest));

TEST(DeclaredFormat, TheColumnIsThatOfTheMistake) {
  const auto parsed = read_definition(sample_with("kind: bearer", "kind: bear"), "f.yaml");
  ASSERT_FALSE(parsed.problems.empty());
  EXPECT_EQ(describe(parsed.problems[0]).rfind("f.yaml:10:14", 0), 0u) << describe(parsed.problems[0]);
}

TEST(DeclaredFormat, AWholePartThatIsMissingIsNamed) {
  const std::vector<std::string> said = problems_of("format: 1\nid: x\nversion: 1\nchannel: text\n");
  const std::vector<std::string> expected = {
      "line 1: request: It must be given.", "line 1: response: It must be given.",
      "line 1: outcomes: It must be given.", "line 1: self_test: It must be given."};
  EXPECT_EQ(said, expected);
}

TEST(DeclaredFormat, WithoutARuleForSuccessNothingCouldEverBeAccepted) {
  const auto said =
      problems_of(sample_with("has_id: true}\n    is: accepted", "has_id: true}\n    is: unknown"));
  EXPECT_EQ(said, std::vector<std::string>{"line 30: outcomes: No rule says 'accepted'."});
}

/// The sample with a raw body instead of its JSON, and this header.
std::string with_raw(const std::string& header) {
  std::string yaml = sample_with("  headers:\n", "  headers:\n" + header);
  const std::size_t from = yaml.find("  json:\n");
  return yaml.replace(from, yaml.find("response:\n") - from, "  raw: \"<m>{{body}}</m>\"\n");
}

TEST(DeclaredFormat, OnlyPlainTextMayBeRaw) {
  EXPECT_EQ(problems_of(with_raw("    content-type: text/plain; charset=utf-8\n")),
            std::vector<std::string>{});
  for (const char* header : {"", "    Content-Type: text/xml\n", "    Content-Type: \"{{language}}\"\n"}) {
    const auto said = problems_of(with_raw(header));
    ASSERT_EQ(said.size(), 1u) << header;
    EXPECT_NE(said[0].find("Only plain text can be raw"), std::string::npos) << said[0];
  }
}

TEST(DeclaredFormat, TextThatIsNoDefinitionAtAllEndsInProblems) {
  for (const char* text : {"", "hello", "- a\n- b", "{", "\"", "\t", "a: &x [*x]", "? [a]\n: b", "\xff\xfe"})
    EXPECT_TRUE(read_definition(text, "f").has_errors()) << text;
}

TEST(DeclaredFormat, AliasesThatUnfoldWithoutEndAreRefused) {
  std::string bomb = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 9; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int n = 0; n < 9; ++n) bomb += "," + before;
    bomb += "]\n";
  }
  EXPECT_NE(testing::PrintToString(problems_of(bomb)).find("too large"), std::string::npos);
}

}  // namespace
}  // namespace firstday::provider_declared
