// School days of a case, counted from 1: "3", "6-8", "5+", "1-2, 5".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::escalation {

/// Both ends included. `to` 0: without an end.
struct DayRange {
  int from = 1;
  int to = 0;

  bool open_ended() const { return to == 0; }
  bool holds(int day) const { return day >= from && (open_ended() || day <= to); }
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

struct DaySet {
  std::vector<DayRange> ranges;  ///< in ascending order, not overlapping

  bool empty() const { return ranges.empty(); }
  bool holds(int day) const;
  /// The range that holds `day`, or else the last one that began before it; nullptr when none has begun.
  const DayRange* begun_by(int day) const;
  bool overlaps(const DaySet& other) const;
  friend bool operator==(const DaySet&, const DaySet&) = default;
};

/// Nothing unless the text is days from 1 to 999, ascending and without overlap.
std::optional<DaySet> parse_days(std::string_view text);

/// "day 3", "days 6 to 8", "day 5 and after".
std::string in_words(const DaySet& days);

}  // namespace firstday::escalation
