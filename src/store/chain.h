// How events are chained: each hash covers the one before, so that an edit, an insertion or a cut in
// the middle shows; the sealed head shows a cut at the end (dispatch.md section 4, design invariant 8).
//
// The hash covers a keyed commitment to the details, not the details themselves: when retention ends
// the details can be destroyed and the chain still verifies.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chronology/event.h"
#include "ports/journal.h"
#include "seal/hash.h"

namespace firstday::store {

/// Details as one text: "name=value" lines, with backslash and line break escaped. Reads back exactly.
std::string pack_details(const std::vector<chronology::Detail>& details);
std::vector<chronology::Detail> unpack_details(std::string_view packed);

/// HMAC-SHA256 over actor and packed details.
seal::Digest commitment_to(const chronology::Event& event, std::string_view packed_details,
                           const seal::Digest& chain_key);

/// SHA-256 over the previous hash, seq, type, school, ids, time and commitment. Every part is framed by
/// its length, so that no two different events give the same bytes.
seal::Digest hash_of(const chronology::Event& event, const seal::Digest& previous,
                     const seal::Digest& commitment);

/// What stands before a school's first event.
seal::Digest first_link(const roll::Urn& school);

/// HMAC over a school's last seq and hash: who has no key cannot make a shorter record look whole.
seal::Digest seal_of_head(const roll::Urn& school, long long seq, const seal::Digest& hash,
                          const seal::Digest& chain_key);

/// An event's details after some were destroyed.
struct Remainder {
  std::string packed;
  std::vector<std::string> gone;  ///< names of those that were taken out
};
Remainder without(const chronology::Event& event, const std::vector<std::string>& names);

/// The event that says so; its keyed commitment to what is left stands for that from now on.
chronology::Event destroyed(const chronology::Event& event, const ports::Destruction& destruction,
                            const Remainder& left, const seal::Digest& chain_key);

}  // namespace firstday::store
