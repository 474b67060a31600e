// Blocks for what comes in: what each mistake says and where.
#include <gtest/gtest.h>

#include "providers/declared_incoming.h"

namespace firstday::provider_declared {
namespace {

constexpr const char* kGood = R"(incoming:
  auth: {kind: token, secret: hook}
  answer: {status: 202, body: ACK}
receipt:
  source: json
  items: /events
  when: {/type: status}
  reference: /ref
  status:
    at: /s
    map:
      ok: delivered
      bad: failed
  time: {at: /t, format: epoch}
reply:
  source: query
  from: from
  text: text
)";

/// The blocks with one piece replaced; lines count from `incoming:`, 1.
struct Mistake {
  const char* piece;
  const char* instead;
  int line;
  const char* says;
};

void PrintTo(const Mistake& mistake, std::ostream* out) {
  *out << mistake.instead;
}

std::string with(const char* piece, const char* instead) {
  std::string blocks = kGood;
  const std::size_t at = blocks.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return sample_receiving(blocks.replace(at, std::string(piece).size(), instead));
}

TEST(DeclaredIncoming, AWholeOneIsRead) {
  const Incoming in = read_good(sample_receiving(kGood)).incoming;
  ASSERT_EQ(in.proofs.size(), 1u);
  EXPECT_EQ(in.proofs[0].secret, "hook");
  EXPECT_EQ(in.answer.status, 202);
  EXPECT_EQ(in.answer.body, "ACK");
  EXPECT_EQ(in.receipt.place.line, kFirstBlockLine + 4);
  EXPECT_EQ(in.receipt.words.at("ok"), job::ReceiptStatus::kDelivered);
  EXPECT_EQ(in.receipt.source.methods, std::vector<std::string>{"POST"});
  EXPECT_EQ(in.receipt.source.content_types, std::vector<std::string>{"application/json"});
  EXPECT_EQ(in.reply.source.methods, std::vector<std::string>{"GET"});
  EXPECT_TRUE(in.reply.source.content_types.empty());
}

class IncomingMistake : public testing::TestWithParam<Mistake> {};

TEST_P(IncomingMistake, IsNamedWithItsLine) {
  const Mistake& mistake = GetParam();
  const auto parsed = read_definition(with(mistake.piece, mistake.instead), "sample.yaml");
  ASSERT_FALSE(parsed.problems.empty());
  const base::Problem& first = parsed.problems.front();
  EXPECT_EQ(first.line, kFirstBlockLine - 1 + mistake.line) << describe(first);
  EXPECT_FALSE(first.mend.empty());
  EXPECT_NE(describe(first).find(mistake.says), std::string::npos) << describe(first);
  EXPECT_EQ(first.severity, base::Severity::kError);
}

const Mistake kProofs[] = {
    {"  auth: {kind: token, secret: hook}\n", "", 4, "Anybody could post this"},
    {"incoming:\n  auth: {kind: token, secret: hook}\n  answer: {status: 202, body: ACK}\n", "", 2,
     "Anybody could post this"},
    {"kind: token", "kind: none", 2, "Nobody knows this word"},
    {"{kind: token, secret: hook}", "{secret: hook}", 2, "'auth'"},
    {"{kind: token, secret: hook}", "{kind: token}", 2, "'auth'"},
    {"{kind: token, secret: hook}", "[]", 2, "one proof"},
    {"secret: hook", "secret: hook_user", 2, "no secret parameter"},
    {"secret: hook", "secret: hok", 2, "no secret parameter"},
    {"secret: hook", "secret: hook, user: hook_user", 2, "no such key"},
    {"kind: token", "kind: basic", 2, "'auth'"},
    {"kind: token", "kind: basic, user: token", 2, "no parameter, or a secret one"},
    {"kind: token", "kind: hmac", 2, "'auth'"},
    {"kind: token", "kind: hmac, alg: md5, parts: [body], signature: {header: s}", 2, "sha1, sha256"},
    {"kind: token", "kind: hmac, alg: sha1, parts: [], signature: {header: s}", 2, "parts"},
    {"kind: token", "kind: hmac, alg: sha1, parts: [bdy], signature: {header: s}", 2,
     "Nobody knows this part"},
    {"kind: token", "kind: hmac, alg: sha1, parts: [timestamp], signature: {header: s}", 2, "must be signed"},
    {"kind: token", "kind: hmac, alg: sha1, parts: [body], signature: {header: s}, timestamp: {header: t}", 2,
     "must be signed"},
    {"kind: token", "kind: hmac, alg: sha1, parts: [body], signature: {header: s}, tolerance_seconds: 9", 2,
     "no time to compare"},
    {"kind: token", "kind: hmac, alg: sha1, parts: [body], signature: {header: s, body: /b}", 2,
     "in one place"},
    {"status: 202", "status: 500", 3, "from 200 to 299"},
    {"body: ACK", "body: ACK, content_type: \"a\\nb\"", 3, "printable ASCII"},
};
INSTANTIATE_TEST_SUITE_P(Proofs, IncomingMistake, testing::ValuesIn(kProofs));

const Mistake kBlocks[] = {
    {"source: json", "source: yaml", 5, "form, json, xml, query"},
    {"  source: json\n", "", 5, "'receipt'"},
    {"  source: json", "  source: json\n  method: PUT", 6, "GET, POST"},
    {"  source: json", "  source: json\n  method: []", 6, "list is empty"},
    {"items: /events", "items: events", 6, "no such list"},
    {"{/type: status}", "{type: status}", 7, "no value of such a name"},
    {"{/type: status}", "{/type: }", 7, "a value, or a list"},
    {"{/type: status}", "status", 7, "names with values"},
    {"reference: /ref", "reference: ref", 8, "no value of such a name"},
    {"reference: /ref", "reference: {header: X, query: y}", 8, "in one place"},
    {"reference: /ref", "reference: [a]", 8, "place of a value"},
    {"  reference: /ref\n", "", 5, "which message"},
    {"    at: /s\n", "", 10, "'status'"},
    {"bad: failed", "bad: broken", 13, "accepted, with_carrier"},
    {"    map:\n      ok: delivered\n      bad: failed\n", "", 10, "'status'"},
    {"format: epoch", "format: unix", 14, "iso, epoch, epoch_ms, london, utc"},
    {", format: epoch", "", 14, "'time'"},
    {"  from: from\n", "", 16, "'reply'"},
    {"  text: text\n", "", 16, "'reply'"},
    {"  text: text", "  text: text\n  status: x", 19, "Nobody knows this key"},
};
INSTANTIATE_TEST_SUITE_P(Blocks, IncomingMistake, testing::ValuesIn(kBlocks));

std::vector<std::string> said_of(const std::string& yaml) {
  std::vector<std::string> out;
  for (const base::Problem& p : read_definition(yaml, "f").problems) out.push_back(p.what);
  return out;
}

TEST(DeclaredIncoming, ReceiptsAndRepliesThatCannotBeToldApartAreAnError) {
  const std::string blocks = token_auth() + R"(receipt:
  source: form
  reference: ref
  status: {at: s, map: {ok: delivered}}
reply: {source: form, from: f, text: t}
)";
  EXPECT_EQ(said_of(sample_receiving(blocks)),
            std::vector<std::string>{"Every reply would be taken for a receipt."});
}

