// What the tests of receipts and replies share: the sample definition with blocks for what comes in.
#pragma once

#include <string>

#include "ports/receipt_reader.h"
#include "providers/declared_fixtures.h"

namespace firstday::provider_declared {

/// The sample with these blocks (incoming, receipt, reply) and two parameters for their proofs: hook, a
/// secret, and hook_user. Blocks begin at line 45.
std::string sample_receiving(const std::string& blocks);
inline constexpr int kFirstBlockLine = 45;

/// A block for proofs that ask for the token of the address.
std::string token_auth();

ports::RawPost posted(const std::string& content_type, const std::string& body);
ports::RawPost got(const std::string& query);

}  // namespace firstday::provider_declared
