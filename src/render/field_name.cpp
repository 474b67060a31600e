#include "render/field_name.h"

#include <unicode/unistr.h>

#include <algorithm>

namespace firstday::render {

namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool counts(char c) {
  return c != ' ' && c != '_' && c != '-' && c != '\t' && c != '\n' && c != '\r';
}

std::string folded(std::string_view name) {
  std::string out;
  icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())))
      .foldCase()
      .toUTF8String(out);
  return out;
}

}  // namespace

std::string field_key(std::string_view name) {
  if (!is_ascii(name)) {
    std::string key = folded(name);
    key.erase(std::remove_if(key.begin(), key.end(), [](char c) { return !counts(c); }), key.end());
    return key;
  }
  std::string key;
  for (const char c : name)
    if (counts(c)) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

}  // namespace firstday::render
