#include "intake/clean_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace firstday::intake {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Marks that steer direction or width and say nothing themselves.
bool is_invisible(char32_t c) {
  return c == 0x00AD || c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         c == 0x2060 || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool is_joiner(char32_t c) {
  return c == 0x200C || c == 0x200D;
}

/// One space between words, none at the ends.
std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    if (is_invisible(c)) continue;
    if (is_any_space(c) && !is_joiner(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += text.substr(from, at - from);
  }
  return out;
}

std::string compose(const std::string& text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(error);
  if (U_FAILURE(error) || nfc->isNormalizedUTF8(text, error)) return text;
  std::string out;
  return nfc->normalize(icu::UnicodeString::fromUTF8(text), error).toUTF8String(out);
}

/// Compatibility case folding, then the accents taken apart.
icu::UnicodeString take_apart(std::string_view utf8) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  const icu::Normalizer2* fold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  if (U_FAILURE(error)) return text;
  return nfd->normalize(fold->normalize(text, error), error);
}

}  // namespace

char32_t next_char(std::string_view text, std::size_t& at) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t size = text.size();
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, size, c);
  return static_cast<char32_t>(c);
}

bool is_any_space(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0x180E || (c >= 0x200B && c <= 0x200D) ||
         c == 0x2060 || c == 0xFEFF;
}

std::string tidy(std::string_view utf8) {
  const std::string_view trimmed = base::trim(utf8);
  if (is_ascii(trimmed) && trimmed.find_first_of("\t\r\n\f\v") == std::string_view::npos &&
      trimmed.find("  ") == std::string_view::npos)
    return std::string(trimmed);
  return compose(collapse(trimmed));
}

std::string fold_name(std::string_view utf8) {
  std::string out;
  if (is_ascii(utf8)) {
    for (char c : utf8)
      if (is_alnum(c)) out += c;
    return base::lower(out);
  }
  const icu::UnicodeString text = take_apart(utf8);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1))
    if (u_isalnum(text.char32At(i))) kept.append(text.char32At(i));
  return kept.toUTF8String(out);
}

std::string without_space(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t from = at;
    if (!is_any_space(next_char(utf8, at))) out += utf8.substr(from, at - from);
  }
  return out;
}

std::string heading_key(std::string_view text) {
  std::string out;
  for (char c : text)
    if (is_alnum(c)) out += c;
  return base::lower(out);
}

std::string snake_case(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (is_alnum(c) || static_cast<unsigned char>(c) >= 0x80)
      out += c;
    else if (c != '\'' && !out.empty() && out.back() != '_')
      out += '_';
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return base::lower(out);
}

}  // namespace firstday::intake
