// Whether a request is the service's own: each kind of proof, right and forged.
#include <gtest/gtest.h>

#include <fstream>

#include "base/text.h"
#include "providers/declared/authenticity.h"
#include "providers/declared/encoding.h"
#include "providers/declared_incoming.h"
#include "seal/hash.h"

namespace firstday::provider_declared {
namespace {

const base::Instant kNow = *base::parse_instant("2027-01-12T09:35:00Z");
constexpr const char* kEpochNow = "1799746500";
constexpr const char* kKey = "open-sesame-0123456789";

Incoming proving(const std::string& auth) {
  return read_good(sample_receiving("incoming: {auth: " + auth + "}\n" + R"(receipt:
  source: json
  reference: /ref
  status: {at: /s, map: {ok: delivered}}
)"))
      .incoming;
}

bool holds(const Incoming& incoming, const ports::RawPost& post, const std::string& key = kKey,
           base::Instant now = kNow) {
  return is_authentic(incoming, post, now, [&](const std::string& parameter) {
    return parameter == "hook" ? key : std::string("post office");
  });
}

ports::RawPost with_header(ports::RawPost post, const std::string& name, const std::string& value) {
  post.headers.emplace_back(name, value);
  return post;
}

ports::RawPost json_post() {
  return posted("application/json", R"({"ref":"r","s":"ok"})");
}

TEST(DeclaredAuthenticity, ATokenMustBeTheWholeLastPartOfTheAddress) {
  const Incoming in = proving("{kind: token, secret: hook}");
  ports::RawPost post = json_post();
  post.token = kKey;
  EXPECT_TRUE(holds(in, post));
  for (const std::string token :
       {"", "open-sesame-012345678", "open-sesame-01234567890", "OPEN-SESAME-0123456789"}) {
    post.token = token;
    EXPECT_FALSE(holds(in, post)) << token;
  }
}

TEST(DeclaredAuthenticity, ASecretThatIsNotThereProvesNothing) {
  for (const char* auth :
       {"{kind: token, secret: hook}", "{kind: bearer, secret: hook}",
        "{kind: basic, user: hook_user, secret: hook}", "{kind: twilio-sha1, secret: hook}"}) {
    ports::RawPost post = with_header(json_post(), "authorization", "Bearer ");
    EXPECT_FALSE(holds(proving(auth), post, "")) << auth;
  }
  EXPECT_FALSE(is_authentic({}, json_post(), kNow, [](const std::string&) { return "x"; }))
      << "nor does a file without a proof";
}

TEST(DeclaredAuthenticity, BasicAndBearerAreComparedWhole) {
  const auto basic = [](const std::string& pair) {
    return with_header(json_post(), "authorization", "basic " + encoded(pair, Encoding::kBasic).value());
  };
  const Incoming in = proving("{kind: basic, user: hook_user, secret: hook}");
  EXPECT_TRUE(holds(in, basic(std::string("post office:") + kKey)));
  EXPECT_FALSE(holds(in, basic(std::string("post:") + kKey)));
  EXPECT_FALSE(holds(in, basic("post office:")));
  EXPECT_FALSE(holds(in, json_post()));
  const Incoming bearer = proving("{kind: bearer, secret: hook}");
  EXPECT_TRUE(holds(bearer, with_header(json_post(), "authorization", std::string("Bearer ") + kKey)));
  EXPECT_FALSE(holds(bearer, with_header(json_post(), "authorization", std::string("Basic ") + kKey)));
  EXPECT_FALSE(holds(bearer, with_header(json_post(), "authorization", kKey)));
  EXPECT_FALSE(holds(bearer, with_header(json_post(), "authorization", std::string("Bearer ") + kKey + "x")));
}

TEST(DeclaredAuthenticity, OfSeveralProofsEachMustHold) {
  const Incoming in = proving("[{kind: token, secret: hook}, {kind: bearer, secret: hook}]");
  ports::RawPost post = with_header(json_post(), "authorization", std::string("Bearer ") + kKey);
  EXPECT_FALSE(holds(in, post));
  post.token = kKey;
  EXPECT_TRUE(holds(in, post));
  post.headers.pop_back();
  EXPECT_FALSE(holds(in, post));
}

constexpr const char* kTimed =
    R"({kind: hmac, secret: hook, alg: sha256, parts: [timestamp, body], joined_by: ".",
  signature: {header: X-Signature}, prefix: "v1=", timestamp: {header: X-Time}, tolerance_seconds: 60})";

ports::RawPost timed(const std::string& time) {
  ports::RawPost post = with_header(json_post(), "x-time", time);
  return with_header(post, "x-signature", "v1=" + seal::hmac_sha256_hex(kKey, time + "." + post.body));
}

TEST(DeclaredAuthenticity, AnHmacOverTimeAndBodyHoldsWithinItsTolerance) {
  const Incoming in = proving(kTimed);
  const ports::RawPost post = timed(kEpochNow);
  EXPECT_TRUE(holds(in, post));
  EXPECT_TRUE(holds(in, post, kKey, kNow + std::chrono::seconds{60}));
  EXPECT_TRUE(holds(in, post, kKey, kNow - std::chrono::seconds{60}));
  EXPECT_FALSE(holds(in, post, kKey, kNow + std::chrono::seconds{61})) << "an old one, posted again";
  EXPECT_FALSE(holds(in, post, kKey, kNow - std::chrono::seconds{61}));
  EXPECT_FALSE(holds(in, post, "another key"));
  EXPECT_FALSE(holds(in, timed("soon")));
}

TEST(DeclaredAuthenticity, WhateverOfASignedRequestIsChangedItIsRefused) {
  const Incoming in = proving(kTimed);
  ports::RawPost body = timed(kEpochNow);
  body.body += " ";
  EXPECT_FALSE(holds(in, body));
  ports::RawPost time = timed(kEpochNow);
  time.headers[1].second = "1799746501";
  EXPECT_FALSE(holds(in, time));
  ports::RawPost signature = timed(kEpochNow);
  signature.headers[2].second.back() ^= 1;
  EXPECT_FALSE(holds(in, signature));
  ports::RawPost bare = timed(kEpochNow);
  bare.headers[2].second.erase(0, 3);
  EXPECT_FALSE(holds(in, bare)) << "without its prefix";
  ports::RawPost upper = timed(kEpochNow);
  upper.headers[2].second = "v1=" + base::upper(upper.headers[2].second.substr(3));
  EXPECT_TRUE(holds(in, upper)) << "hex may be written in capitals";
  ports::RawPost none = timed(kEpochNow);
  none.headers.pop_back();
  EXPECT_FALSE(holds(in, none));
}

TEST(DeclaredAuthenticity, ASignatureMayStandInTheBodyOverValuesOfIt) {
  const Incoming in = proving(
      R"({kind: hmac, secret: hook, alg: sha256, parts: [timestamp, {body: /signature/token}],
  signature: {body: /signature/signature}, timestamp: {body: /signature/timestamp}})");
  const std::string good = R"({"signature":{"timestamp":"1799746500","token":"abc","signature":")" +
                           seal::hmac_sha256_hex(kKey, "1799746500abc") + R"("}})";
  EXPECT_TRUE(holds(in, posted("application/json", good)));
  std::string forged = good;
  forged.replace(forged.find("abc"), 3, "abd");
  EXPECT_FALSE(holds(in, posted("application/json", forged)));
  for (const char* body : {"", "{}", "[]", "{\"signature\":7}", "\xff", "{\"signature\":{\"timestamp\":{}}}"})
    EXPECT_FALSE(holds(in, posted("application/json", body))) << body;
}

