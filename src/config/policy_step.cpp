#include "config/policy_step.h"

#include <algorithm>

namespace firstday::config {

namespace {

using escalation::Condition;
using escalation::FactWord;
using escalation::Step;

/// Facts that are only true or not; the others are named with a value.
bool is_plain(FactWord fact) {
  return fact == FactWord::kResponseToday || fact == FactWord::kAnsweredToday ||
         fact == FactWord::kRejectedToday || fact == FactWord::kSiblingsElsewhere ||
         fact == FactWord::kLocated || fact == FactWord::kFlagged;
}

bool is_decision(FactWord fact) {
  return fact == FactWord::kDecision || fact == FactWord::kDecisionToday;
}

class StepReader {
 public:
  StepReader(const YamlNode& node, const std::string& path, YamlReport& report)
      : map_(node, path, report), path_(path), report_(report) {}

  Step read() {
    read_name();
    read_timing();
    read_order();
    read_action();
    read_audience();
    read_visit();
    read_decision();
    read_outcomes();
    map_.finish();
    return std::move(step_);
  }

 private:
  void read_name();
  void read_timing();
  void read_at();
  void read_group();
  void read_questions();
  void read_order();
  void read_deadline();
  void read_action();
  void read_audience();
  void read_people(YamlMap& map);
  void read_visit();
  void read_decision();
  void read_outcomes();

  template <typename E>
  void set(E& into, YamlMap& map, std::string_view key) {
    if (const auto value = choice<E>(map, key)) into = *value;
  }

  YamlMap map_;
  std::string path_;
  YamlReport& report_;
  Step step_;
};

void StepReader::read_name() {
  step_.id = map_.text("id");
  step_.rows = map_.list("rows");
  step_.tiers = map_.list("tiers");
}

void StepReader::read_timing() {
  step_.days = read_days(map_, "days");
  set(step_.on, map_, "on");
  step_.days_before = map_.number("days_before", 1, 60).value_or(0);
  set(step_.occurrence, map_, "occurrence");
  step_.rounds = map_.list("rounds");
  if (const YamlNode* tiers = map_.map("due_day")) {
    YamlMap by_tier(*tiers, map_.path_of("due_day"), report_);
    for (const YamlNode& c : tiers->children)
      if (const auto day = by_tier.number(c.key, 1, 999)) step_.due_days.push_back({c.key, *day});
  }
  read_at();
  step_.expires = map_.time("expires");
  step_.catch_up = map_.flag("catch_up");
  set(step_.mode, map_, "mode");
  step_.priority = map_.number("priority", 0, 999).value_or(step_.priority);
  read_deadline();
}

void StepReader::read_at() {
  step_.at_school_end = map_.text("at") == "school_ends";
  if (!step_.at_school_end) step_.at = map_.time("at");
}

void StepReader::read_deadline() {
  const YamlNode* node = map_.map("deadline");
  if (!node) return;
  YamlMap map(*node, map_.path_of("deadline"), report_);
  step_.deadline.hours = map.number("hours", 1, 999).value_or(0);
  step_.deadline.at = map.time("at");
  step_.deadline.day = map.number("day", 1, 999).value_or(0);
  const int said = (step_.deadline.hours > 0) + step_.deadline.at.has_value() + (step_.deadline.day > 0);
  if (said > 1)
    map_.complain("deadline", "a deadline is in hours, at a time or on a day of the case.",
                  "Keep one of them.");
  map.finish();
}

void StepReader::read_order() {
  step_.after = map_.text("after");
  step_.after_round = map_.text("after_round");
  step_.wait_minutes = map_.number("wait_minutes", 0, 600);
  if (const YamlNode* when = map_.map("when"))
    step_.when = read_condition(*when, map_.path_of("when"), report_);
  set(step_.only_if, map_, "only_if");
  if (const YamlNode* node = map_.map("unless_done")) {
    YamlMap map(*node, map_.path_of("unless_done"), report_);
    step_.unless_done.emplace();
    step_.unless_done->steps = map.list("steps");
    set(step_.unless_done->scope, map, "scope");
    map.finish();
  }
  read_group();
}

void StepReader::read_group() {
  step_.group = map_.text("group");
  step_.min_of_group = map_.number("min_of_group", 1, 99).value_or(0);
  step_.despite_reason = map_.flag("despite_reason");
  step_.gate = map_.text("gate");
  step_.criteria = map_.text("criteria");
}

void StepReader::read_action() {
  if (!map_.has("action"))
    map_.complain("action", "the step does not say what is done.", "Add action:, as in action: text.");
  set(step_.action, map_, "action");
  step_.about = map_.text("about");
  step_.template_name = map_.text("template");
  step_.template_for_others = map_.text("template_for_others");
  step_.voicemail_template = map_.text("voicemail_template");
  if (const auto needs = choice<escalation::Needs>(map_, "facility")) step_.facility = *needs;
  step_.email_instead = map_.flag("email_instead");
  step_.separately = map_.flag("separately");
  if (map_.has("postage") && map_.one_of("postage", {"first"})) step_.postage = "first";
  step_.keep_copy = map_.flag("keep_copy");
  step_.must_state = map_.list("must_state");
  step_.attach = map_.list("attach");
}

void StepReader::read_people(YamlMap& map) {
  escalation::Audience& a = step_.audience;
  a.role = map.text("role");
  a.fallback = map.list("fallback");
  a.where_applicable = map.flag("where_applicable");
  if (map.has("selector"))
    set(a.selector, map, "selector");
  else if (!a.role.empty())
    a.selector = escalation::Selector::kRole;
  else
    map_.complain("audience", "the audience names nobody.", "Add selector:, or role: for a task.");
  a.nth = map.number("nth", 1, 99).value_or(0);
  set(a.fanout, map, "fanout");
  set(a.stop_on, map, "stop_on");
  a.max = map.number("max", 1, 99).value_or(0);
  a.every_number = map.flag("every_number");
}

void StepReader::read_audience() {
  if (!map_.has("audience"))
    return map_.complain(
        "audience", "the step has no audience.",
        "Say who it is for, as in audience: {selector: parents_and_carers} or {role: office}.");
  const YamlNode* node = map_.map("audience");
  if (!node) return;
  YamlMap map(*node, map_.path_of("audience"), report_);
  read_people(map);
  map.finish();
}

void StepReader::read_visit() {
  step_.visit.min_staff = map_.number("min_staff", 1, 9).value_or(0);
  step_.visit.required_role = map_.text("required_role");
  step_.visit.risk_assessment = map_.flag("risk_assessment");
  step_.visit.safety = map_.text("safety");
}

void StepReader::read_decision() {
  step_.decision.considerations = map_.list("considerations");
  step_.decision.options = map_.list("options");
  set(step_.decision.rationale, map_, "rationale");
  step_.decision.rationale_on = map_.list("rationale_on");
  if (!step_.decision.rationale_on.empty()) step_.decision.rationale = escalation::Rationale::kOnOptions;
  read_questions();
}

void StepReader::read_questions() {
  step_.decision.default_option = map_.text("default");
  step_.decision.confirms = map_.list("confirms");
  step_.decision.consult = map_.list("consult");
  step_.decision.if_undecided = map_.text("if_undecided");
}

void StepReader::read_outcomes() {
  const YamlNode* node = map_.map("on_outcome");
  if (!node) return;
  YamlMap map(*node, map_.path_of("on_outcome"), report_);
  for (const YamlNode& c : node->children) step_.on_outcome.push_back({c.key, map.list(c.key)});
}

class ConditionReader {
 public:
  ConditionReader(const YamlNode& node, const std::string& path, YamlReport& report)
      : map_(node, path, report), path_(path), report_(report) {}

