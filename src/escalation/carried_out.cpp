#include "escalation/carried_out.h"

#include "escalation/policy_words.h"
#include "escalation/situation.h"

namespace firstday::escalation {

namespace {

class Refusals {
 public:
  std::vector<PolicyFault> of(const Policy& policy);

 private:
  void refuse_if(bool uses, std::string at, std::string_view what) {
    if (uses)
      out_.push_back({std::move(at), std::string(what) + ": the engine does not carry this out yet.",
                      "Take it out, and say in config/policies/README.md what the policy leaves undone."});
  }
  void timing(const Step& step, const std::string& at);
  void directing(const Audience& audience, const std::string& at);
  void doing(const Step& step, const std::string& at);
  void condition(const Condition& c, const std::string& at);
  void whole(const Policy& policy);

  std::vector<PolicyFault> out_;
};

void Refusals::timing(const Step& s, const std::string& at) {
  refuse_if(s.occurrence == Occurrence::kEachRound || !s.rounds.empty(), at + "/occurrence",
            "rounds within a day");
  refuse_if(!s.due_days.empty(), at + "/due_day", "a due day for each tier");
  refuse_if(s.unless_done.has_value(), at + "/unless_done", "unless_done");
  refuse_if(!s.group.empty() || s.min_of_group > 0, at + "/group", "a group of alternatives");
  refuse_if(!s.gate.empty(), at + "/gate", "a gate");
  refuse_if(!s.criteria.empty(), at + "/criteria", "a set of criteria");
  refuse_if(s.mode != Mode::kMandatory, at + "/mode", "a mode other than mandatory");
  condition(s.when, at + "/when");
}

void Refusals::condition(const Condition& c, const std::string& at) {
  refuse_if(c.kind == Condition::Kind::kFact && !is_known_fact(c.fact), at,
            "the fact '" + std::string(word_of(c.fact)) + "'");
  for (const Condition& part : c.of) condition(part, at);
}

void Refusals::directing(const Audience& a, const std::string& at) {
  const bool known = a.selector == Selector::kParentsAndCarers || a.selector == Selector::kAllContacts ||
                     a.selector == Selector::kOtherContacts || a.selector == Selector::kHome ||
                     a.selector == Selector::kRole;
  refuse_if(!known, at + "/selector", "the audience '" + std::string(word_of(a.selector)) + "'");
  refuse_if(a.fanout != Fanout::kEach, at + "/fanout", "a fanout other than each");
  refuse_if(a.stop_on != StopOn::kNothing, at + "/stop_on",
            "stop_on (only_if says as much for one school day)");
  refuse_if(a.max > 0, at + "/max", "a largest number of people");
  refuse_if(a.retries > 0, at + "/retries", "retries");
}

void Refusals::doing(const Step& s, const std::string& at) {
  using job::Kind;
  const bool known = s.action == Kind::kText || s.action == Kind::kCall || s.action == Kind::kLetter ||
                     s.action == Kind::kVisit || s.action == Kind::kDecide || s.action == Kind::kNotify ||
                     s.action == Kind::kRecord || s.action == Kind::kTask;
  refuse_if(!known, at + "/action", "the action '" + std::string(job::word(s.action)) + "'");
  refuse_if(!s.must_state.empty(), at + "/must_state", "must_state");
  refuse_if(!s.visit.required_role.empty(), at + "/required_role", "a role that a visit needs");
  refuse_if(s.visit.risk_assessment, at + "/risk_assessment", "a risk assessment before a visit");
  refuse_if(!s.visit.safety.empty(), at + "/safety", "a lone-working profile");
  refuse_if(s.decision.rationale == Rationale::kOnOptions, at + "/rationale",
            "a rationale for some options only");
  refuse_if(!s.decision.if_undecided.empty(), at + "/if_undecided", "if_undecided");
  refuse_if(!s.on_outcome.empty(), at + "/on_outcome", "steps that follow from an outcome");
}

void Refusals::whole(const Policy& p) {
  refuse_if(p.effective_from || p.effective_to, "effective_from", "effective dates");
  refuse_if(p.clock.unit != ClockUnit::kSchoolDay, "clock/unit",
            "a clock that counts anything but school days");
  refuse_if(p.clock.origin != ClockOrigin::kAbsence, "clock/origin",
            "a clock that starts elsewhere than the absence");
  refuse_if(p.clock.on_resume != OnResume::kContinue, "clock/on_resume", "a count that restarts");
  refuse_if(!p.rounds.empty(), "rounds", "rounds within a day");
  refuse_if(!p.includes.empty(), "include", "another policy included");
  refuse_if(!p.criteria.empty(), "criteria", "sets of criteria");
  refuse_if(!p.gates.empty(), "gates", "gates");
  refuse_if(p.tail.kind == TailKind::kChain, "tail/do", "a tail that goes on in another policy");
}

std::vector<PolicyFault> Refusals::of(const Policy& policy) {
  whole(policy);
  for (size_t i = 0; i < policy.steps.size(); ++i) {
    const std::string at = "steps[" + std::to_string(i) + "]";
    timing(policy.steps[i], at);
    directing(policy.steps[i].audience, at + "/audience");
    doing(policy.steps[i], at);
  }
  return std::move(out_);
}

}  // namespace

std::vector<PolicyFault> not_carried_out(const Policy& policy) {
  return Refusals().of(policy);
}

}  // namespace firstday::escalation