TEST(DeclaredAuthenticity, AddressAndFormMayBeSignedInBase64WithSha1) {
  const Incoming in = proving(
      "{kind: hmac, secret: hook, alg: sha1, encoding: base64, parts: [url, form], signature: {header: "
      "X-Sig}}");
  ports::RawPost post = posted("application/x-www-form-urlencoded", "b=2&a=1&a=1&B=%26");
  const auto signed_as = [&](const std::string& text) {
    return with_header(post, "x-sig", encoded(seal::hmac_sha1(kKey, text), Encoding::kBasic).value());
  };
  EXPECT_TRUE(holds(in, signed_as(post.url + "B&a1b2")));
  EXPECT_FALSE(holds(in, signed_as("http" + post.url.substr(5) + "B&a1b2")));
  EXPECT_FALSE(holds(in, signed_as(post.url + "a1b2B&")));
}

struct Vector {
  std::string name, key, url, type, body, signature;
};

std::vector<Vector> twilio_vectors() {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/tests/vectors/twilio_signatures.tsv");
  std::vector<Vector> out;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with('#')) continue;
    const std::vector<std::string> w = base::split(line, '\t');
    out.push_back({w.at(0), w.at(1), w.at(2), w.at(3), w.at(4), w.at(5)});
  }
  return out;
}

ports::RawPost post_of(const Vector& vector) {
  ports::RawPost post = with_header(posted(vector.type, vector.body), "x-twilio-signature", vector.signature);
  post.url = vector.url;
  const std::size_t question = vector.url.find('?');
  if (question != std::string::npos) post.query = vector.url.substr(question + 1);
  return post;
}

TEST(DeclaredAuthenticity, EveryVectorOfTwiliosOwnLibraryHoldsAndNoChangedOneDoes) {
  const Incoming in = proving("{kind: twilio-sha1, secret: hook}");
  const std::vector<Vector> vectors = twilio_vectors();
  ASSERT_EQ(vectors.size(), 15u);
  for (const Vector& vector : vectors) {
    const ports::RawPost post = post_of(vector);
    EXPECT_TRUE(holds(in, post, vector.key)) << vector.name;
    EXPECT_FALSE(holds(in, post, vector.key + "x")) << vector.name;
    ports::RawPost other = post;
    other.body += other.body.empty() ? "A=1" : "1";
    EXPECT_FALSE(holds(in, other, vector.key)) << vector.name;
    other = post;
    other.url.insert(other.url.find("/in/"), "/x");
    EXPECT_FALSE(holds(in, other, vector.key)) << vector.name;
    other = post;
    other.url.replace(0, 5, other.url.starts_with("https") ? "http:" : "https");
    EXPECT_FALSE(holds(in, other, vector.key)) << vector.name << ": another scheme is another address";
  }
}

TEST(DeclaredAuthenticity, ABodyThatTwiliosSignatureDoesNotCoverIsRefused) {
  const Incoming in = proving("{kind: twilio-sha1, secret: hook}");
  const std::string url = json_post().url;
  const std::string over_the_address = twilio_signature(kKey, url, "");
  EXPECT_FALSE(holds(in, with_header(json_post(), "x-twilio-signature", over_the_address)));
  ports::RawPost empty = json_post();
  empty.body.clear();
  EXPECT_TRUE(holds(in, with_header(empty, "x-twilio-signature", over_the_address)));
  ports::RawPost wrong_hash = json_post();
  wrong_hash.query = "bodySHA256=" + std::string(64, '0');
  wrong_hash.url += "?" + wrong_hash.query;
  EXPECT_FALSE(
      holds(in, with_header(wrong_hash, "x-twilio-signature", twilio_signature(kKey, wrong_hash.url, ""))));
}

}  // namespace
}  // namespace firstday::provider_declared
