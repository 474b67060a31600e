// A request as text that a person can read and the store can keep, with slots where secrets go.
//
//   POST https://gateway.example/messages
//   Authorization: Bearer ⟦header:$token⟧
//   Content-Type: application/json
//
//   {"to":"447700900123","text":"..."}
//
// A slot is ⟦encoding:part...⟧. A part is "$" and the name of a secret, or "=" and percent-encoded text;
// its parts are put together, then encoded for the place where it stands.
//
// No data is ever taken for a slot: every ⟦ (U+27E6) of data, wherever it comes from, is written as the
// empty slot ⟦⟧, and filling turns that back into ⟦. So each other ⟦ in the text was put there by slot().
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "ports/http_client.h"
#include "providers/declared/encoding.h"

namespace firstday::provider_declared {

/// Every text in it is slotted. Method, URL and headers hold no line end.
struct SlottedRequest {
  std::string method;
  std::string url;
  ports::HttpHeaders headers;
  std::string body;
};

struct SlotPart {
  bool secret = false;
  std::string text;  ///< the secret's name, or the text itself
};

/// Data that is already encoded for its place, made safe to stand in a slotted text.
std::string guarded(std::string_view data);
std::string slot(Encoding encoding, const std::vector<SlotPart>& parts);

std::string to_bytes(const SlottedRequest& request);
/// Fails on bytes that to_bytes() did not make.
base::Result<SlottedRequest> from_bytes(std::string_view bytes);

/// Names of the secrets, in order of appearance.
std::vector<std::string> secrets_in(std::string_view slotted);

using SecretOf = std::function<base::Result<std::string>(const std::string& name)>;

/// With every slot filled. Fails when a secret is not to be had or cannot stand in its place; the error
/// names it and never holds it.
base::Result<ports::HttpRequest> filled(const SlottedRequest& request, const SecretOf& secret_of);

}  // namespace firstday::provider_declared
