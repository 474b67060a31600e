#include "providers/declared/encoding.h"

#include <algorithm>
#include <cstdint>

#include "providers/declared/json_text.h"

namespace firstday::provider_declared {

namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::string percent_encoded(std::string_view text, bool plus_for_space) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c))
      out += c;
    else if (c == ' ' && plus_for_space)
      out += '+';
    else
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i)
      three = three << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i)
      out += at + i <= bytes.size() ? kDigits[three >> (18 - 6 * i) & 63] : '=';
  }
  return out;
}

base::Result<std::string> in_json(std::string_view text) {
  auto escaped = json_escaped(text);
  if (!escaped) return base::bad_input("A value is no UTF-8.");
  return *std::move(escaped);
}

base::Result<std::string> in_header(std::string_view text) {
  if (text.find_first_of("\r\n") != std::string_view::npos)
    return base::bad_input("A value with a line end cannot stand in a header.");
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; }))
    return base::bad_input("A value with other characters than printable ASCII cannot stand in a header.");
  return std::string(text);
}

int hex_digit(char c) {
  return c <= '9' ? c - '0' : c - 'A' + 10;
}

}  // namespace

std::string_view word(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUrl:
      return "url";
    case Encoding::kForm:
      return "form";
    case Encoding::kJson:
      return "json";
    case Encoding::kHeader:
      return "header";
    case Encoding::kRaw:
      return "raw";
    case Encoding::kBasic:
      return "basic";
  }
  return "?";
}

base::Result<std::string> encoded(std::string_view value, Encoding encoding) {
  switch (encoding) {
    case Encoding::kUrl:
      return percent_encoded(value, false);
    case Encoding::kForm:
      return percent_encoded(value, true);
    case Encoding::kJson:
      return in_json(value);
    case Encoding::kHeader:
      return in_header(value);
    case Encoding::kRaw:
      return std::string(value);
    case Encoding::kBasic:
      return base64(value);
  }
  return std::string();
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size()) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace firstday::provider_declared
