#include "config/policy_schema.h"

#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "escalation/policy_words.h"

namespace firstday::config {

namespace {

using namespace escalation;

/// A key, and what may stand behind it.
using Keys = std::vector<std::pair<std::string_view, std::string>>;
using Words = std::vector<std::string_view>;

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

std::string text() {
  return R"({"type": "string"})";
}

std::string flag() {
  return R"({"type": "boolean"})";
}

std::string number(int least, int most) {
  return R"({"type": "integer", "minimum": )" + std::to_string(least) + R"(, "maximum": )" +
         std::to_string(most) + "}";
}

std::string pattern(std::string_view regex) {
  return R"({"type": "string", "pattern": )" + quoted(regex) + "}";
}

std::string time() {
  return pattern("^([01]?[0-9]|2[0-3]):[0-5][0-9]$");
}

std::string days() {
  return pattern(
      "^[1-9][0-9]{0,2}([-][1-9][0-9]{0,2}|[+])?( *, *[1-9][0-9]{0,2}([-][1-9][0-9]{0,2}|[+])?)*$");
}

std::string row_id() {
  return pattern("^([0-9]{3}-[0-9]{2}|rule)$");
}

std::string any_of(const Words& words) {
  std::vector<std::string> out;
  for (const std::string_view w : words) out.push_back(quoted(w));
  return R"({"enum": [)" + base::join(out, ", ") + "]}";
}

template <typename E>
std::string word() {
  Words out;
  for (const Word<E>& w : words<E>()) out.push_back(w.text);
  return any_of(out);
}

std::string list_of(const std::string& item) {
  return R"({"type": "array", "items": )" + item + "}";
}

/// A list; a single word stands for a list of one.
std::string list(const std::string& item = text()) {
  return R"({"anyOf": [)" + item + ", " + list_of(item) + "]}";
}

std::string map_to(const std::string& item) {
  return R"({"type": "object", "additionalProperties": )" + item + "}";
}

std::string ref(std::string_view name) {
  return R"({"$ref": "#/$defs/)" + std::string(name) + R"("})";
}

std::string object(const Keys& keys, const Words& required = {}) {
  std::vector<std::string> properties;
  for (const auto& [name, what] : keys) properties.push_back("\n  " + quoted(name) + ": " + what);
  std::vector<std::string> needed;
  for (const std::string_view name : required) needed.push_back(quoted(name));
  return R"({"type": "object", "additionalProperties": false, "required": [)" + base::join(needed, ", ") +
         R"(], "properties": {)" + base::join(properties, ",") + "}}";
}

std::string decision_word() {
  const auto all = decision_words();
  return any_of({all.begin(), all.end()});
}

std::string condition() {
  const std::string it = ref("condition");
  return object(
      {{"all", list_of(it)},
       {"any", list_of(it)},
       {"not", it},
       {"decision", decision_word()},
       {"decision_today", decision_word()},
       {"is", text()},
       {"call_outcome", text()},
       {"visit_today", text()},
       {"visit", text()},
       {"referral_made", text()},
       {"evidence", text()},
       {"written_evidence", text()},
       {"tag", text()},
       {"professional", text()},
       {"school_days_at_least", number(1, 999)},
       {"unbroken_days_at_least", number(1, 999)},
       {"contacts_fewer_than", number(1, 99)},
       {"since",
        object({{"origin", word<ClockOrigin>()}, {"school_days", number(1, 999)}, {"weeks", number(1, 99)}},
               {"origin"})},
       {"response_today", flag()},
       {"answered_today", flag()},
       {"rejected_today", flag()},
       {"siblings_elsewhere", flag()},
       {"located", flag()},
       {"flagged", flag()}});
}

std::string audience() {
  return object({{"selector", word<Selector>()},
                 {"role", text()},
                 {"fallback", list()},
                 {"where_applicable", flag()},
                 {"nth", number(1, 99)},
                 {"fanout", word<Fanout>()},
                 {"stop_on", word<StopOn>()},
                 {"max", number(1, 99)},
                 {"every_number", flag()}});
}

Keys when_keys() {
  return {{"id", pattern("^[a-z][a-z0-9_-]*$")},
          {"rows", list(row_id())},
          {"tiers", list()},
          {"days", days()},
          {"due_day", map_to(number(1, 999))},
          {"on", word<Trigger>()},
          {"days_before", number(1, 60)},
          {"occurrence", word<Occurrence>()},
          {"rounds", list()},
          {"at", R"({"anyOf": [{"const": "school_ends"}, )" + time() + "]}"},
          {"expires", time()},
          {"catch_up", flag()},
          {"mode", word<Mode>()},
          {"priority", number(0, 999)},
          {"deadline", object({{"hours", number(1, 999)}, {"at", time()}, {"day", number(1, 999)}})},
          {"after", text()},
          {"after_round", text()},
          {"wait_minutes", number(0, 600)},
          {"when", ref("condition")},
          {"only_if", word<job::OnlyIf>()},
          {"unless_done", object({{"steps", list()}, {"scope", word<Scope>()}}, {"steps"})},
          {"group", text()},
          {"min_of_group", number(1, 99)},
          {"despite_reason", flag()},
          {"gate", text()},
          {"criteria", text()}};
}

Keys what_keys() {
  return {{"action", word<job::Kind>()},
          {"about", text()},
          {"template", text()},
          {"template_for_others", text()},
          {"voicemail_template", text()},
          {"facility", word<Needs>()},
          {"email_instead", flag()},
          {"separately", flag()},
          {"postage", any_of({"first"})},
          {"keep_copy", flag()},
          {"must_state", list()},
          {"attach", list()},
          {"audience", ref("audience")},
          {"min_staff", number(1, 9)},
          {"required_role", text()},
          {"risk_assessment", flag()},
          {"safety", text()},
          {"considerations", list()},
          {"options", list()},
          {"default", text()},
          {"rationale", word<Rationale>()},
          {"rationale_on", list()},
          {"confirms", list()},
          {"consult", list()},
          {"if_undecided", text()},
          {"on_outcome", map_to(list())}};
}

std::string step() {
  Keys keys = when_keys();
  for (auto& key : what_keys()) keys.push_back(std::move(key));
  return object(keys, {"id", "action", "audience"});
}

std::string gate() {
  const std::string one = object({{"that", ref("condition")}, {"missing", text()}}, {"that", "missing"});
  return object({{"action", text()},
                 {"rows", list(row_id())},
                 {"days", days()},
                 {"requires", list_of(one)},
                 {"override_role", text()}},
                {"action", "rows", "requires"});
}

std::string tail() {
  const std::string task = object({{"id", text()},
                                   {"rows", list(row_id())},
                                   {"role", text()},
                                   {"about", text()},
                                   {"priority", number(0, 999)},
                                   {"expires", time()}},
                                  {"id", "rows", "role", "about"});
  return object({{"do", word<TailKind>()},
                 {"steps", list()},
                 {"rows", list(row_id())},
                 {"chain", text()},
                 {"covered", list()},
                 {"task", task}},
                {"do"});
}

Keys head_keys() {
  return {{"policy", pattern("^[a-z][a-z0-9_-]*$")},
          {"version", number(1, 99999)},
          {"title", text()},
          {"source", text()},
          {"timezone", any_of({"Europe/London"})},
          {"trigger_codes", list()},
          {"clock", object({{"unit", any_of({"school_day"})},
                            {"origin", any_of({"absence"})},
                            {"on_resume", word<OnResume>()},
                            {"neutral", list()},
                            {"returned", list()},
                            {"explained", list()}})},
          {"hours", object({{"from", time()}, {"to", time()}}, {"from", "to"})},
          {"wait_minutes", number(0, 600)},
          {"call_patience_minutes", number(0, 600)},
          {"last_day", number(1, 999)},
          {"record_to", list(any_of({"sims", "cpoms", "integris"}))}};
}

Keys part_keys() {
  const std::string round =
      object({{"name", text()}, {"earliest", time()}, {"latest", time()}}, {"name", "earliest", "latest"});
  const std::string criterion = object({{"id", text()}, {"text", text()}}, {"id", "text"});
  return {
      {"tiers", list_of(object({{"name", text()}, {"tags", list()}, {"accepts_reason", list()}}, {"name"}))},
      {"rounds", list_of(round)},
      {"aliases", object({{"roles", map_to(list())}, {"tags", map_to(list())}})},
      {"criteria", list_of(object({{"name", text()}, {"of", list_of(criterion)}}, {"name", "of"}))},
      {"gates", list_of(gate())},
      {"steps", list_of(ref("step"))},
      {"tail", tail()}};
}

}  // namespace

std::string policy_schema() {
  Keys keys = head_keys();
  for (auto& key : part_keys()) keys.push_back(std::move(key));
  std::string out = object(keys, {"policy", "version", "title", "source", "timezone", "clock", "last_day",
                                  "tiers", "steps", "tail"});
  // The outermost object takes the schema's own keys too.
  out.erase(0, 1);
  return "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n\"title\": \"A policy of "
         "Firstday\",\n"
         "\"$defs\": {\n\"condition\": " +
         condition() + ",\n\"audience\": " + audience() + ",\n\"step\": " + step() + "},\n" + out + "\n";
}

}  // namespace firstday::config
