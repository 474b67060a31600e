#include "escalation/check_policy.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "escalation/check_condition.h"
#include "escalation/check_step.h"
#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "escalation/rules.h"

namespace firstday::escalation {

namespace {

using Faults = std::vector<PolicyFault>;

std::string item(std::string_view key, size_t i) {
  return std::string(key) + "[" + std::to_string(i) + "]";
}

bool is_code_or_class(const std::string& word) {
  if (from_word<roll::CodeClass>(word)) return true;
  const auto cls = word.size() <= 2 ? roll::class_of(roll::Code(word)) : roll::CodeClass::kUnknown;
  return cls != roll::CodeClass::kUnknown && cls != roll::CodeClass::kNoMark;
}

void check_head(const Policy& p, Faults& out) {
  if (!is_name(p.id))
    out.push_back({"policy", "the policy has no name.", "Give it one of small letters, digits and '-'."});
  if (p.version < 1)
    out.push_back({"version", "the version must be 1 or more.", "Raise it whenever the steps change."});
  if (p.title.empty()) out.push_back({"title", "there is no title.", "Name the published procedure."});
  if (p.source.empty()) out.push_back({"source", "there is no source.", "Say who published the procedure."});
  if (p.last_day < 1)
    out.push_back(
        {"last_day", "there is no last day.", "Give the last school day that the procedure speaks of."});
  if (p.hours_from >= p.hours_to)
    out.push_back({"hours", "the hours end before they begin.", "Give from and to, as in from: \"08:00\"."});
  for (size_t i = 0; i < p.record_to.size(); ++i)
    if (role_kind(p.record_to[i]) != RoleKind::kRecords)
      out.push_back({item("record_to", i), "'" + p.record_to[i] + "' is no place that records are kept in.",
                     "Known are sims, cpoms and integris."});
}

/// Which list a code or class stands in, and where; so that no code has two meanings.
class ClockCheck {
 public:
  explicit ClockCheck(Faults& out) : out_(out) {}

  void list(const std::vector<std::string>& words, const std::string& at) {
    for (size_t i = 0; i < words.size(); ++i) {
      if (!is_code_or_class(words[i]))
        out_.push_back({item(at, i), "'" + words[i] + "' is neither an attendance code nor a class of codes.",
                        "Quote codes such as \"N\"; the classes are in config/policies/README.md."});
      if (!seen_.emplace(words[i], at).second)
        out_.push_back({item(at, i), "'" + words[i] + "' already stands in " + seen_[words[i]] + ".",
                        "A code counts, is neutral, or ends the absence: keep it in one list."});
    }
  }

  void coverage() {
    for (const Word<roll::CodeClass>& c : words<roll::CodeClass>()) {
      if (seen_.count(std::string(c.text)) != 0) continue;
      for (const roll::CodeMeaning& m : roll::all_codes())
        if (m.is == c.value && seen_.count(std::string(m.code)) == 0)
          out_.push_back(
              {"clock", "the clock does not say what the code '" + std::string(m.code) + "' does.",
               "Put it, or its class '" + std::string(c.text) + "', under neutral, returned or explained."});
    }
  }

