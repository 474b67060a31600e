#include "escalation/gates.h"

#include <algorithm>

namespace firstday::escalation {

namespace {

bool is_overridden(const Gate& gate, const chronology::CaseFacts* facts) {
  return facts && !gate.override_role.empty() &&
         std::any_of(facts->decisions.begin(), facts->decisions.end(),
                     [&](const chronology::DecisionFact& d) {
                       return d.about == gate.action && d.answer == "override" &&
                              d.by_role == gate.override_role && d.has_rationale;
                     });
}

}  // namespace

job::GateState gate_state(const Gate& gate, const Situation& situation) {
  job::GateState out;
  out.action = gate.action;
  out.rows = gate.rows;
  if (situation.facts) out.case_id = situation.facts->id;
  if (situation.around.pupil) out.pupil = situation.around.pupil->ref;
  for (size_t i = 0; i < gate.requires_that.size(); ++i)
    if (!holds(gate.requires_that[i], situation)) out.missing.push_back(gate.missing[i]);
  out.overridden = !out.missing.empty() && is_overridden(gate, situation.facts);
  out.open = out.missing.empty() || out.overridden;
  return out;
}

}  // namespace firstday::escalation
