// A list inside a sentence.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstday::render {

/// "a", "a and b", "a, b and c". Welsh says "a" before a consonant and "ac" before a vowel; names are
/// not mutated. Other languages are joined as ICU joins them; one that ICU does not know, as English.
void append_list(std::string& out, const std::vector<std::string_view>& items, std::string_view language);

/// True where Welsh says "ac" before this word: w is a vowel before a consonant, y is a consonant
/// before a vowel, and i, though it may sound as one, counts as a vowel (ac Ioan).
bool opens_with_welsh_vowel(std::string_view word);

}  // namespace firstday::render
