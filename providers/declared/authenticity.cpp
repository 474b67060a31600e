#include "providers/declared/authenticity.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "providers/declared/account.h"
#include "providers/declared/encoding.h"
#include "providers/declared/form_fields.h"
#include "providers/declared/incoming_values.h"
#include "providers/declared/time_text.h"
#include "seal/hash.h"

namespace firstday::provider_declared {

namespace {

constexpr const char* kForm = "application/x-www-form-urlencoded";

/// Digests are of one length, so not even the secret's own shows in the time.
bool same_secret(std::string_view got, std::string_view expected) {
  return !expected.empty() && seal::equal_in_constant_time(seal::bytes_of(seal::sha256(got)),
                                                           seal::bytes_of(seal::sha256(expected)));
}

std::string base64(std::string_view bytes) {
  return encoded(bytes, Encoding::kBasic).value();
}

/// What follows the scheme's name in the Authorization header.
std::string credentials(const ports::RawPost& post, std::string_view scheme) {
  const std::string_view whole = header(post, "authorization");
  const std::size_t space = whole.find(' ');
  if (space == std::string_view::npos || base::lower(whole.substr(0, space)) != scheme) return {};
  return std::string(base::trim(whole.substr(space)));
}

std::string written_form(const std::string& body) {
  std::map<std::string, std::set<std::string>> fields;
  for (auto& [name, value] : form_fields(body)) fields[name].insert(value);
  std::string out;
  for (const auto& [name, values] : fields)
    for (const std::string& value : values) out.append(name).append(value);
  return out;
}

/// The address as it is, and with or without the port that its scheme has anyway.
std::vector<std::string> spellings(const std::string& url) {
  const std::size_t end = length_of_origin(url.substr(0, url.find_first_of("?#")));
  const std::string port = url.starts_with("https") ? ":443" : ":80";
  if (end == 0) return {url};
  const std::string origin = url.substr(0, end);
  if (origin.ends_with(port)) return {url, origin.substr(0, end - port.size()) + url.substr(end)};
  return {url, origin + port + url.substr(end)};
}

/// JSON is signed by its hash in the address; a form by its fields. Any other body would be signed by
/// nothing.
std::optional<std::string> signed_form(const ports::RawPost& post) {
  const FormFields query = form_fields(post.query);
  if (const std::string* hash = find_field(query, "bodySHA256"))
    return same_secret(base::lower(*hash), seal::sha256_hex(post.body)) ? std::optional(std::string())
                                                                        : std::nullopt;
  if (post.body.empty()) return std::string();
  return content_type(post) == kForm ? std::optional(post.body) : std::nullopt;
}

bool twilio_holds(const ports::RawPost& post, const std::string& key) {
  const auto form = signed_form(post);
  const std::string_view given = header(post, "x-twilio-signature");
  if (!form || given.empty()) return false;
  bool holds = false;
  for (const std::string& url : spellings(post.url))
    holds = same_secret(given, twilio_signature(key, url, *form)) || holds;
  return holds;
}

class Hmac {
 public:
  Hmac(const Proof& proof, const ports::RawPost& post) : proof_(proof), post_(post) {}

  bool holds(const std::string& key, base::Instant now) const {
    auto given = value_at(post_, proof_.signature);
    const auto text = signed_text();
    if (!given || !text || !is_fresh(now) || !given->starts_with(proof_.prefix)) return false;
    given->erase(0, proof_.prefix.size());
    const bool is_hex = proof_.encoding == Proof::Encoding::kHex;
    return same_secret(is_hex ? base::lower(*given) : *given, written(digest(key, *text), is_hex));
  }

 private:
  std::string digest(const std::string& key, const std::string& text) const {
    if (proof_.algorithm == Proof::Algorithm::kSha1) return seal::hmac_sha1(key, text);
    return std::string(seal::bytes_of(seal::hmac_sha256(key, text)));
  }

  static std::string written(const std::string& digest, bool is_hex) {
    return is_hex ? seal::hex(digest) : base64(digest);
  }

  bool is_fresh(base::Instant now) const {
    if (!proof_.timestamp.is_given()) return true;
    const auto text = value_at(post_, proof_.timestamp);
    const auto at = text ? read_time(*text, proof_.timestamp_format) : std::nullopt;
    return at && *at - now <= proof_.tolerance && now - *at <= proof_.tolerance;
  }

  std::optional<std::string> signed_text() const {
    std::string out;
    for (std::size_t i = 0; i < proof_.parts.size(); ++i) {
      const auto text = text_of(proof_.parts[i]);
      if (!text) return std::nullopt;
      if (i > 0) out += proof_.joined_by;  // also behind a part that is empty
      out += *text;
    }
    return out;
  }

  std::optional<std::string> text_of(const Proof::Part& part) const {
    switch (part.kind) {
      case Proof::Part::Kind::kBody:
        return post_.body;
      case Proof::Part::Kind::kUrl:
        return post_.url;
      case Proof::Part::Kind::kForm:
        return written_form(post_.body);
      case Proof::Part::Kind::kTimestamp:
        return value_at(post_, proof_.timestamp);
      case Proof::Part::Kind::kValue:
        break;
    }
    return value_at(post_, part.at);
  }

  const Proof& proof_;
  const ports::RawPost& post_;
};

bool holds(const Proof& proof, const ports::RawPost& post, base::Instant now, const ProofValue& value_of) {
  const std::string secret = value_of(proof.secret);
  if (secret.empty()) return false;
  switch (proof.kind) {
    case Proof::Kind::kToken:
      return same_secret(post.token, secret);
    case Proof::Kind::kBasic:
      return same_secret(credentials(post, "basic"),
                         base64(base::join({value_of(proof.user), ":", secret}, "")));
    case Proof::Kind::kBearer:
      return same_secret(credentials(post, "bearer"), secret);
    case Proof::Kind::kHmac:
      return Hmac(proof, post).holds(secret, now);
    case Proof::Kind::kTwilioSha1:
      return twilio_holds(post, secret);
  }
  return false;
}

}  // namespace

std::string twilio_signature(const std::string& key, const std::string& url, const std::string& form) {
  return base64(seal::hmac_sha1(key, url + written_form(form)));
}

bool is_authentic(const Incoming& incoming, const ports::RawPost& post, base::Instant now,
                  const ProofValue& value_of) {
  return !incoming.proofs.empty() &&
         std::all_of(incoming.proofs.begin(), incoming.proofs.end(),
                     [&](const Proof& proof) { return holds(proof, post, now, value_of); });
}

}  // namespace firstday::provider_declared
