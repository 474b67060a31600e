#include "render/utf8.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace firstday::render {

namespace {

/// A negative number where the bytes are ill-formed.
std::int32_t read(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  const auto length = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, U8_MAX_LENGTH));
  std::int32_t i = 0;
  std::int32_t c = 0;
  U8_NEXT(bytes, i, length, c);
  at += static_cast<std::size_t>(i);
  return c;
}

}  // namespace

char32_t next_beyond_ascii(std::string_view text, std::size_t& at) {
  const std::int32_t c = read(text, at);
  return c < 0 ? kReplacementCharacter : static_cast<char32_t>(c);
}

void append_code_point(std::string& out, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t n = 0;
  const auto value = static_cast<std::uint32_t>(c);
  U8_APPEND_UNSAFE(bytes, n, value);
  out.append(bytes, static_cast<std::size_t>(n));
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (read(text, at) < 0) return false;
  return true;
}

}  // namespace firstday::render
