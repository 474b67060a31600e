// The days of a scenario, with their events and what is expected of them.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "config/scenario_parts.h"

namespace firstday::config {

namespace {

/// The fields of an answer (workflow/simulate.h).
const std::vector<std::string>& answer_fields() {
  static const std::vector<std::string> kFields = {"day",
                                                   "at",
                                                   "kind",
                                                   "to",
                                                   "about",
                                                   "state",
                                                   "key",
                                                   "rows",
                                                   "step",
                                                   "order",
                                                   "template",
                                                   "round",
                                                   "after",
                                                   "by",
                                                   "rule",
                                                   "why",
                                                   "missing",
                                                   "min_staff",
                                                   "rationale",
                                                   "criteria",
                                                   "class",
                                                   "address",
                                                   "separately",
                                                   "keep_copy",
                                                   "must_state",
                                                   "numbers",
                                                   "attach",
                                                   "consult",
                                                   "action",
                                                   "since",
                                                   "considerations",
                                                   "risk_assessment",
                                                   "options",
                                                   "required_role",
                                                   "safety"};
  return kFields;
}

class DaysReader {
 public:
  DaysReader(YamlReport& report, Scenario& out) : report_(report), out_(out), refs_(refs_of(out)) {}

  void read(YamlMap& file) {
    must_have(file, "days", "the list of days");
    const auto items = file.maps("days");
    if (items.empty() && file.has("days"))
      file.complain("days", "there is no day in the list.", "Tell at least one: - date: 2027-01-12");
    for (size_t i = 0; i < items.size(); ++i) read_day(*items[i], "days[" + std::to_string(i) + "]");
    std::stable_sort(out_.days.begin(), out_.days.end(),
                     [](const ScenarioDay& a, const ScenarioDay& b) { return a.date < b.date; });
  }

 private:
  void read_day(const YamlNode& node, const std::string& path) {
    YamlMap map(node, path, report_);
    ScenarioDay day;
    day.place = place_of(node);
    must_have(map, "date", "the date, as in 2027-01-12");
    const auto date = map.date("date");
    if (const YamlNode* marks = map.map("marks")) day.marks = read_marks(*marks, path + "/marks", report_);
    const auto events = map.maps("events");
    for (size_t i = 0; i < events.size(); ++i)
      read_event(*events[i], path + "/events[" + std::to_string(i) + "]", day);
    std::stable_sort(day.events.begin(), day.events.end(),
                     [](const ScenarioEvent& a, const ScenarioEvent& b) { return a.at < b.at; });
    read_expect(map, path, day);
    map.finish();
    if (!date) return;
    day.date = *date;
    check_date(map, day);
    out_.days.push_back(std::move(day));
  }

  void check_date(YamlMap& map, const ScenarioDay& day) {
    if (!dates_.insert(day.date).second)
      map.complain("date", "this day stands here twice.", "Put everything of one day under one date.");
    const bool marked = day.marks && (!day.marks->am.empty() || !day.marks->pm.empty());
    if (marked && !out_.school.calendar.terms().empty() && !out_.school.calendar.is_school_day(day.date))
      map.complain("marks", base::iso_date(day.date) + " is no school day, so no register is taken.",
                   "Leave the marks out, or mend the date or the calendar.");
  }

  void read_event(const YamlNode& node, const std::string& path, ScenarioDay& day) {
    YamlMap map(node, path, report_);
    ScenarioEvent event;
    event.place = place_of(node);
    must_have(map, "id", "a short word that no other event has");
    event.id = map.text("id");
    if (!event.id.empty() && !ids_.insert(event.id).second)
      map.complain("id", "another event is called '" + event.id + "' already.", "Use another word.");
    must_have(map, "at", "the time of day, as in \"10:05\"");
    const auto at = map.time("at");
    if (at) event.at = *at;
    must_have(map, "what", "what happened");
    const auto what = map.one_of("what", happening_words());
    // Of an event whose kind is not known nobody can say which fields it has.
    if (!what) return;
    event.what = *happening_of(happening_words()[*what]);
    read_event_fields(map, path, refs_, report_, event);
    map.finish();
    day.events.push_back(std::move(event));
  }

  void read_expect(YamlMap& map, const std::string& path, ScenarioDay& day) {
    if (!map.has("expect")) return;
    day.expect.emplace();
    const auto items = map.maps("expect");
    for (size_t i = 0; i < items.size(); ++i) {
      YamlMap line(*items[i], path + "/expect[" + std::to_string(i) + "]", report_);
      Expectation e;
      for (const std::string& field : answer_fields())
        if (line.has(field)) e[field] = line.list(field);
      line.finish();
      day.expect->push_back(std::move(e));
    }
  }

  YamlReport& report_;
  Scenario& out_;
  const ScenarioRefs refs_;
  std::set<base::Date> dates_;
  std::set<std::string> ids_;
};

}  // namespace

std::string ScenarioEvent::text(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() || found->second.empty() ? std::string() : found->second.front();
}

std::vector<std::string> ScenarioEvent::list(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? std::vector<std::string>{} : found->second;
}

std::optional<base::Date> ScenarioEvent::date(std::string_view name) const {
  return base::parse_iso_date(text(name));
}

bool ScenarioEvent::yes(std::string_view name) const {
  const std::string value = text(name);
  return value == "yes" || value == "true";
}

void read_scenario_days(YamlMap& file, YamlReport& report, Scenario& out) {
  DaysReader(report, out).read(file);
}

}  // namespace firstday::config
