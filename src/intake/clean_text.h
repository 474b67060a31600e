// Text as people and exports type it, made tidy or comparable. Knows letters beyond ASCII (ICU).
#pragma once

#include <string>
#include <string_view>

namespace firstday::intake {

/// For keeping: every kind of white space becomes one space, none at the ends; invisible direction
/// and width marks go; accents are composed (NFC), so that equal names are equal bytes. The joiners
/// U+200C and U+200D stay: Persian and Indian names need them.
std::string tidy(std::string_view utf8);

/// For comparing people: letters and digits only, without accents, in one case. "Zoë  O'Hara-Lee"
/// and "ZOE OHARA LEE" give the same.
std::string fold_name(std::string_view utf8);

/// Without white space of any kind, visible or not.
std::string without_space(std::string_view utf8);

/// For comparing headings: ASCII letters and digits in lower case, the rest left out.
/// "Parental Responsibility" and "parental_responsibility" give the same.
std::string heading_key(std::string_view text);

/// "Child Protection Plan" to "child_protection_plan".
std::string snake_case(std::string_view text);

/// The next code point of `text` from `at`, which moves past it; U+FFFD for what is not UTF-8.
char32_t next_char(std::string_view text, std::size_t& at);

/// White space of any kind, zero-width and byte order marks included.
bool is_any_space(char32_t c);

}  // namespace firstday::intake
