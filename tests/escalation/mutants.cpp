#include "escalation/mutants.h"

#include <algorithm>

namespace firstday::escalation::testing {

namespace {

void forget(Step& step, const std::string& id) {
  if (step.after == id) {
    step.after.clear();
    step.after_round.clear();
  }
  if (step.unless_done) {
    std::erase(step.unless_done->steps, id);
    if (step.unless_done->steps.empty()) step.unless_done.reset();
  }
  for (OutcomeRule& rule : step.on_outcome) std::erase(rule.steps, id);
  std::erase_if(step.on_outcome, [](const OutcomeRule& rule) { return rule.steps.empty(); });
}

}  // namespace

Policy without_step(const Policy& whole, const std::string& id) {
  Policy out = whole;
  std::erase_if(out.steps, [&](const Step& s) { return s.id == id; });
  for (Step& step : out.steps) forget(step, id);
  std::erase(out.tail.steps, id);
  std::erase(out.tail.covered, id);
  return out;
}

std::vector<Mutant> without_each_step(const Policy& whole) {
  std::vector<Mutant> out;
  out.reserve(whole.steps.size());
  for (const Step& step : whole.steps)
    out.push_back({"without " + step.id, step.id, without_step(whole, step.id)});
  return out;
}

namespace {

struct Particular {
  const char* what;
  bool (*is_there)(const Step&);
  void (*take)(Step&);
};

constexpr Particular kParticulars[] = {
    {"when", [](const Step& s) { return s.when.kind != Condition::Kind::kAlways; },
     [](Step& s) { s.when = {}; }},
    {"only_if", [](const Step& s) { return s.only_if != job::OnlyIf::kAlways; },
     [](Step& s) { s.only_if = job::OnlyIf::kAlways; }},
    {"unless_done", [](const Step& s) { return s.unless_done.has_value(); },
     [](Step& s) { s.unless_done.reset(); }},
    {"tiers", [](const Step& s) { return !s.tiers.empty(); }, [](Step& s) { s.tiers.clear(); }},
    {"gate", [](const Step& s) { return !s.gate.empty(); }, [](Step& s) { s.gate.clear(); }},
    {"group", [](const Step& s) { return !s.group.empty(); }, [](Step& s) { s.group.clear(); }},
    {"after", [](const Step& s) { return !s.after.empty(); }, [](Step& s) { s.after.clear(); }},
    {"at", [](const Step& s) { return s.at || s.at_school_end; },
     [](Step& s) { s.at.reset(), s.at_school_end = false; }},
    {"deadline",
     [](const Step& s) { return s.deadline.hours > 0 || s.deadline.day > 0 || s.deadline.at.has_value(); },
     [](Step& s) { s.deadline = {}; }},
    {"min_staff", [](const Step& s) { return s.visit.min_staff > 0; },
     [](Step& s) { s.visit.min_staff = 0; }},
    {"separately", [](const Step& s) { return s.separately; }, [](Step& s) { s.separately = false; }},
    {"considerations", [](const Step& s) { return !s.decision.considerations.empty(); },
     [](Step& s) { s.decision.considerations.pop_back(); }},
    {"rationale: always", [](const Step& s) { return s.decision.rationale == Rationale::kAlways; },
     [](Step& s) { s.decision.rationale = Rationale::kNone; }},
    {"in_order", [](const Step& s) { return s.audience.fanout == Fanout::kInOrder; },
     [](Step& s) { s.audience.fanout = Fanout::kEach; }},
    {"stop_on", [](const Step& s) { return s.audience.stop_on != StopOn::kNothing; },
     [](Step& s) { s.audience.stop_on = StopOn::kNothing; }},
    {"where_applicable", [](const Step& s) { return s.audience.where_applicable; },
     [](Step& s) { s.audience.where_applicable = false; }},
    {"once", [](const Step& s) { return s.catch_up && !s.days.empty(); },
     [](Step& s) { s.occurrence = Occurrence::kEachDay, s.catch_up = false; }},
    {"despite_reason", [](const Step& s) { return s.despite_reason; },
     [](Step& s) { s.despite_reason = false; }},
};

void add_outcomes(const Policy& whole, size_t n, std::vector<Mutant>& out) {
  const Step& step = whole.steps[n];
  for (size_t i = 0; i < step.on_outcome.size(); ++i) {
    Mutant m{step.id + " without on_outcome: " + step.on_outcome[i].outcome, step.id, whole};
    auto& rules = m.policy.steps[n].on_outcome;
    rules.erase(rules.begin() + static_cast<std::ptrdiff_t>(i));
    out.push_back(std::move(m));
  }
}

void add_gates(const Policy& whole, std::vector<Mutant>& out) {
  for (size_t g = 0; g < whole.gates.size(); ++g) {
    const Gate& gate = whole.gates[g];
    for (size_t i = 0; i < gate.requires_that.size(); ++i) {
      Mutant m{gate.action + " without " + gate.missing[i], gate.action, whole};
      Gate& less = m.policy.gates[g];
      less.requires_that.erase(less.requires_that.begin() + static_cast<std::ptrdiff_t>(i));
      less.missing.erase(less.missing.begin() + static_cast<std::ptrdiff_t>(i));
      out.push_back(std::move(m));
    }
    if (gate.override_role.empty()) continue;
    out.push_back({gate.action + " without override_role", gate.action, whole});
    out.back().policy.gates[g].override_role.clear();
  }
}

}  // namespace

std::vector<Mutant> without_each_particular(const Policy& whole) {
  std::vector<Mutant> out;
  for (size_t n = 0; n < whole.steps.size(); ++n) {
    for (const Particular& p : kParticulars) {
      if (!p.is_there(whole.steps[n])) continue;
      out.push_back({whole.steps[n].id + " without " + p.what, whole.steps[n].id, whole});
      p.take(out.back().policy.steps[n]);
    }
    add_outcomes(whole, n, out);
  }
  add_gates(whole, out);
  for (const std::string& step : whole.tail.steps) {
    out.push_back({"the tail without " + step, step, whole});
    std::erase(out.back().policy.tail.steps, step);
  }
  return out;
}

}  // namespace firstday::escalation::testing
