// Words that a text or voicemail should not hold: whoever holds the phone reads or hears them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstday::render {

/// The words found, English and Welsh, in the order of our list: agencies, reasons, concern, law
/// (domain.md 5f, 5g and section 6). Whole words in any case; Welsh ones in their mutated forms too.
/// Not proof of good wording: a help to whoever writes a template.
std::vector<std::string> sensitive_words(std::string_view utf8);

}  // namespace firstday::render
