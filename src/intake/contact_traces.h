// By what a person who was removed from a pupil's contacts is known again, without keeping who it was.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "roll/contact.h"

namespace firstday::intake {

/// HMAC-SHA256 under a key of this installation, as lower-case hex. A function, so that the key stays where
/// it is kept. Keyed, because a plain hash of a telephone number is the number.
using KeyedHash = std::function<std::string(std::string_view)>;

/// One for each telephone number (E.164, whichever of the three it is), the e-mail address in lower case,
/// and the folded name where there is a surname; each together with the pupil, so that a trace at one
/// child says nothing about another. Sorted, each once.
std::vector<std::string> traces_of(const roll::Contact& contact, const KeyedHash& hash);

/// True when two sorted lists have one in common.
bool share_a_trace(const std::vector<std::string>& a, const std::vector<std::string>& b);

}  // namespace firstday::intake
