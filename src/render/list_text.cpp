#include "render/list_text.h"

#include <unicode/listformatter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <memory>

#include "render/dates.h"
#include "render/utf8.h"

namespace firstday::render {

namespace {

/// Small and without its accent: w for Ŵ.
char32_t plain_letter(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* canonical = icu::Normalizer2::getNFDInstance(status);
  icu::UnicodeString parts;
  auto letter = static_cast<UChar32>(c);
  if (U_SUCCESS(status) && canonical->getDecomposition(letter, parts)) letter = parts.char32At(0);
  return static_cast<char32_t>(u_tolower(letter));
}

bool is_one_of(char32_t c, std::u32string_view letters) {
  return letters.find(c) != std::u32string_view::npos;
}

std::string_view last_joint(std::string_view last_item, bool welsh) {
  if (!welsh) return " and ";
  return opens_with_welsh_vowel(last_item) ? " ac " : " a ";
}

void join_plainly(std::string& out, const std::vector<std::string_view>& items, bool welsh) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += i + 1 == items.size() ? last_joint(items[i], welsh) : ", ";
    out += items[i];
  }
}

icu::UnicodeString wide(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

bool join_by_icu(std::string& out, const std::vector<std::string_view>& items, const std::string& language) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> formatter(
      icu::ListFormatter::createInstance(icu::Locale(language.c_str()), status));
  if (U_FAILURE(status)) return false;
  std::vector<icu::UnicodeString> texts;
  texts.reserve(items.size());
  for (const std::string_view item : items) texts.push_back(wide(item));
  icu::UnicodeString joined;
  formatter->format(texts.data(), static_cast<int>(texts.size()), joined, status);
  if (U_FAILURE(status)) return false;
  joined.toUTF8String(out);
  return true;
}

}  // namespace

bool opens_with_welsh_vowel(std::string_view word) {
  if (word.empty()) return false;
  std::size_t at = 0;
  const char32_t first = plain_letter(next_code_point(word, at));
  const char32_t second = at < word.size() ? plain_letter(next_code_point(word, at)) : U' ';
  if (first == U'w') return !is_one_of(second, U"aeiouy");
  if (first == U'y') return !is_one_of(second, U"aeiou");
  return is_one_of(first, U"aeiou");
}

void append_list(std::string& out, const std::vector<std::string_view>& items, std::string_view language) {
  const std::string tag = primary_tag(language);
  const bool ours = tag == "en" || tag == "cy" || !is_known_language(tag);
  if (items.size() > 1 && !ours && join_by_icu(out, items, tag)) return;
  join_plainly(out, items, tag == "cy");
}

}  // namespace firstday::render
