#include "config/policy_file.h"

#include <algorithm>

#include "config/policy_step.h"
#include "escalation/check_policy.h"

namespace firstday::config {

namespace {

using escalation::Policy;

class PolicyReader {
 public:
  PolicyReader(const YamlNode& root, YamlReport& report) : map_(root, "", report), report_(report) {}

  Policy read() {
    read_head();
    read_clock();
    read_hours();
    read_tiers();
    read_rounds();
    read_aliases();
    read_criteria();
    read_gates();
    read_steps();
    read_tail();
    map_.finish();
    return std::move(policy_);
  }

 private:
  void read_head();
  void read_clock();
  void read_hours();
  void read_tiers();
  void read_rounds();
  void read_aliases();
  std::vector<escalation::Alias> aliases(YamlMap& map, std::string_view key);
  void read_criteria();
  void read_gates();
  void read_steps();
  void read_tail();
  void read_tail_task(YamlMap& tail);

  /// Calls `read` with a YamlMap of every item of a list of maps, and finishes it.
  template <typename Read>
  void each(YamlMap& map, std::string_view key, Read read) {
    const auto items = map.maps(key);
    for (size_t i = 0; i < items.size(); ++i) {
      YamlMap item(*items[i], map.path_of(key) + "[" + std::to_string(i) + "]", report_);
      read(item);
      item.finish();
    }
  }

