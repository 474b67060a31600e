// School, calendar and facilities of a scenario.
#include <algorithm>

#include "base/text.h"
#include "config/scenario_parts.h"

namespace firstday::config {

namespace {

using roll::DateRange;

std::optional<DateRange> range_in(const YamlNode& node, const std::string& path, YamlReport& report) {
  YamlMap map(node, path, report);
  must_have(map, "from", "the first date");
  must_have(map, "to", "the last date");
  const auto from = map.date("from");
  const auto to = map.date("to");
  map.finish();
  if (!from || !to) return std::nullopt;
  if (*to < *from) {
    report.complain(node, path, "this ends before it begins.", "Put the earlier date after 'from'.");
    return std::nullopt;
  }
  return DateRange{*from, *to};
}

std::vector<DateRange> ranges(YamlMap& map, std::string_view key, const std::string& path,
                              YamlReport& report) {
  std::vector<DateRange> out;
  const auto items = map.maps(key);
  for (size_t i = 0; i < items.size(); ++i)
    if (const auto range = range_in(*items[i], path + "[" + std::to_string(i) + "]", report))
      out.push_back(*range);
  return out;
}

/// Single days, each as 2027-01-04 or {from: ..., to: ...}.
void days(YamlMap& map, std::string_view key, YamlReport& report, std::vector<DateRange>& out) {
  const YamlNode* list = map.get(key);
  if (!list) return;
  const std::string path = map.path_of(key);
  if (list->kind != YamlNode::Kind::kList)
    return report.complain(*list, path, "'" + std::string(key) + "' is not a list.",
                           "Write it as in [2027-01-04].");
  for (size_t i = 0; i < list->children.size(); ++i) {
    const YamlNode& item = list->children[i];
    const std::string at = path + "[" + std::to_string(i) + "]";
    if (item.kind == YamlNode::Kind::kMap) {
      if (const auto range = range_in(item, at, report)) out.push_back(*range);
      continue;
    }
    const auto date = base::parse_iso_date(item.text);
    if (date)
      out.push_back({*date, *date});
    else
      report.complain(item, at, "'" + item.text + "' is not a date.", "Write it as in 2027-01-12.");
  }
}

roll::SessionTimes read_sessions(YamlMap& calendar, YamlReport& report) {
  roll::SessionTimes t;
  const YamlNode* node = calendar.map("sessions");
  if (!node) return t;
  YamlMap map(*node, "calendar/sessions", report);
  const std::pair<std::string_view, base::TimeOfDay*> in_order[] = {
      {"am", &t.am},
      {"am_register_closes", &t.am_register_closes},
      {"pm", &t.pm},
      {"pm_register_closes", &t.pm_register_closes},
      {"school_ends", &t.school_ends}};
  for (const auto& [key, time] : in_order)
    if (const auto read = map.time(key)) *time = *read;
  for (size_t i = 1; i < std::size(in_order); ++i)
    if (*in_order[i].second <= *in_order[i - 1].second)
      map.complain(in_order[i].first,
                   base::clock(*in_order[i].second) + " is not after '" + std::string(in_order[i - 1].first) +
                       "' (" + base::clock(*in_order[i - 1].second) + ").",
                   "The order is am, am_register_closes, pm, pm_register_closes, school_ends.");
  map.finish();
  return t;
}

void read_half_term(YamlMap& calendar, YamlReport& report, std::vector<DateRange>& closed) {
  const YamlNode* node = calendar.get("half_term");
  if (!node) return;
  if (node->kind == YamlNode::Kind::kMap) {
    if (const auto range = range_in(*node, "calendar/half_term", report)) closed.push_back(*range);
    return;
  }
  const auto all = ranges(calendar, "half_term", "calendar/half_term", report);
  closed.insert(closed.end(), all.begin(), all.end());
}

void read_calendar(YamlMap& file, YamlReport& report, roll::School& school) {
  must_have(file, "calendar", "the terms, and when a day's sessions are");
  const YamlNode* node = file.map("calendar");
  if (!node) return;
  YamlMap map(*node, "calendar", report);
  if (map.has("timezone")) map.one_of("timezone", {"Europe/London"});
  must_have(map, "terms", "the terms, as in [{from: 2027-01-04, to: 2027-03-25}]");
  const auto terms = ranges(map, "terms", "calendar/terms", report);
  std::vector<DateRange> closed;
  read_half_term(map, report, closed);
  days(map, "inset", report, closed);
  days(map, "closures", report, closed);
  const roll::SessionTimes sessions = read_sessions(map, report);
  map.finish();
  school.calendar = roll::Calendar(terms, closed, sessions);
}

void read_facility(YamlMap& file, YamlReport& report, roll::Facility& out) {
  const YamlNode* node = file.map("facility");
  if (!node) return;
  YamlMap map(*node, "facility", report);
  const std::pair<std::string_view, bool*> flags[] = {
      {"text", &out.text}, {"email", &out.email}, {"voice", &out.voice}, {"app_message", &out.app_message}};
  for (const auto& [key, flag] : flags)
    if (map.has(key)) *flag = map.flag(key);
  out.work_platform = map.text("work_platform");
  map.finish();
}

}  // namespace

void read_scenario_school(YamlMap& file, YamlReport& report, Scenario& out) {
  must_have(file, "school", "urn and name");
  if (const YamlNode* node = file.map("school")) {
    YamlMap map(*node, "school", report);
    must_have(map, "urn", "six digits");
    must_have(map, "name", "the school's name");
    const std::string urn = map.text("urn");
    if (!urn.empty() && (urn.size() != 6 || !base::is_digits(urn)))
      map.complain("urn", "'" + urn + "' is no URN.", "A URN has six digits.");
    out.school.urn = roll::Urn(urn);
    out.school.name = map.text("name");
    out.school.short_name = out.school.name;
    map.finish();
  }
  read_facility(file, report, out.school.facility);
  read_calendar(file, report, out.school);
}

}  // namespace firstday::config
