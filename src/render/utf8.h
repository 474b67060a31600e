// Walking through UTF-8, one code point at a time. Bytes that are not UTF-8 never stop a reader.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace firstday::render {

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// next_code_point() for what is not ASCII.
char32_t next_beyond_ascii(std::string_view text, std::size_t& at);

/// The code point at `at`, which must be below text.size(); moves `at` behind it. Each ill-formed
/// sequence reads as one U+FFFD, as the Unicode Standard recommends (chapter 3.9).
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return next_beyond_ascii(text, at);
  ++at;
  return byte;
}

void append_code_point(std::string& out, char32_t c);

bool is_utf8(std::string_view text);

}  // namespace firstday::render
