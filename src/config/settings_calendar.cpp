#include "config/settings_calendar.h"

#include <algorithm>

#include "config/settings_closures.h"
#include "roll/bank_holidays.h"

namespace firstday::config {

namespace {

using roll::DateRange;

/// A range, and the node it stands in.
struct Placed {
  DateRange range;
  YamlNode at;
};

class CalendarReader {
 public:
  CalendarReader(const Section& calendar, Findings& findings) : calendar_(calendar), findings_(findings) {}

  ReadCalendar read() {
    std::vector<Placed> terms = ranges("terms");
    if (terms.empty() && !calendar_.has("terms"))
      findings_.error(calendar_.at("terms"), "terms", "Without terms no day is a school day.",
                      "Add 'terms:' with a line '- {from: 2027-01-05, to: 2027-03-25}' for each term.");
    forbid_overlaps(terms);
    read_closed(terms);
    add_bank_holidays(terms);
    roll::Calendar made(plain(terms), plain(closed_), read_sessions());
    made.close_for_groups(std::move(groups_));
    for (const Placed& term : terms) require_a_school_day(made, term);
    return {std::move(made), std::move(groups_at_)};
  }

 private:
  static std::vector<DateRange> plain(const std::vector<Placed>& placed) {
    std::vector<DateRange> out;
    out.reserve(placed.size());
    for (const Placed& p : placed) out.push_back(p.range);
    return out;
  }

  std::vector<Placed> ranges(std::string_view key) {
    std::vector<Placed> out;
    for (const YamlNode& entry : calendar_.list(key))
      if (const auto range = read_range(entry, key)) out.push_back({*range, entry});
    return out;
  }

  /// "2027-01-04", or {from: 2027-01-04, to: 2027-01-08}.
  std::optional<DateRange> read_range(const YamlNode& entry, std::string_view key) {
    if (entry.kind == YamlNode::Kind::kScalar && key != "terms") return read_day(entry, key);
    const Section range(entry, key == "closures" ? "calendar.closures[]" : "calendar.terms[]", findings_);
    if (entry.kind != YamlNode::Kind::kMap) return std::nullopt;
    if (key == "closures" && range.has("date")) return read_closed_day(range, key);
    const auto from = range.date("from");
    const auto to = range.date("to");
    if (!from || !to) return std::nullopt;
    if (*to < *from) {
      findings_.error(entry, key, "This ends before it starts.", "Put the earlier date after 'from'.");
      return std::nullopt;
    }
    return DateRange{*from, *to};
  }

  std::optional<DateRange> read_closed_day(const Section& closure, std::string_view key) {
    for (const char* other : {"from", "to"})
      if (closure.has(other))
        findings_.error(closure.at(other), other, "This closure has a date and '" + std::string(other) + "'.",
                        "Keep 'date' for one day, or 'from' and 'to' for several.");
    return read_day(closure.at("date"), key);
  }

  std::optional<DateRange> read_day(const YamlNode& entry, std::string_view key) {
    const auto day = base::parse_iso_date(entry.text);
    if (!day)
      findings_.error(entry, key, "'" + entry.text + "' is not a date.",
                      "Write year, month and day, as in 2027-01-05, or {from: ..., to: ...}.");
    return day ? std::optional<DateRange>({*day, *day}) : std::nullopt;
  }

  void forbid_overlaps(const std::vector<Placed>& terms) {
    for (size_t later = 1; later < terms.size(); ++later)
      for (size_t earlier = 0; earlier < later; ++earlier) {
        const DateRange& a = terms[earlier].range;
        const DateRange& b = terms[later].range;
        if (a.from <= b.to && b.from <= a.to)
          findings_.error(
              terms[later].at, "terms",
              "This term overlaps the one of line " + std::to_string(terms[earlier].at.line) + ".",
              "A day belongs to one term: mend the dates.");
      }
  }

  void read_closed(const std::vector<Placed>& terms) {
    for (const std::string_view key : {"half_terms", "inset", "bank_holidays", "closures"}) {
      for (Placed& closed : ranges(key)) {
        if (key != "bank_holidays") warn_outside(terms, closed, key);
        if (key == "closures" && take_group(closed)) continue;
        closed_.push_back(std::move(closed));
      }
    }
  }

  /// A closure that names years or forms is theirs only. Its keys were looked at when the range was read.
  bool take_group(const Placed& closed) {
    auto group = read_group(closed.at, closed.range, findings_);
    if (!group) return false;
    groups_.push_back(std::move(*group));
    groups_at_.push_back({findings_.file, closed.at.line, closed.at.column});
    return true;
  }

  /// England's, without anybody having to look them up.
  void add_bank_holidays(const std::vector<Placed>& terms) {
    for (const Placed& term : terms)
      for (int year = year_of(term.range.from); year <= year_of(term.range.to); ++year)
        for (const base::Date day : roll::england_bank_holidays(year))
          closed_.push_back({{day, day}, term.at});
  }

  static int year_of(base::Date date) { return static_cast<int>(std::chrono::year_month_day{date}.year()); }

  void warn_outside(const std::vector<Placed>& terms, const Placed& closed, std::string_view key) {
    const bool inside = std::any_of(terms.begin(), terms.end(), [&](const Placed& term) {
      return term.range.from <= closed.range.to && closed.range.from <= term.range.to;
    });
    if (terms.empty()) return;
    if (!inside)
      findings_.warning(closed.at, key, "This lies in no term, so it closes nothing.",
                        "Look at the year and the month.");
    else if (roll::Calendar(plain(terms), {}, {})
                 .school_days_between(closed.range.from, std::min(closed.range.to, last_day(terms))) == 0)
      findings_.warning(closed.at, key, "This is a weekend, so it closes nothing.", "Look at the day.");
  }

  static base::Date last_day(const std::vector<Placed>& terms) {
    base::Date last = terms.front().range.to;
    for (const Placed& term : terms) last = std::max(last, term.range.to);
    return last;
  }

  void require_a_school_day(const roll::Calendar& made, const Placed& term) {
    if (made.school_days_between(term.range.from, term.range.to) == 0)
      findings_.error(term.at, "terms", "This term has no school day: all of it is closed.",
                      "Look at the closed days.");
  }

  roll::SessionTimes read_sessions() {
    const Section sessions = calendar_.section("sessions");
    roll::SessionTimes t;
    const std::pair<const char*, base::TimeOfDay*> in_order[] = {
        {"am", &t.am},
        {"am_register_closes", &t.am_register_closes},
        {"pm", &t.pm},
        {"pm_register_closes", &t.pm_register_closes},
        {"school_ends", &t.school_ends}};
    for (const auto& [key, time] : in_order) *time = sessions.time(key, *time);
    for (size_t i = 1; i < std::size(in_order); ++i)
      if (*in_order[i].second <= *in_order[i - 1].second)
        findings_.error(
            sessions.at(in_order[i].first), in_order[i].first,
            base::clock(*in_order[i].second) + " is not after '" + in_order[i - 1].first + "' (" +
                base::clock(*in_order[i - 1].second) + ").",
            "The times of a day must be in order: am, am_register_closes, pm, pm_register_closes, "
            "school_ends.");
    return t;
  }

  const Section& calendar_;
  Findings& findings_;
  std::vector<Placed> closed_;
  std::vector<roll::GroupClosure> groups_;
  std::vector<WrittenAt> groups_at_;
};

}  // namespace

ReadCalendar read_calendar(const Section& calendar, Findings& findings) {
  return CalendarReader(calendar, findings).read();
}

}  // namespace firstday::config
