// From a request that came in to receipts and replies.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "ports/receipt_reader.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Pure. Each item that cannot be read is a problem: one whose status the map does not know (its word is
/// shown, and nothing is guessed), one without a reference, one that no block reads. A time that cannot be
/// read is a warning, and the item comes without it. Problems hold no number and no text of a family.
///
/// `used` gets the keys of the status map that were looked up with success; for the self-test.
base::Parsed<std::vector<job::ProviderWord>> read_words(const Definition& definition,
                                                        const ports::RawPost& post,
                                                        std::set<std::string>* used = nullptr);

/// A number as services write it (447700900123, 07700900123, 00447700900123) in E.164; anything else as it
/// is.
std::string as_e164(std::string_view number);

/// Words of a service for a person: printable ASCII, no more than 100 characters, and a row of more than six
/// digits masked, for it may be a number.
std::string safe_words(std::string_view text);

}  // namespace firstday::provider_declared
