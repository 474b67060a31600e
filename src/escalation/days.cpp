#include "escalation/days.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace firstday::escalation {

namespace {

std::optional<int> day_number(std::string_view text) {
  text = base::trim(text);
  if (!base::is_digits(text) || text.size() > 3) return std::nullopt;
  int n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n > 0 ? std::optional(n) : std::nullopt;
}

std::optional<DayRange> parse_range(std::string_view text) {
  text = base::trim(text);
  if (!text.empty() && text.back() == '+') {
    const auto from = day_number(text.substr(0, text.size() - 1));
    return from ? std::optional(DayRange{*from, 0}) : std::nullopt;
  }
  const size_t dash = text.find('-');
  const auto from = day_number(text.substr(0, dash));
  const auto to = dash == std::string_view::npos ? from : day_number(text.substr(dash + 1));
  if (!from || !to || *to < *from) return std::nullopt;
  return DayRange{*from, *to};
}

bool meet(const DayRange& a, const DayRange& b) {
  return (a.open_ended() || b.from <= a.to) && (b.open_ended() || a.from <= b.to);
}

std::string range_in_words(const DayRange& r) {
  const std::string from = std::to_string(r.from);
  if (r.open_ended()) return "day " + from + " and after";
  return r.to == r.from ? "day " + from : "days " + from + " to " + std::to_string(r.to);
}

}  // namespace

bool DaySet::holds(int day) const {
  return std::any_of(ranges.begin(), ranges.end(), [&](const DayRange& r) { return r.holds(day); });
}

const DayRange* DaySet::begun_by(int day) const {
  const DayRange* last = nullptr;
  for (const DayRange& r : ranges)
    if (r.from <= day) last = &r;
  return last;
}

bool DaySet::overlaps(const DaySet& other) const {
  for (const DayRange& a : ranges)
    for (const DayRange& b : other.ranges)
      if (meet(a, b)) return true;
  return false;
}

std::optional<DaySet> parse_days(std::string_view text) {
  DaySet days;
  for (const std::string& part : base::split(text, ',')) {
    const auto range = parse_range(part);
    if (!range) return std::nullopt;
    const bool ascends =
        days.empty() || (!days.ranges.back().open_ended() && days.ranges.back().to < range->from);
    if (!ascends) return std::nullopt;
    days.ranges.push_back(*range);
  }
  return days;
}

std::string in_words(const DaySet& days) {
  std::vector<std::string> parts;
  for (const DayRange& r : days.ranges) parts.push_back(range_in_words(r));
  return base::join(parts, ", ");
}

}  // namespace firstday::escalation
