// Whether a request comes from the service: the proofs that a definition asks for.
#pragma once

#include <functional>
#include <string>

#include "base/time.h"
#include "ports/receipt_reader.h"
#include "providers/declared/incoming.h"

namespace firstday::provider_declared {

/// Gives the value of a parameter that a proof names; empty when it is not to be had.
using ProofValue = std::function<std::string(const std::string& parameter)>;

/// True when every proof holds; never without a proof, and never with an empty secret. Secrets are compared
/// in constant time. Any bytes are safe.
bool is_authentic(const Incoming& incoming, const ports::RawPost& post, base::Instant now,
                  const ProofValue& value_of);

/// Base64 of HMAC-SHA1 over the address and, of a posted form, each field's name and value, names in byte
/// order, each value of a repeated name once and sorted. Signs nothing else of the body.
/// Source: Twilio's documentation of X-Twilio-Signature; tests/vectors/twilio_signatures.tsv.
std::string twilio_signature(const std::string& key, const std::string& url, const std::string& form);

}  // namespace firstday::provider_declared
