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

}  // namespace firstday::escalation::testing