  Condition read() {
    Condition out;
    int said = read_tree(out) + read_fact(out);
    if (said != 1)
      report_.complain_at(path_, "a condition says one thing.", "Use all:, any:, not:, or one fact.");
    map_.finish();
    return out;
  }

 private:
  int read_tree(Condition& out);
  int read_fact(Condition& out);
  void read_since(Condition& out);
  void read_parts(Condition& out, std::string_view key, Condition::Kind kind);

  YamlMap map_;
  std::string path_;
  YamlReport& report_;
};

void ConditionReader::read_parts(Condition& out, std::string_view key, Condition::Kind kind) {
  out.kind = kind;
  const auto parts = map_.maps(key);
  for (size_t i = 0; i < parts.size(); ++i)
    out.of.push_back(read_condition(*parts[i], map_.path_of(key) + "[" + std::to_string(i) + "]", report_));
}

int ConditionReader::read_tree(Condition& out) {
  int said = 0;
  if (map_.has("all")) ++said, read_parts(out, "all", Condition::Kind::kAll);
  if (map_.has("any")) ++said, read_parts(out, "any", Condition::Kind::kAny);
  if (map_.has("not")) {
    ++said;
    out.kind = Condition::Kind::kNot;
    if (const YamlNode* part = map_.map("not"))
      out.of.push_back(read_condition(*part, map_.path_of("not"), report_));
  }
  return said;
}

void ConditionReader::read_since(Condition& out) {
  const YamlNode* node = map_.map("since");
  if (!node) return;
  YamlMap map(*node, map_.path_of("since"), report_);
  if (const auto origin = choice<escalation::ClockOrigin>(map, "origin")) out.origin = *origin;
  out.school_days = map.number("school_days", 1, 999).value_or(0);
  out.weeks = map.number("weeks", 1, 99).value_or(0);
  if ((out.school_days > 0) == (out.weeks > 0))
    map.complain("origin", "it is not said how long after.", "Give school_days: or weeks:, one of the two.");
  map.finish();
}

int ConditionReader::read_fact(Condition& out) {
  int said = 0;
  for (const escalation::Word<FactWord>& w : escalation::words<FactWord>()) {
    if (!map_.has(w.text)) continue;
    ++said;
    out.kind = Condition::Kind::kFact;
    out.fact = w.value;
    if (w.value == FactWord::kSince) {
      read_since(out);
      continue;
    }
    if (is_plain(w.value)) {
      if (!map_.flag(w.text))
        map_.complain(w.text, "only true can be asked for.", "For the opposite use not:.");
      continue;
    }
    (is_decision(w.value) ? out.about : out.value) = map_.text(w.text);
  }
  const std::string answer = map_.text("is");
  const bool decision = said == 1 && is_decision(out.fact);
  if (decision && answer.empty())
    map_.complain("decision", "it is not said which answer is meant.", "Add is:, as in is: \"yes\".");
  if (!decision && !answer.empty()) map_.complain("is", "an answer belongs to a decision.", "Take it out.");
  if (decision) out.value = answer;
  return said;
}

}  // namespace

escalation::DaySet read_days(YamlMap& map, std::string_view key) {
  const std::string text = map.text(key);
  if (text.empty()) return {};
  const auto days = escalation::parse_days(text);
  if (days) return *days;
  map.complain(key, "'" + text + "' are not school days.",
               "Write \"3\", \"6-8\", \"5+\" or \"1-2, 5\", ascending.");
  return {};
}

Step read_step(const YamlNode& node, const std::string& path, YamlReport& report) {
  return StepReader(node, path, report).read();
}

Condition read_condition(const YamlNode& node, const std::string& path, YamlReport& report) {
  return ConditionReader(node, path, report).read();
}

}  // namespace firstday::config
