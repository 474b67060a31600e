#include "intake/dates.h"

#include <array>
#include <charconv>
#include <vector>

#include "base/text.h"

namespace firstday::intake {

namespace {

constexpr int kFirstSerial = 20'000;  // 3 October 1954
constexpr int kLastSerial = 69'999;   // 24 August 2091

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

std::optional<int> number(std::string_view text) {
  int n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc() || end != text.data() + text.size() || !base::is_digits(text)) return std::nullopt;
  return n;
}

/// "Jan", "Sept" and "January" alike: three letters or more that begin the month's name.
std::optional<int> month_named(std::string_view text) {
  const std::string low = base::lower(text);
  for (std::size_t i = 0; i < kMonths.size(); ++i)
    if (low.size() >= 3 && kMonths[i].starts_with(low)) return static_cast<int>(i) + 1;
  return std::nullopt;
}

std::optional<int> month_of(std::string_view text) {
  const auto n = number(text);
  return n && text.size() <= 2 ? n : month_named(text);
}

std::optional<int> year_of(std::string_view text) {
  const auto n = number(text);
  if (!n || (text.size() != 2 && text.size() != 4)) return std::nullopt;
  if (text.size() == 4) return n;
  return *n < 70 ? 2000 + *n : 1900 + *n;
}

DateReading dated(int year, int month, int day) {
  if (month > 12 && month <= 31 && day <= 12)
    return {std::nullopt, "The month comes before the day; dates are read day first."};
  const auto date = base::date_of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  if (!date || year < 1900 || year > 2200) return {std::nullopt, "There is no such day in the calendar."};
  return {date, ""};
}

/// Parts between / - . or spaces.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find_first_of("/-. ");
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool is_time(std::string_view text) {
  return !text.empty() && text.find(':') != std::string_view::npos &&
         text.find_first_not_of("0123456789:.ZAPMapm+ ") == std::string_view::npos;
}

/// Without "T09:00:00", " 00:00" and the like.
std::string_view without_time(std::string_view text) {
  for (std::size_t at = text.find_first_of("T "); at != std::string_view::npos;
       at = text.find_first_of("T ", at + 1))
    if (is_time(text.substr(at + 1))) return base::trim(text.substr(0, at));
  return text;
}

DateReading not_a_date() {
  return {std::nullopt, "This is not a date."};
}

DateReading from_number(std::string_view text) {
  if (text.size() == 8) {
    const auto n = number(text).value_or(0);
    return dated(n / 10'000, n / 100 % 100, n % 100);
  }
  const auto n = number(text);
  if (!n || *n < kFirstSerial || *n > kLastSerial) return not_a_date();
  const base::Date epoch = base::make_date(1899, 12, 30);
  return {epoch + std::chrono::days{*n},
          "Excel shows this date as a number; it was read as a count of days."};
}

DateReading from_parts(const std::vector<std::string_view>& parts) {
  if (parts.size() != 3) return not_a_date();
  const bool iso = parts[0].size() == 4;
  const auto year = year_of(parts[iso ? 0 : 2]);
  const auto month = month_of(parts[1]);
  const auto day = number(parts[iso ? 2 : 0]);
  if (!year || !month || !day || parts[iso ? 2 : 0].size() > 2) return not_a_date();
  return dated(*year, *month, *day);
}

}  // namespace

DateReading read_date(std::string_view text) {
  const std::string_view day = without_time(base::trim(text));
  if (const auto date = base::parse_iso_date(day)) return {date, ""};
  const std::string_view whole = day.ends_with(".0") ? day.substr(0, day.size() - 2) : day;
  return base::is_digits(whole) ? from_number(whole) : from_parts(parts_of(day));
}

}  // namespace firstday::intake
