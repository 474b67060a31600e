#include "escalation/check_condition.h"

#include "base/text.h"
#include "escalation/calls.h"
#include "escalation/roles.h"
#include "escalation/step_faults.h"
#include "escalation/visit_outcomes.h"

namespace firstday::escalation {

namespace {

using job::Kind;

class ConditionCheck {
 public:
  ConditionCheck(const Policy& policy, const std::string& at, std::vector<PolicyFault>& out)
      : policy_(policy), at_(at), out_(out) {}

  void check(const Condition& c) {
    for (const Condition& part : c.of) check(part);
    if (c.kind == Condition::Kind::kAll) check_contradiction(c);
    if (c.kind == Condition::Kind::kFact) check_fact(c);
  }

 private:
  void fault(std::string what, std::string mend) { out_.push_back({at_, std::move(what), std::move(mend)}); }

  template <typename Is>
  bool some_step(Is is) const {
    return std::any_of(policy_.steps.begin(), policy_.steps.end(), is);
  }

  void check_fact(const Condition& c);
  void check_decision(const Condition& c);
  void check_visit(const Condition& c);
  void check_referral(const Condition& c);
  void check_contradiction(const Condition& all);

  const Policy& policy_;
  const std::string& at_;
  std::vector<PolicyFault>& out_;
};

bool is_decision(const Condition& c) {
  return c.kind == Condition::Kind::kFact &&
         (c.fact == FactWord::kDecision || c.fact == FactWord::kDecisionToday);
}

void ConditionCheck::check_fact(const Condition& c) {
  if (is_decision(c)) check_decision(c);
  if (c.fact == FactWord::kVisitToday || c.fact == FactWord::kVisitEver) check_visit(c);
  if (c.fact == FactWord::kReferralMade || (c.fact == FactWord::kSince && c.origin == ClockOrigin::kReferral))
    check_referral(c);
  const auto calls = call_outcome_words();
  if (c.fact == FactWord::kCallOutcome && !has(calls, c.value))
    fault("'" + c.value + "' is no outcome of a call.",
          "Use " + base::join({calls.begin(), calls.end()}, ", ") + ".");
  if (c.fact == FactWord::kProfessional && role_kind(c.value) != RoleKind::kProfessional)
    fault("the roll names nobody in the role '" + c.value + "' for a pupil.",
          "The roles are in config/policies/README.md.");
}

void ConditionCheck::check_decision(const Condition& c) {
  const auto asks = [&](const Step& s) { return s.action == Kind::kDecide && s.about == c.about; };
  if (!some_step(asks))
    return fault("no step asks for the decision '" + c.about + "', so this is never true.",
                 "Add a step with action: decide and about: " + c.about + ".");
  const std::vector<std::string> plain = {"yes", "no"};
  const auto may_be = [&](const Step& s) {
    return asks(s) && has(s.decision.options.empty() ? plain : s.decision.options, c.value);
  };
  if (!some_step(may_be))
    fault("'" + c.value + "' is no answer to '" + c.about + "', so this is never true.",
          "Use one of the question's options: yes and no, where it lists none.");
}

void ConditionCheck::check_visit(const Condition& c) {
  if (!has(visit_outcomes(), c.value) && !has(visit_outcome_groups(), c.value))
    fault("'" + c.value + "' is no outcome of a visit.", "The outcomes are in config/policies/README.md.");
  else if (!some_step([](const Step& s) { return s.action == Kind::kVisit; }))
    fault("no step asks for a visit, so this is never true.", "Add a step with action: visit.");
}

void ConditionCheck::check_referral(const Condition& c) {
  const auto makes = [&](const Step& s) {
    return s.action == Kind::kRefer && (c.value.empty() || s.about == c.value);
  };
  if (!some_step(makes))
    fault("no step makes a referral" + (c.value.empty() ? "" : " about '" + c.value + "'") +
              ", so this is never true.",
          "Add a step with action: refer" + (c.value.empty() ? "." : " and about: " + c.value + "."));
}

/// Only the newest answer counts, so a question has one.
void ConditionCheck::check_contradiction(const Condition& all) {
  for (size_t i = 0; i < all.of.size(); ++i)
    for (size_t k = 0; k < i; ++k) {
      const Condition& a = all.of[i];
      const Condition& b = all.of[k];
      if (is_decision(a) && is_decision(b) && a.about == b.about && a.value != b.value)
        fault("'" + a.about + "' cannot be both '" + b.value + "' and '" + a.value + "'.",
              "Write any: instead of all:, or keep one of them.");
    }
}

}  // namespace

void check_condition(const Policy& policy, const Condition& condition, const std::string& at,
                     std::vector<PolicyFault>& out) {
  ConditionCheck(policy, at, out).check(condition);
}

}  // namespace firstday::escalation
