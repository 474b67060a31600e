#include "intake/language.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <array>
#include <map>

#include "base/text.h"
#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

struct OtherName {
  const char* name;
  const char* tag;
};

/// Spellings of school records that ICU's English names do not have.
constexpr auto kOtherNames = std::to_array<OtherName>({
    {"Panjabi", "pa"},
    {"Farsi", "fa"},
    {"Mandarin", "zh"},
    {"Cantonese", "yue"},
    {"Chinese Cantonese", "yue"},
    {"Chinese Mandarin", "zh"},
    {"Pushto", "ps"},
    {"Tagalog", "tl"},
    {"Filipino", "fil"},
    {"Moldovan", "ro"},
    {"Flemish", "nl"},
    {"Sylheti", "syl"},
    {"Bengali Sylheti", "syl"},
    {"Gaelic", "gd"},
    {"Welsh Cymraeg", "cy"},
    {"Kiswahili", "sw"},
    {"Gujerati", "gu"},
    {"Sinhalese", "si"},
    {"Slovene", "sl"},
    {"Dari", "fa"},
});

std::string english_name(const char* tag) {
  icu::UnicodeString name;
  std::string out;
  return icu::Locale(tag).getDisplayLanguage(icu::Locale::getEnglish(), name).toUTF8String(out);
}

/// Names and codes of two and three letters, folded, to the tag.
std::map<std::string, std::string> all_languages() {
  std::map<std::string, std::string> out;
  for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    const icu::Locale locale(*code);
    out[*code] = locale.getLanguage();
    out.emplace(locale.getISO3Language(), locale.getLanguage());
    out.emplace(fold_name(english_name(*code)), locale.getLanguage());
  }
  for (const OtherName& other : kOtherNames) {
    out[fold_name(other.name)] = other.tag;
    out.emplace(other.tag, other.tag);
  }
  return out;
}

std::optional<std::string> find(std::string_view text) {
  static const std::map<std::string, std::string> kLanguages = all_languages();
  const auto at = kLanguages.find(fold_name(text));
  if (at == kLanguages.end() || at->first.empty()) return std::nullopt;
  return at->second;
}

bool is_region(std::string_view text) {
  return text.size() == 2 || text.size() == 4 || base::is_digits(text);
}

}  // namespace

std::optional<std::string> language_of(std::string_view text) {
  if (auto whole = find(text)) return whole;
  const std::size_t subtag = text.find_first_of("-_");
  if (subtag == 2 || subtag == 3)
    return is_region(text.substr(subtag + 1)) ? find(text.substr(0, subtag)) : std::nullopt;
  const std::size_t bracket = text.find_first_of("(/,");
  return bracket == std::string_view::npos ? std::nullopt : find(text.substr(0, bracket));
}

}  // namespace firstday::intake
