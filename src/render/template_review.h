// That a named person has read a translation and found it right, kept in the file it is about (domain.md
// section 6: a wrong word to a frightened family is harm, and nobody at the school would notice it).
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace firstday::render {

struct Review {
  std::string by;
  base::Date on{};
  std::string words_hash;  ///< SHA-256, hex, of reviewed_words()
};

/// What a review is about: an e-mail's subject and the body. The rest of the block may change without a new
/// one.
std::string reviewed_words(std::string_view source);

/// The source with the review in its block, in place of an earlier one; all other bytes as they were. A
/// source without a block gets one. `by` must be one line without control characters.
std::string with_review(std::string_view source, const Review& review);

}  // namespace firstday::render
