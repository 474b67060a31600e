#include "config/scenario_file.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "config/scenario_parts.h"
#include "escalation/visit_outcomes.h"

namespace firstday::config {

namespace {

constexpr std::string_view kOpen = "open_until_an_event_says_so";

std::string word_in(YamlMap& map, std::string_view key, const std::vector<std::string_view>& known,
                    std::string otherwise) {
  if (!map.has(key)) return otherwise;
  const auto index = map.one_of(key, known);
  return index ? std::string(known[*index]) : otherwise;
}

void read_defaults(YamlMap& file, YamlReport& report, ScenarioDefaults& out) {
  const YamlNode* node = file.map("defaults");
  if (!node) return;
  YamlMap map(*node, "defaults", report);
  for (const std::string_view key : {"text", "email"}) word_in(map, key, {"no_reply"}, "");
  out.app_message = word_in(map, "app_message", {"no_reply", kOpen}, out.app_message);
  const auto calls = scenario_call_outcomes();
  out.call = word_in(map, "call", {calls.begin(), calls.end()}, out.call);
  out.voicemail = word_in(map, "voicemail", {"left", kOpen}, out.voicemail);
  std::vector<std::string_view> visits = {"not_done_until_an_event_says_so"};
  const auto outcomes = escalation::visit_outcomes();
  visits.insert(visits.end(), outcomes.begin(), outcomes.end());
  out.visit = word_in(map, "visit", visits, out.visit);
  out.letter = word_in(map, "letter", {"handed_over_the_same_day", kOpen}, out.letter);
  out.decide = word_in(map, "decide", {"undecided_until_an_event_says_so", "yes", "no"}, out.decide);
  map.finish();
}

}  // namespace

Place place_of(const YamlNode& node) {
  return node.line > 0 ? Place{node.line, node.column} : Place{node.key_line, node.key_column};
}

void must_have(YamlMap& map, std::string_view key, std::string_view wanted) {
  if (!map.has(key))
    map.complain(key, "'" + std::string(key) + "' is missing.", "Give " + std::string(wanted) + ".");
}

bool is_one_of(const YamlNode& node, const std::string& path, const std::vector<std::string>& known,
               std::string_view of_what, YamlReport& report) {
  if (std::find(known.begin(), known.end(), node.text) != known.end()) return true;
  report.complain(node, path, "'" + node.text + "' is no " + std::string(of_what) + " of this file.",
                  known.empty() ? "The file defines none." : "Use one of: " + base::join(known, ", ") + ".");
  return false;
}

roll::Code read_code(YamlMap& map, std::string_view key) {
  if (!map.has(key)) return {};
  const std::string text = map.text(key);
  if (text.empty() || text == "-") return {};
  const roll::Code code = text.size() <= 2 ? roll::Code(base::upper(text)) : roll::Code();
  if (!code.empty() && roll::class_of(code) != roll::CodeClass::kUnknown) return code;
  map.complain(key, "'" + text + "' is no attendance code.",
               "Use a code of the register, as in N, O, I or \"/\"; or - for no mark.");
  return {};
}

DayMarks read_marks(const YamlNode& node, const std::string& path, YamlReport& report) {
  YamlMap map(node, path, report);
  const DayMarks marks{read_code(map, "am"), read_code(map, "pm")};
  map.finish();
  return marks;
}

base::Parsed<Scenario> read_scenario(std::string_view yaml, std::string_view file) {
  base::Parsed<Scenario> out;
  auto tree = read_yaml(yaml, file);
  if (tree.has_errors()) {
    out.problems = std::move(tree.problems);
    return out;
  }
  YamlReport report(file);
  YamlMap map(tree.value, "", report);
  must_have(map, "policy", "the name of a file in config/policies, without .yaml");
  out.value.policy = map.text("policy");
  if (const YamlNode* policy = map.get("policy")) out.value.policy_at = place_of(*policy);
  read_scenario_school(map, report, out.value);
  read_scenario_people(map, report, out.value);
  read_defaults(map, report, out.value.defaults);
  out.value.unlisted = {roll::Code("N"), roll::Code("N")};
  if (const YamlNode* marks = map.map("unlisted_marks"))
    out.value.unlisted = read_marks(*marks, "unlisted_marks", report);
  read_scenario_days(map, report, out.value);
  map.finish();
  out.problems = report.take();
  std::stable_sort(out.problems.begin(), out.problems.end(), [](const auto& a, const auto& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return out;
}

base::Parsed<ScenarioDefaults> read_scenario_defaults(std::string_view yaml, std::string_view file) {
  base::Parsed<ScenarioDefaults> out;
  auto tree = read_yaml(yaml, file);
  out.problems = std::move(tree.problems);
  if (out.has_errors()) return out;
  YamlReport report(file);
  YamlMap map(tree.value, "", report);
  read_defaults(map, report, out.value);
  map.finish();
  out.problems = report.take();
  return out;
}

}  // namespace firstday::config
