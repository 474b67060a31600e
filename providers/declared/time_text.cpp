#include "providers/declared/time_text.h"

#include <string>

#include "base/text.h"
#include "providers/declared/section.h"

namespace firstday::provider_declared {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr long long kLastSecond = 7'258'118'399;  ///< 2199-12-31T23:59:59Z

struct Civil {
  base::Date date{};
  minutes time{0};
  seconds second{0};
};

std::optional<base::Instant> within_reason(base::Instant at) {
  const auto since = std::chrono::floor<seconds>(at.time_since_epoch()).count();
  if (since < 0 || since > kLastSecond) return std::nullopt;
  return at;
}

/// "2027-01-12 09:35:00", a "T" in the middle, or without the seconds; takes it off the front.
std::optional<Civil> take_civil(std::string_view& text) {
  if (text.size() < 16 || (text[10] != ' ' && text[10] != 'T') || text[13] != ':') return std::nullopt;
  const auto date = base::parse_iso_date(text.substr(0, 10));
  const auto hour = int_of(text.substr(11, 2), 0, 23);
  const auto minute = int_of(text.substr(14, 2), 0, 59);
  if (!date || !hour || !minute) return std::nullopt;
  Civil out{*date, hours{*hour} + minutes{*minute}, seconds{0}};
  text.remove_prefix(16);
  if (!text.starts_with(':')) return out;
  const auto second = int_of(text.substr(1, 2), 0, 60);
  if (text.size() < 3 || !second) return std::nullopt;
  out.second = seconds{*second};
  text.remove_prefix(3);
  return out;
}

void drop_fraction(std::string_view& text) {
  const std::size_t end = std::min(text.find_first_not_of("0123456789", 1), text.size());
  if (text.starts_with('.') && end > 1) text.remove_prefix(end);
}

/// "Z", "+01:00", "+0100" or "+01".
std::optional<minutes> offset_of(std::string_view text) {
  if (text == "Z") return minutes{0};
  if (text.size() < 3 || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const auto hour = int_of(text.substr(1, 2), 0, 14);
  std::string_view rest = text.substr(3);
  if (rest.starts_with(':')) rest.remove_prefix(1);
  const auto minute = rest.empty() && text.size() == 3 ? std::optional(0) : int_of(rest, 0, 59);
  if (!hour || !minute || (!rest.empty() && rest.size() != 2)) return std::nullopt;
  const minutes out = hours{*hour} + minutes{*minute};
  return text[0] == '+' ? out : -out;
}

base::Instant as_utc(const Civil& civil) {
  return base::Instant{civil.date.time_since_epoch() + civil.time + civil.second};
}

std::optional<base::Instant> read_civil(std::string_view text, TimeFormat::Kind format) {
  const auto civil = take_civil(text);
  if (!civil) return std::nullopt;
  drop_fraction(text);
  if (format == TimeFormat::Kind::kIso) {
    const auto offset = offset_of(text);
    return offset ? std::optional(as_utc(*civil) - *offset) : std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  if (format == TimeFormat::Kind::kUtc) return as_utc(*civil);
  return base::from_london(civil->date, civil->time) + civil->second;
}

std::optional<base::Instant> read_epoch(std::string_view text, TimeFormat::Kind format) {
  const std::size_t digits = std::min(text.find('.'), text.size());
  std::string_view fraction = text.substr(digits);
  drop_fraction(fraction);
  text = text.substr(0, digits);
  if (!fraction.empty() || !base::is_digits(text) || text.size() > 13) return std::nullopt;
  const long long count = std::stoll(std::string(text));
  if (format == TimeFormat::Kind::kEpochMillis) return base::Instant{std::chrono::milliseconds{count}};
  return base::Instant{seconds{count}};
}

}  // namespace

std::optional<base::Instant> read_time(std::string_view text, TimeFormat::Kind format) {
  text = base::trim(text);
  const bool counted = format == TimeFormat::Kind::kEpoch || format == TimeFormat::Kind::kEpochMillis;
  if (const auto at = counted ? read_epoch(text, format) : read_civil(text, format))
    return within_reason(*at);
  return std::nullopt;
}

}  // namespace firstday::provider_declared
