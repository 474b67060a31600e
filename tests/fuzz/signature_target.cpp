// Proofs of who posts: nobody without the key passes, whoever has it does, and what was signed cannot be
// changed.
#include <algorithm>
#include <map>
#include <set>

#include "base/check.h"
#include "base/text.h"
#include "fuzz/post.h"
#include "fuzz/target.h"
#include "providers/declared/authenticity.h"
#include "providers/declared/encoding.h"
#include "providers/declared/form_fields.h"
#include "providers/declared/incoming_values.h"
#include "seal/hash.h"

namespace firstday::fuzz {

namespace {

using provider_declared::Incoming;
using provider_declared::IncomingAt;
using provider_declared::Proof;
using Part = Proof::Part;

constexpr const char* kSigned = "x-signature";
constexpr const char* kTime = "x-time";
constexpr const char* kNow = "1799746500";  // 2027-01-12 09:35:00 UTC

const base::Instant& now() {
  static const base::Instant at = *base::parse_instant("2027-01-12T09:35:00Z");
  return at;
}

Proof simple(Proof::Kind kind) {
  Proof proof;
  proof.kind = kind;
  proof.secret = "key";
  proof.user = "user";
  return proof;
}

Proof hmac(Proof::Algorithm algorithm, Proof::Encoding encoding, std::vector<Part> parts) {
  Proof proof = simple(Proof::Kind::kHmac);
  proof.algorithm = algorithm;
  proof.encoding = encoding;
  proof.joined_by = encoding == Proof::Encoding::kHex ? "." : "";
  proof.prefix = encoding == Proof::Encoding::kHex ? "v1=" : "";
  proof.signature = {IncomingAt::Where::kHeader, kSigned};
  for (const Part& part : parts)
    if (part.kind == Part::Kind::kTimestamp) proof.timestamp = {IncomingAt::Where::kHeader, kTime};
  proof.parts = std::move(parts);
  return proof;
}

std::vector<Proof> every_proof() {
  using Algorithm = Proof::Algorithm;
  using Encoding = Proof::Encoding;
  const Part body{Part::Kind::kBody, {}}, url{Part::Kind::kUrl, {}}, form{Part::Kind::kForm, {}},
      time{Part::Kind::kTimestamp, {}};
  const Part of_header{Part::Kind::kValue, {IncomingAt::Where::kHeader, "x-id"}};
  const Part of_query{Part::Kind::kValue, {IncomingAt::Where::kQuery, "id"}};
  const Part of_json{Part::Kind::kValue, {IncomingAt::Where::kBody, "/id"}};
  const Part of_form{Part::Kind::kValue, {IncomingAt::Where::kBody, "id"}};
  return {simple(Proof::Kind::kToken),
          simple(Proof::Kind::kBasic),
          simple(Proof::Kind::kBearer),
          simple(Proof::Kind::kTwilioSha1),
          hmac(Algorithm::kSha256, Encoding::kHex, {time, body}),
          hmac(Algorithm::kSha256, Encoding::kBase64, {body}),
          hmac(Algorithm::kSha1, Encoding::kHex, {url, body}),
          hmac(Algorithm::kSha1, Encoding::kBase64, {url, form}),
          hmac(Algorithm::kSha256, Encoding::kHex, {of_header, of_query}),
          hmac(Algorithm::kSha1, Encoding::kBase64, {of_json, body}),
          hmac(Algorithm::kSha256, Encoding::kBase64, {of_form, time})};
}

bool passes(const Proof& proof, const ports::RawPost& post, const std::string& key,
            base::Duration later = {}) {
  Incoming incoming;
  incoming.proofs = {proof};
  return is_authentic(incoming, post, now() + later,
                      [&](const std::string& name) { return name == "user" ? "the user" : key; });
}

// --- the service's side, written apart from ours

void put_header(ports::RawPost& post, const std::string& name, const std::string& value) {
  std::erase_if(post.headers, [&](const auto& one) { return one.first == name; });
  post.headers.emplace_back(name, value);
}

std::string base64(std::string_view bytes) {
  return provider_declared::encoded(bytes, provider_declared::Encoding::kBasic).value();
}

std::string form_text(const std::string& body) {
  std::map<std::string, std::set<std::string>> fields;
  for (const auto& [name, value] : provider_declared::form_fields(body)) fields[name].insert(value);
  std::string out;
  for (const auto& [name, values] : fields)
    for (const std::string& value : values) out += name + value;
  return out;
}

/// False where the request lacks a part that is to be signed.
bool text_of(const Proof& proof, const ports::RawPost& post, std::string& out) {
  for (std::size_t i = 0; i < proof.parts.size(); ++i) {
    if (i > 0) out += proof.joined_by;
    const Part& part = proof.parts[i];
    if (part.kind == Part::Kind::kBody) out += post.body;
    if (part.kind == Part::Kind::kUrl) out += post.url;
    if (part.kind == Part::Kind::kForm) out += form_text(post.body);
    if (part.kind == Part::Kind::kTimestamp) out += kNow;
    if (part.kind != Part::Kind::kValue) continue;
    const auto value = provider_declared::value_at(post, part.at);
    if (!value) return false;
    out += *value;
  }
  return true;
}

bool sign_hmac(const Proof& proof, ports::RawPost& post, const std::string& key) {
  put_header(post, kTime, kNow);
  std::string text;
  if (!text_of(proof, post, text)) return false;
  const std::string digest = proof.algorithm == Proof::Algorithm::kSha1
                                 ? seal::hmac_sha1(key, text)
                                 : std::string(seal::bytes_of(seal::hmac_sha256(key, text)));
  put_header(post, kSigned,
             proof.prefix + (proof.encoding == Proof::Encoding::kHex ? seal::hex(digest) : base64(digest)));
  return true;
}

bool sign_twilio(ports::RawPost& post, const std::string& key) {
  if (post.query.find("bodySHA256") != std::string::npos || post.query.find('%') != std::string::npos)
    return false;
  put_header(post, "content-type", "application/x-www-form-urlencoded");
  put_header(post, "x-twilio-signature", provider_declared::twilio_signature(key, post.url, post.body));
  return true;
}

bool sign(const Proof& proof, ports::RawPost& post, const std::string& key) {
  switch (proof.kind) {
    case Proof::Kind::kToken:
      post.token = key;
      return true;
    case Proof::Kind::kBasic:
      put_header(post, "authorization", "Basic " + base64("the user:" + key));
      return true;
    case Proof::Kind::kBearer:
      put_header(post, "authorization", "Bearer " + key);
      return base::trim(key) == key;
    case Proof::Kind::kTwilioSha1:
      return sign_twilio(post, key);
    case Proof::Kind::kHmac:
      return sign_hmac(proof, post, key);
  }
  return false;
}

bool signs(const Proof& proof, Part::Kind kind) {
  return std::any_of(proof.parts.begin(), proof.parts.end(),
                     [kind](const Part& part) { return part.kind == kind; });
}

void check_what_was_signed(const Proof& proof, ports::RawPost post, const std::string& key) {
  FIRSTDAY_CHECK(passes(proof, post, key), "whoever has the key passes");
  FIRSTDAY_CHECK(!passes(proof, post, key + "x"), "only with this key");
  FIRSTDAY_CHECK(!passes(proof, post, ""), "no secret is no proof");
  const auto in_six_minutes = std::chrono::minutes{6};
  if (signs(proof, Part::Kind::kTimestamp)) {
    FIRSTDAY_CHECK(!passes(proof, post, key, in_six_minutes), "an old post is not played again");
    FIRSTDAY_CHECK(!passes(proof, post, key, -in_six_minutes), "nor one from the time to come");
  }
  if (!signs(proof, Part::Kind::kBody)) return;
  post.body += ' ';
  FIRSTDAY_CHECK(!passes(proof, post, key), "what was signed cannot be changed");
  post.body.pop_back();
  if (post.body.empty()) return;
  post.body[post.body.size() / 2] = static_cast<char>(post.body[post.body.size() / 2] ^ 1);
  FIRSTDAY_CHECK(!passes(proof, post, key), "not in a single bit");
}

}  // namespace

/// The first line is a key; then a request.
void check_signature(std::string_view input) {
  static const std::vector<Proof> proofs = every_proof();
  // Nobody who writes a corpus knows a key of 32 random bytes.
  static const std::string unknown = "5b0f7c1ea9d64b0f8d3c2a716e94f8b3";
  const std::string key = next_line(input);
  const ports::RawPost post = read_post(input);
  for (const Proof& proof : proofs) {
    FIRSTDAY_CHECK(!passes(proof, post, unknown), "a post that nobody signed is refused");
    passes(proof, post, key);  // whatever comes of it
    ports::RawPost of_the_service = post;
    if (!key.empty() && sign(proof, of_the_service, key)) check_what_was_signed(proof, of_the_service, key);
  }
}

}  // namespace firstday::fuzz
