#include "render/dates.h"

#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>

#include <array>
#include <map>
#include <memory>
#include <set>

#include "base/text.h"

namespace firstday::render {

namespace {

struct Names {
  std::array<std::string_view, 7> days;  ///< Monday first
  std::array<std::string_view, 12> months;
};

constexpr Names kEnglish = {{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"},
                            {"January", "February", "March", "April", "May", "June", "July", "August",
                             "September", "October", "November", "December"}};
constexpr Names kEnglishShort = {
    {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}};
constexpr Names kWelsh = {
    {"dydd Llun", "dydd Mawrth", "dydd Mercher", "dydd Iau", "dydd Gwener", "dydd Sadwrn", "dydd Sul"},
    {"Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
     "Tachwedd", "Rhagfyr"}};
constexpr Names kWelshShort = {
    {"Llun", "Maw", "Mer", "Iau", "Gwen", "Sad", "Sul"},
    {"Ion", "Chwef", "Maw", "Ebr", "Mai", "Meh", "Gorff", "Awst", "Medi", "Hyd", "Tach", "Rhag"}};

std::string from_names(base::Date date, const Names& names) {
  const std::chrono::year_month_day day{date};
  std::string out(names.days[static_cast<std::size_t>(base::iso_weekday(date) - 1)]);
  out += ' ';
  out += std::to_string(static_cast<unsigned>(day.day()));
  out += ' ';
  out += names.months[static_cast<unsigned>(day.month()) - 1];
  return out;
}

using Format = std::unique_ptr<icu::SimpleDateFormat>;

Format make_format(const std::string& language, const char* skeleton) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale((language + "@calendar=gregorian").c_str());
  const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
      icu::DateTimePatternGenerator::createInstance(locale, status));
  if (U_FAILURE(status)) return nullptr;
  const icu::UnicodeString pattern = patterns->getBestPattern(skeleton, status);
  Format format = std::make_unique<icu::SimpleDateFormat>(pattern, locale, status);
  if (U_FAILURE(status)) return nullptr;
  format->setTimeZone(*icu::TimeZone::getGMT());
  return format;
}

/// Making a format takes half a millisecond, using it a few microseconds.
const icu::SimpleDateFormat* format_for(const std::string& language, const char* skeleton) {
  thread_local std::map<std::string, Format> formats;
  auto [at, is_new] = formats.try_emplace(language + skeleton);
  if (is_new) at->second = make_format(language, skeleton);
  return at->second.get();
}

/// Empty where ICU has nothing for the language.
std::string from_icu(base::Date date, const std::string& language, const char* skeleton) {
  if (!is_known_language(language)) return {};
  const icu::SimpleDateFormat* format = format_for(language, skeleton);
  if (format == nullptr) return {};
  const std::chrono::milliseconds since_epoch = date.time_since_epoch();
  icu::UnicodeString text;
  format->format(static_cast<UDate>(since_epoch.count()), text);
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string dated(base::Date date, std::string_view language, const Names& english, const Names& welsh,
                  const char* skeleton) {
  const std::string tag = primary_tag(language);
  if (tag == "cy") return from_names(date, welsh);
  std::string out = tag == "en" ? std::string() : from_icu(date, tag, skeleton);
  return out.empty() ? from_names(date, english) : out;
}

}  // namespace

std::string long_date(base::Date date, std::string_view language) {
  return dated(date, language, kEnglish, kWelsh, "EEEEdMMMM");
}

std::string short_date(base::Date date, std::string_view language) {
  return dated(date, language, kEnglishShort, kWelshShort, "EEEdMMM");
}

std::optional<HalfDay> half_day_of(std::string_view am_or_pm) {
  const std::string word = base::lower(am_or_pm);
  if (word == "am") return HalfDay::kMorning;
  if (word == "pm") return HalfDay::kAfternoon;
  return std::nullopt;
}

namespace {

struct SessionWords {
  std::string_view morning;
  std::string_view afternoon;
};

}  // namespace

std::string_view session_word(HalfDay half, std::string_view language) {
  static const std::map<std::string, SessionWords, std::less<>> words = {{"cy", {"bore", "prynhawn"}},
                                                                         {"pl", {"rano", "po południu"}},
                                                                         {"ro", {"dimineața", "după-amiaza"}},
                                                                         {"uk", {"вранці", "після обіду"}},
                                                                         {"zh", {"上午", "下午"}},
                                                                         {"ar", {"صباحًا", "بعد الظهر"}},
                                                                         {"ur", {"صبح", "دوپہر کے بعد"}},
                                                                         {"pa", {"ਸਵੇਰ", "ਦੁਪਹਿਰ ਤੋਂ ਬਾਅਦ"}},
                                                                         {"bn", {"সকাল", "বিকেল"}}};
  static constexpr SessionWords kEnglish = {"morning", "afternoon"};
  const auto own = words.find(primary_tag(language));
  const SessionWords& said = own == words.end() ? kEnglish : own->second;
  return half == HalfDay::kMorning ? said.morning : said.afternoon;
}

std::string session_word(std::string_view am_or_pm, std::string_view language) {
  const auto half = half_day_of(am_or_pm);
  return half ? std::string(session_word(*half, language)) : std::string();
}

std::string primary_tag(std::string_view language) {
  return base::lower(language.substr(0, language.find_first_of("-_")));
}

bool is_known_language(const std::string& tag) {
  static const std::set<std::string> known = [] {
    std::set<std::string> languages;
    int count = 0;
    const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
    for (int i = 0; i < count; ++i) languages.insert(locales[i].getLanguage());
    return languages;
  }();
  return known.count(tag) != 0;
}

}  // namespace firstday::render
