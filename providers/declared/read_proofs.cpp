#include <algorithm>

#include "base/text.h"
#include "providers/declared/read_incoming_at.h"
#include "providers/declared/read_parts.h"

namespace firstday::provider_declared {

namespace {

class ProofReader {
 public:
  ProofReader(const Node& node, const Definition& definition, Findings& findings)
      : section_(node, "auth",
                 {"kind", "secret", "user", "in_url", "alg", "encoding", "parts", "joined_by", "signature",
                  "prefix", "timestamp", "tolerance_seconds"},
                 findings),
        d_(definition),
        findings_(findings) {}

  std::optional<Proof> read() {
    if (!section_.has("kind")) section_.missing("kind");
    const std::vector<std::string> kinds = {"token", "basic", "bearer", "hmac", "twilio-sha1"};
    const std::size_t kind = section_.one_of("kind", kinds, kinds.size());
    if (kind == kinds.size()) return std::nullopt;
    out_.kind = static_cast<Proof::Kind>(kind);
    out_.place = section_.place();
    out_.secret = parameter("secret", true);
    std::vector<std::string> keys = {"secret"};
    if (out_.kind == Proof::Kind::kBasic) read_basic(keys);
    if (out_.kind == Proof::Kind::kHmac) read_hmac(keys);
    only(keys);
    return out_;
  }

 private:
  /// The name of a parameter of this file.
  std::string parameter(const char* key, bool secret) {
    std::string name = section_.required_text(key);
    const Parameter* found = find_parameter(d_, name);
    if (!name.empty() && (found == nullptr || found->secret != secret))
      section_.wrong(key, secret ? "This is no secret parameter." : "This is no parameter, or a secret one.",
                     secret ? "Add it to 'parameters' as 'name: {secret: true, default: \"\"}'."
                            : "Add it to 'parameters'.");
    return name;
  }

  void read_basic(std::vector<std::string>& keys) {
    out_.user = parameter("user", false);
    out_.in_url = section_.flag("in_url", false);
    keys.insert(keys.end(), {"user", "in_url"});
  }

  void read_hmac(std::vector<std::string>& keys) {
    if (!section_.has("alg")) section_.missing("alg");
    out_.algorithm = static_cast<Proof::Algorithm>(section_.one_of("alg", {"sha1", "sha256"}, 1));
    out_.encoding = static_cast<Proof::Encoding>(section_.one_of("encoding", {"hex", "base64"}, 0));
    out_.joined_by = section_.text("joined_by");
    out_.prefix = section_.text("prefix");
    if (!section_.has("signature")) section_.missing("signature");
    out_.signature = read_incoming_at(section_, "signature", findings_);
    read_timestamp();
    read_parts();
    keys.insert(keys.end(), {"alg", "encoding", "parts", "joined_by", "signature", "prefix", "timestamp",
                             "tolerance_seconds"});
  }

  void read_timestamp() {
    out_.tolerance = std::chrono::seconds{section_.number("tolerance_seconds", 300, 1, 86'400)};
    if (!section_.has("timestamp")) {
      if (section_.has("tolerance_seconds"))
        section_.wrong("tolerance_seconds", "There is no time to compare.", "Add 'timestamp'.");
      return;
    }
    const Section timestamp(section_.at("timestamp"), "timestamp", {"header", "query", "body", "format"},
                            findings_);
    out_.timestamp = read_one_place(timestamp, "timestamp", findings_);
    out_.timestamp_format = read_time_format(timestamp, TimeFormat::Kind::kEpoch);
  }

  void read_parts() {
    for (const Node& node : section_.list("parts")) read_part(node);
    if (out_.parts.empty()) return section_.missing("parts");
    const auto is_time = [](const Proof::Part& part) { return part.kind == Proof::Part::Kind::kTimestamp; };
    const bool has_time = std::any_of(out_.parts.begin(), out_.parts.end(), is_time);
    if (has_time != out_.timestamp.is_given())
      section_.wrong("parts", "A time that is compared must be signed, and one that is signed compared.",
                     "Give both: 'timestamp' in 'parts', and the key 'timestamp'.");
  }

  void read_part(const Node& node) {
    using Kind = Proof::Part::Kind;
    if (node.kind == Node::Kind::kMap)
      return out_.parts.push_back({Kind::kValue, read_incoming_at(node, "parts", findings_)});
    for (const auto& [word, kind] : {std::pair{"timestamp", Kind::kTimestamp}, std::pair{"body", Kind::kBody},
                                     std::pair{"url", Kind::kUrl}, std::pair{"form", Kind::kForm}})
      if (node.text == word) return out_.parts.push_back({kind, {}});
    findings_.error(node, "parts", "Nobody knows this part.",
                    "Write timestamp, body, url, form, or {body: ...} for one value.");
  }

  void only(const std::vector<std::string>& keys) {
    for (const auto& [key, value] : section_.node().members)
      if (key.text != "kind" && std::find(keys.begin(), keys.end(), key.text) == keys.end())
        findings_.error(key, key.text, "This kind of auth has no such key.",
                        base::join({"It has: ", base::join(keys, ", "), "."}, ""));
  }

  Section section_;
  const Definition& d_;
  Findings& findings_;
  Proof out_;
};

}  // namespace

void read_proofs(const Node& auth, Definition& definition, Findings& findings) {
  const auto read = [&](const Node& node) {
    if (auto proof = ProofReader(node, definition, findings).read())
      definition.incoming.proofs.push_back(*std::move(proof));
  };
  if (auth.kind == Node::Kind::kMap) return read(auth);
  if (auth.kind != Node::Kind::kList || auth.items.empty())
    findings.error(auth, "auth", "Here must stand one proof, or a list of them.", "Write '{kind: ...}'.");
  for (const Node& node : auth.items) read(node);
}

}  // namespace firstday::provider_declared