 private:
  Faults& out_;
  std::map<std::string, std::string> seen_;
};

void check_clock(const Policy& p, Faults& out) {
  ClockCheck check(out);
  if (p.trigger_codes.empty())
    out.push_back(
        {"trigger_codes", "no code makes a pupil absent without a reason.", "The usual ones are N and O."});
  check.list(p.trigger_codes, "trigger_codes");
  check.list(p.clock.neutral, "clock/neutral");
  check.list(p.clock.returned, "clock/returned");
  check.list(p.clock.explained, "clock/explained");
  check.coverage();
}

void check_tiers(const Policy& p, Faults& out) {
  if (p.tiers.empty()) {
    out.push_back({"tiers", "there are no tiers.", "At least one without tags, for everyone."});
    return;
  }
  std::map<std::string, size_t> seen;
  for (size_t i = 0; i < p.tiers.size(); ++i) {
    const Tier& t = p.tiers[i];
    if (!is_name(t.name))
      out.push_back({item("tiers", i), "the tier has no name.", "Give it one, as in name: standard."});
    if (!seen.emplace(t.name, i).second)
      out.push_back({item("tiers", i), "the tier '" + t.name + "' is there twice.", "Join the two."});
    for (const std::string& role : t.accepts_reason)
      if (role_kind(role) != RoleKind::kSchool)
        out.push_back({item("tiers", i) + "/accepts_reason", "'" + role + "' is no role of the school.",
                       "Say dsl, attendance_officer, office, slt or head."});
    const bool last = i + 1 == p.tiers.size();
    if (t.tags.empty() && !last)
      out.push_back({item("tiers", i),
                     "a tier without tags takes everyone, so no later tier is ever reached.",
                     "Put it last."});
    if (!t.tags.empty() && last)
      out.push_back({item("tiers", i), "the last tier has tags, so other pupils have no tier.",
                     "Add a last tier without tags."});
  }
}

void check_aliases(const Policy& p, Faults& out) {
  for (size_t i = 0; i < p.role_aliases.size(); ++i)
    for (const std::string& role : p.role_aliases[i].also)
      if (role_kind(role) != RoleKind::kProfessional ||
          role_kind(p.role_aliases[i].word) != RoleKind::kProfessional)
        out.push_back(
            {"aliases/roles",
             "'" + p.role_aliases[i].word + ": " + role + "' does not join two professionals.",
             "Roles that the roll names are key_worker, social_worker, team_manager, family_worker, laao and "
             "virtual_school."});
}

void check_tail_task(const Policy& p, Faults& out) {
  const Step& task = p.tail.task;
  const bool twice =
      std::any_of(p.steps.begin(), p.steps.end(), [&](const Step& s) { return s.id == task.id; });
  if (!is_name(task.id) || task.id.rfind(kGapPrefix, 0) == 0 || twice)
    out.push_back(
        {"tail/task", "'" + task.id + "' cannot be the task's id.", "Use a name that no step has."});
  if (task.about.empty())
    out.push_back({"tail/task", "the task does not say what it is about.", "Add about:."});
  if (task.audience.selector != Selector::kRole || role_kind(task.audience.role) != RoleKind::kSchool)
    out.push_back({"tail/task", "the task is for nobody in the school.",
                   "Say role: dsl, or another role of the school."});
}

void check_tail(const Policy& p, Faults& out) {
  const Tail& t = p.tail;
  if (t.task.id.empty()) {
    out.push_back({"tail",
                   "the policy does not say what happens after day " + std::to_string(p.last_day) + ".",
                   "Add tail: with do, steps and a task, so that a case is never silent."});
    return;
  }
  check_tail_task(p, out);
  if (t.kind == TailKind::kChain && t.chain.empty())
    out.push_back({"tail/chain", "it is not said which policy goes on.",
                   "Name a policy, as in chain: essex-first-day-calling."});
  if (t.kind == TailKind::kRepeatDaily && t.steps.empty())
    out.push_back(
        {"tail/steps", "no step goes on after the last day.", "Name the steps that are repeated daily."});
  for (const std::string& row : t.rows)
    if (!is_row_id(row))
      out.push_back({"tail/rows", "'" + row + "' is not the id of a row.", "As in 003-08."});
  for (size_t i = 0; i < t.steps.size(); ++i) {
    const auto step =
        std::find_if(p.steps.begin(), p.steps.end(), [&](const Step& s) { return s.id == t.steps[i]; });
    if (step == p.steps.end()) {
      out.push_back(
          {item("tail/steps", i), "no step is called '" + t.steps[i] + "'.", "Use the id of a step."});
      continue;
    }
    const bool daily = step->occurrence == Occurrence::kEachDay || step->occurrence == Occurrence::kEachRound;
    if (!daily || step->days.holds(p.last_day + 1))
      out.push_back({item("tail/steps", i), "'" + t.steps[i] + "' is not a step that ends with the last day.",
                     "Only each_day steps without an open end are repeated."});
  }
}

void check_rounds(const Policy& p, Faults& out) {
  for (size_t i = 0; i < p.rounds.size(); ++i) {
    const Round& r = p.rounds[i];
    if (!is_name(r.name))
      out.push_back({item("rounds", i), "the round has no name.", "Give it one, as in name: am."});
    if (r.earliest >= r.latest)
      out.push_back({item("rounds", i), "the round ends before it begins.", "Give earliest: and latest:."});
    if (i > 0 && r.earliest < p.rounds[i - 1].latest)
      out.push_back({item("rounds", i), "the round begins before the one above ends.",
                     "Write the rounds in order, without overlap."});
  }
}

void check_gates(const Policy& p, Faults& out) {
  for (size_t i = 0; i < p.gates.size(); ++i) {
    const Gate& g = p.gates[i];
    const std::string at = item("gates", i);
    if (!is_name(g.action))
      out.push_back({at + "/action", "the gate guards nothing.", "Say action:, as in remove_from_roll."});
    if (g.rows.empty())
      out.push_back({at + "/rows", "the gate names no row.", "Name the obligation, as in rows: [000-31]."});
    for (const std::string& row : g.rows)
      if (!is_row_id(row))
        out.push_back(
            {at + "/rows", "'" + row + "' is not the id of a row.", "As in 000-31, or the word rule."});
    if (g.requires_that.empty())
      out.push_back(
          {at + "/requires", "the gate needs nothing, so it is always open.", "Say what it requires."});
    for (size_t k = 0; k < g.requires_that.size(); ++k)
      check_condition(p, g.requires_that[k], item(at + "/requires", k), out);
    for (size_t k = 0; k < g.requires_that.size(); ++k)
      if (g.missing[k].empty() || g.requires_that[k].kind == Condition::Kind::kAlways)
        out.push_back({item(at + "/requires", k),
                       "it is not said what is required, and in which words it is missing.",
                       "Give that: a condition, and missing: what to say while it is false."});
    if (!g.override_role.empty() && role_kind(g.override_role) != RoleKind::kSchool)
      out.push_back({at + "/override_role", "'" + g.override_role + "' is no role of the school.",
                     "Say dsl, or head."});
  }
}

bool covers(const Step& s, int day, const std::string& tier) {
  const bool for_tier = s.tiers.empty() || std::find(s.tiers.begin(), s.tiers.end(), tier) != s.tiers.end();
  const bool daily = s.occurrence == Occurrence::kEachDay || s.occurrence == Occurrence::kEachRound;
  return for_tier && daily && s.when.kind == Condition::Kind::kAlways && s.only_if == job::OnlyIf::kAlways &&
         s.days.holds(day);
}

void check_coverage(const Policy& p, Faults& out) {
  for (int day = 1; day <= p.last_day; ++day)
    for (const Tier& tier : p.tiers)
      if (std::none_of(p.steps.begin(), p.steps.end(),
                       [&](const Step& s) { return covers(s, day, tier.name); }))
        out.push_back(
            {"steps",
             "day " + std::to_string(day) + " has no unconditional step for the tier '" + tier.name + "'.",
             "A day without one would be silent: add a step, or lower last_day."});
}

}  // namespace

bool is_row_id(const std::string& row) {
  if (row == kOutsideRow) return true;
  return row.size() == 6 && row[3] == '-' && base::is_digits(row.substr(0, 3)) &&
         base::is_digits(row.substr(4));
}

std::vector<PolicyFault> check_policy(const Policy& policy) {
  Faults out;
  check_head(policy, out);
  check_clock(policy, out);
  check_tiers(policy, out);
  check_aliases(policy, out);
  check_rounds(policy, out);
  check_gates(policy, out);
  if (policy.steps.empty())
    out.push_back({"steps", "there are no steps.", "Add what the procedure asks for."});
  for (size_t i = 0; i < policy.steps.size(); ++i) check_step(policy, i, out);
  check_coverage(policy, out);
  check_tail(policy, out);
  return out;
}

}  // namespace firstday::escalation
