#include "intake/country.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <map>

#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

constexpr auto kHome = std::to_array<std::string_view>({
    "uk",
    "gb",
    "unitedkingdom",
    "greatbritain",
    "england",
    "scotland",
    "wales",
    "northernireland",
    "cymru",
    "lloegr",
    "yralban",
    "alban",
    "gogleddiwerddon",
    "ydeyrnasunedig",
});

struct OtherName {
  const char* name;
  const char* region;
};

/// What people write and ICU's English names do not have.
constexpr auto kOtherNames = std::to_array<OtherName>({
    {"Republic of Ireland", "IE"},
    {"Eire", "IE"},
    {"Irish Republic", "IE"},
    {"USA", "US"},
    {"U.S.A.", "US"},
    {"United States of America", "US"},
    {"UAE", "AE"},
    {"Holland", "NL"},
    {"The Netherlands", "NL"},
    {"Czech Republic", "CZ"},
    {"Turkey", "TR"},
    {"Burma", "MM"},
    {"Ivory Coast", "CI"},
    {"Swaziland", "SZ"},
    {"Macedonia", "MK"},
    {"Hong Kong", "HK"},
    {"Bosnia and Herzegovina", "BA"},
    {"The Gambia", "GM"},
});

bool is_served_at_home(std::string_view region) {
  return region == "GB" || region == "JE" || region == "GG" || region == "IM";
}

std::string english_name(const char* region) {
  icu::UnicodeString name;
  std::string out;
  return icu::Locale("", region).getDisplayCountry(icu::Locale::getEnglish(), name).toUTF8String(out);
}

std::map<std::string, std::string> all_countries() {
  std::map<std::string, std::string> out;
  for (const char* const* region = icu::Locale::getISOCountries(); *region != nullptr; ++region)
    if (!is_served_at_home(*region)) out[fold_name(english_name(*region))] = english_name(*region);
  for (const OtherName& other : kOtherNames) out[fold_name(other.name)] = english_name(other.region);
  return out;
}

}  // namespace

bool is_home_country(std::string_view line) {
  return std::find(kHome.begin(), kHome.end(), fold_name(line)) != kHome.end();
}

std::optional<std::string> foreign_country(std::string_view line) {
  static const std::map<std::string, std::string> kCountries = all_countries();
  const auto at = kCountries.find(fold_name(line));
  if (at == kCountries.end()) return std::nullopt;
  return at->second;
}

}  // namespace firstday::intake