  YamlMap map_;
  YamlReport& report_;
  Policy policy_;
};

void PolicyReader::read_head() {
  policy_.id = map_.text("policy");
  policy_.version = map_.number("version", 1, 99999).value_or(0);
  policy_.title = map_.text("title");
  policy_.source = map_.text("source");
  if (!map_.has("timezone"))
    map_.complain("timezone", "the time zone is not said.", "Write timezone: Europe/London.");
  map_.one_of("timezone", {"Europe/London"});
  if (map_.has("trigger_codes")) policy_.trigger_codes = map_.list("trigger_codes");
  policy_.wait_minutes = map_.number("wait_minutes", 0, 600).value_or(policy_.wait_minutes);
  policy_.call_patience_minutes =
      map_.number("call_patience_minutes", 0, 600).value_or(policy_.call_patience_minutes);
  policy_.last_day = map_.number("last_day", 1, 999).value_or(0);
  policy_.record_to = map_.list("record_to");
}

void PolicyReader::read_clock() {
  const YamlNode* node = map_.map("clock");
  if (!node) return;
  YamlMap map(*node, "clock", report_);
  escalation::Clock& clock = policy_.clock;
  map.one_of("unit", {"school_day"});
  map.one_of("origin", {"absence"});
  clock.on_resume = choice<escalation::OnResume>(map, "on_resume").value_or(clock.on_resume);
  clock.neutral = map.list("neutral");
  clock.returned = map.list("returned");
  clock.explained = map.list("explained");
  map.finish();
}

void PolicyReader::read_hours() {
  const YamlNode* node = map_.map("hours");
  if (!node) return;
  YamlMap map(*node, "hours", report_);
  policy_.hours_from = map.time("from").value_or(policy_.hours_from);
  policy_.hours_to = map.time("to").value_or(policy_.hours_to);
  map.finish();
}

void PolicyReader::read_tiers() {
  each(map_, "tiers", [&](YamlMap& m) {
    auto tags = m.list("tags");
    auto accepts = m.list("accepts_reason");
    policy_.tiers.push_back({m.text("name"), std::move(tags), std::move(accepts)});
  });
}

void PolicyReader::read_rounds() {
  each(map_, "rounds", [&](YamlMap& m) {
    const auto earliest = m.time("earliest");
    const auto latest = m.time("latest");
    policy_.rounds.push_back(
        {m.text("name"), earliest.value_or(base::TimeOfDay{}), latest.value_or(base::TimeOfDay{})});
  });
}

std::vector<escalation::Alias> PolicyReader::aliases(YamlMap& map, std::string_view key) {
  std::vector<escalation::Alias> out;
  const YamlNode* node = map.map(key);
  if (!node) return out;
  YamlMap words(*node, map.path_of(key), report_);
  for (const YamlNode& c : node->children) out.push_back({c.key, words.list(c.key)});
  return out;
}

void PolicyReader::read_aliases() {
  const YamlNode* node = map_.map("aliases");
  if (!node) return;
  YamlMap map(*node, "aliases", report_);
  policy_.role_aliases = aliases(map, "roles");
  policy_.tag_aliases = aliases(map, "tags");
  map.finish();
}

void PolicyReader::read_criteria() {
  each(map_, "criteria", [&](YamlMap& m) {
    escalation::CriteriaSet set;
    set.name = m.text("name");
    each(m, "of", [&](YamlMap& c) { set.of.push_back({c.text("id"), c.text("text")}); });
    policy_.criteria.push_back(std::move(set));
  });
}

void PolicyReader::read_gates() {
  each(map_, "gates", [&](YamlMap& m) {
    escalation::Gate gate;
    gate.action = m.text("action");
    gate.rows = m.list("rows");
    gate.days = read_days(m, "days");
    each(m, "requires", [&](YamlMap& r) {
      if (const YamlNode* node = r.map("that"))
        gate.requires_that.push_back(read_condition(*node, r.path_of("that"), report_));
      else
        gate.requires_that.emplace_back();
      gate.missing.push_back(r.text("missing"));
    });
    gate.override_role = m.text("override_role");
    policy_.gates.push_back(std::move(gate));
  });
}

void PolicyReader::read_steps() {
  const auto items = map_.maps("steps");
  for (size_t i = 0; i < items.size(); ++i)
    policy_.steps.push_back(read_step(*items[i], "steps[" + std::to_string(i) + "]", report_));
}

void PolicyReader::read_tail() {
  const YamlNode* node = map_.map("tail");
  if (!node) return;
  YamlMap map(*node, "tail", report_);
  if (!map.has("do"))
    map.complain("do", "the tail does not say what it does.",
                 "Write do: repeat_daily, do: stop_with_open_task or do: chain.");
  policy_.tail.kind = choice<escalation::TailKind>(map, "do").value_or(policy_.tail.kind);
  policy_.tail.steps = map.list("steps");
  policy_.tail.rows = map.list("rows");
  policy_.tail.chain = map.text("chain");
  policy_.tail.covered = map.list("covered");
  read_tail_task(map);
  map.finish();
}

void PolicyReader::read_tail_task(YamlMap& tail) {
  const YamlNode* node = tail.map("task");
  if (!node) return;
  YamlMap map(*node, "tail/task", report_);
  escalation::Step& task = policy_.tail.task;
  task.action = job::Kind::kTask;
  task.id = map.text("id");
  task.rows = map.list("rows");
  task.about = map.text("about");
  task.audience.selector = escalation::Selector::kRole;
  task.audience.role = map.text("role");
  task.expires = map.time("expires");
  task.priority = map.number("priority", 0, 999).value_or(task.priority);
  task.days.ranges = {{policy_.last_day + 1, 0}};
  map.finish();
}

}  // namespace

base::Parsed<Policy> read_policy(std::string_view yaml, std::string_view file) {
  base::Parsed<Policy> out;
  base::Parsed<YamlNode> tree = read_yaml(yaml, file);
  out.problems = std::move(tree.problems);
  // Without a tree there is nothing to check; everything else is said in one go.
  if (tree.value.kind == YamlNode::Kind::kNull && out.has_errors()) return out;
  YamlReport report(file);
  out.value = PolicyReader(tree.value, report).read();
  std::vector<escalation::PolicyFault> faults = escalation::check_policy(out.value);
  for (escalation::PolicyFault& f : faults)
    if (!report.has_problem(f.at)) report.complain_at(f.at, std::move(f.what), std::move(f.mend));
  const auto more = report.take();
  out.problems.insert(out.problems.end(), more.begin(), more.end());
  std::stable_sort(out.problems.begin(), out.problems.end(),
                   [](const base::Problem& a, const base::Problem& b) { return a.line < b.line; });
  return out;
}

base::Problem problem_at(std::string_view yaml, std::string_view file, const escalation::PolicyFault& fault) {
  const base::Parsed<YamlNode> tree = read_yaml(yaml, file);
  YamlReport report(file);
  PolicyReader(tree.value, report).read();
  report.complain_at(fault.at, fault.what, fault.mend);
  return report.take().back();
}

}  // namespace firstday::config