TEST(DeclaredIncoming, ProofsWithoutABlockAndSamplesWithoutEitherAreErrors) {
  const auto said = said_of(sample_receiving(token_auth()));
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[0], "The file reads nothing that comes in.");
  EXPECT_EQ(said[1], said[0]) << "once for 'incoming', once for 'posts'";
}

TEST(DeclaredIncoming, AFileThatReadsPostsMustHaveSamplesOfThem) {
  std::string yaml = sample_receiving(kGood);
  yaml.erase(yaml.find("  posts:"));
  EXPECT_EQ(said_of(yaml), std::vector<std::string>{"It must be given in 'self_test'."});
}

TEST(DeclaredIncoming, AnAddressForReceiptsNeedsIfPresentAndSomethingThatReadsThem) {
  const auto header = [](const std::string& value, const std::string& yaml) {
    std::string out = yaml;
    return out.insert(out.find("    X-Reference"), "    X-Receipt: \"" + value + "\"\n");
  };
  EXPECT_EQ(said_of(header("{{receipt_url|if_present}}?x", sample_receiving(kGood))),
            std::vector<std::string>{});
  EXPECT_EQ(said_of(header("{{receipt_url|then(31)|if_present}}", sample_receiving(kGood))),
            std::vector<std::string>{});
  EXPECT_EQ(said_of(header("{{receipt_url}}", sample_receiving(kGood))),
            std::vector<std::string>{"An account may have no address for receipts."});
  EXPECT_EQ(said_of(header("{{reply_url|default(x)|if_present}}", sample_receiving(kGood))),
            std::vector<std::string>{"An address for receipts takes no such filter."});
  EXPECT_EQ(
      said_of(header("{{receipt_url|if_present}}", sample_yaml())),
      std::vector<std::string>{"The request asks for receipts or replies, and the file does not read them."});
  EXPECT_EQ(said_of(header("{{param.hook}}", sample_receiving(kGood))),
            std::vector<std::string>{"An account need not have this secret, so no request can rest on it."});
}

}  // namespace
}  // namespace firstday::provider_declared
