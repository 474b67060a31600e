#include "escalation/check_step.h"

#include <algorithm>
#include <set>

#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "escalation/rules.h"
#include "escalation/visit_outcomes.h"

namespace firstday::escalation {

namespace {

using job::Kind;

bool has_script(Kind kind) {
  return kind == Kind::kText || kind == Kind::kEmail || kind == Kind::kVoice || kind == Kind::kCall ||
         kind == Kind::kVoicemail || kind == Kind::kLetter || kind == Kind::kCard ||
         kind == Kind::kAppMessage;
}

/// Anyone may read it over a shoulder: it says that the child is absent and nothing else.
bool is_open_message(Kind kind) {
  return kind == Kind::kText || kind == Kind::kVoice || kind == Kind::kVoicemail ||
         kind == Kind::kAppMessage || kind == Kind::kCall;
}

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::string_view kCallOutcomes[] = {"no_answer",    "left_message",       "answered_no_reason",
                                              "reason_given", "set_off_for_school", "international_tone",
                                              "wrong_number", "number_dead"};
constexpr std::string_view kVoicemails[] = {"absence", "international_tone", "return_call"};

class StepCheck {
 public:
  StepCheck(const Policy& policy, size_t index, std::vector<PolicyFault>& out)
      : policy_(policy),
        step_(policy.steps[index]),
        index_(index),
        at_("steps[" + std::to_string(index) + "]"),
        out_(out) {}

  void run() {
    check_id();
    check_rows();
    check_days();
    check_tiers();
    check_after();
    check_when();
    check_order();
    check_outcomes();
    check_condition(step_.when);
    check_audience();
    check_words();
    check_fit();
  }

 private:
  void fault(std::string_view key, std::string what, std::string mend) {
    out_.push_back({key.empty() ? at_ : at_ + "/" + std::string(key), std::move(what), std::move(mend)});
  }

  void check_id();
  void check_rows();
  void check_days();
  void check_due_days();
  void check_occurrence();
  bool follows() const;
  void check_when();
  void check_order();
  void check_names(std::string_view key, const std::vector<std::string>& names);
  void check_group();
  void check_outcomes();
  void check_question();
  void check_fanout();
  void check_tiers();
  void check_after();
  bool in_circle() const;
  void check_condition(const Condition& c);
  void check_audience();
  void check_role();
  void check_words();
  void check_fit();
  void check_expiry();

  const Policy& policy_;
  const Step& step_;
  const size_t index_;
  const std::string at_;
  std::vector<PolicyFault>& out_;
};

void StepCheck::check_id() {
  if (!is_name(step_.id) || step_.id.rfind(kGapPrefix, 0) == 0)
    fault("id", "'" + step_.id + "' cannot be a step's id.",
          "Use small letters, digits and '-', beginning with a letter but not with 'rule-'.");
  for (size_t i = 0; i < index_; ++i)
    if (policy_.steps[i].id == step_.id && !step_.id.empty())
      return fault("id", "the id '" + step_.id + "' is there twice.",
                   "Each step needs its own: it is part of its jobs' keys.");
}

void StepCheck::check_rows() {
  if (step_.rows.empty() && !follows())
    fault("rows", "the step names no row.", "Name the obligation it carries, as in rows: [000-03].");
  for (const std::string& row : step_.rows)
    if (!is_row_id(row))
      fault("rows", "'" + row + "' is not the id of a row.",
            "Three digits, '-', two digits, as in 000-14; or the word rule.");
}

/// Another step's outcome calls for it.
bool StepCheck::follows() const {
  return std::any_of(policy_.steps.begin(), policy_.steps.end(), [&](const Step& s) {
    return std::any_of(s.on_outcome.begin(), s.on_outcome.end(),
                       [&](const OutcomeRule& r) { return has(r.steps, step_.id); });
  });
}

void StepCheck::check_days() {
  if (!step_.due_days.empty()) check_due_days();
  const bool called_for = step_.on == Trigger::kFlag || !step_.due_days.empty() || follows();
  if (step_.days.empty() && !called_for)
    return fault("days", "the step has no days.", "Say when it is due, as in days: \"1\".");
  if (!step_.days.empty() && called_for)
    fault("days", "the step has days, and something else that calls for it.", "Keep one of the two.");
  for (const DayRange& r : step_.days.ranges) {
    if (r.from > policy_.last_day && policy_.last_day > 0)
      fault("days",
            "day " + std::to_string(r.from) + " is never reached: the policy ends with day " +
                std::to_string(policy_.last_day) + ".",
            "Raise last_day, or leave it to tail:.");
    else if (!r.open_ended() && r.to > policy_.last_day && policy_.last_day > 0)
      fault("days", "the days go beyond day " + std::to_string(policy_.last_day) + ", the last.",
            "Raise last_day, or end the range with it.");
  }
  check_occurrence();
}

void StepCheck::check_due_days() {
  for (const DueDay& due : step_.due_days) {
    if (std::none_of(policy_.tiers.begin(), policy_.tiers.end(),
                     [&](const Tier& t) { return t.name == due.tier; }))
      fault("due_day", "no tier is called '" + due.tier + "'.", "Use the name of a tier.");
    if (due.day > policy_.last_day && policy_.last_day > 0)
      fault("due_day",
            "day " + std::to_string(due.day) + " is never reached: the policy ends with day " +
                std::to_string(policy_.last_day) + ".",
            "Raise last_day.");
  }
}

void StepCheck::check_occurrence() {
  const bool once = step_.occurrence == Occurrence::kOnceInRange ||
                    step_.occurrence == Occurrence::kOncePerCase || !step_.due_days.empty();
  if (once && step_.days.ranges.size() > 1)
    fault("days", "what is due once needs one range of days.", "Make a step of each range.");
  if (step_.catch_up && !once)
    fault("catch_up", "only what is due once can be caught up.",
          "Say occurrence: once_in_range or once_per_case.");
  if (step_.occurrence == Occurrence::kEachRound && policy_.rounds.empty())
    fault("occurrence", "the policy has no rounds.", "Say rounds: with name, earliest and latest.");
  for (const std::string& round : step_.rounds)
    if (std::none_of(policy_.rounds.begin(), policy_.rounds.end(),
                     [&](const Round& r) { return r.name == round; }))
      fault("rounds", "no round is called '" + round + "'.", "Use the name of a round.");
}

void StepCheck::check_names(std::string_view key, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (policy_.step(name) == nullptr)
      fault(key, "no step is called '" + name + "'.", "Use the id of a step.");
}

void StepCheck::check_when() {
  if (step_.unless_done) check_names("unless_done", step_.unless_done->steps);
  if (!step_.gate.empty() && !policy_.gate(step_.gate))
    fault("gate", "there is no gate '" + step_.gate + "'.", "Describe it under gates:.");
  const auto& sets = policy_.criteria;
  if (!step_.criteria.empty() &&
      std::none_of(sets.begin(), sets.end(), [&](const CriteriaSet& c) { return c.name == step_.criteria; }))
    fault("criteria", "there is no set '" + step_.criteria + "'.", "Describe it under criteria:.");
  if (!step_.group.empty()) check_group();
}

void StepCheck::check_group() {
  const auto of_group = [&](const Step& s) { return s.group == step_.group; };
  const auto members = std::count_if(policy_.steps.begin(), policy_.steps.end(), of_group);
  if (members < 2)
    fault("group", "'" + step_.group + "' has one step only, which is no alternative.",
          "Name the other under the same group:.");
  if (step_.min_of_group < 1 || step_.min_of_group > members)
    fault("min_of_group", "it is not said how many of the group must be done.",
          "Say min_of_group: 1, or more up to the number of its steps.");
}

void StepCheck::check_order() {
  if (!step_.after_round.empty() && step_.after.empty())
    fault("after_round", "there is nothing to go after.", "Say after which step, with after:.");
  const auto& rounds = policy_.rounds;
  if (!step_.after_round.empty() &&
      std::none_of(rounds.begin(), rounds.end(), [&](const Round& r) { return r.name == step_.after_round; }))
    fault("after_round", "no round is called '" + step_.after_round + "'.", "Use the name of a round.");
}

void StepCheck::check_outcomes() {
  for (const OutcomeRule& rule : step_.on_outcome) {
    check_names("on_outcome", rule.steps);
    const bool visit = step_.action == Kind::kVisit;
    const bool known =
        step_.action == Kind::kCall
            ? has(std::span<const std::string_view>(kCallOutcomes), rule.outcome)
            : !visit || has(visit_outcomes(), rule.outcome) || has(visit_outcome_groups(), rule.outcome);
    if (!known)
      fault("on_outcome",
            "'" + rule.outcome + "' is no outcome of a " + std::string(job::word(step_.action)) + ".",
            "The outcomes are in config/policies/README.md.");
  }
}

void StepCheck::check_tiers() {
  for (const std::string& tier : step_.tiers)
    if (std::none_of(policy_.tiers.begin(), policy_.tiers.end(),
                     [&](const Tier& t) { return t.name == tier; }))
      fault("tiers", "no tier is called '" + tier + "'.", "Use the name of a tier.");
}

bool StepCheck::in_circle() const {
  std::set<std::string> seen;
  for (const Step* s = &step_; s && !s->after.empty(); s = policy_.step(s->after))
    if (!seen.insert(s->id).second) return true;
  return false;
}

void StepCheck::check_after() {
  if (step_.wait_minutes && step_.after.empty())
    fault("wait_minutes", "there is nothing to wait for.", "Say after which step, with after:.");
  if (step_.after.empty()) return;
  const auto first = std::find_if(policy_.steps.begin(), policy_.steps.end(),
                                  [&](const Step& s) { return s.id == step_.after; });
  if (first == policy_.steps.end())
    return fault("after", "no step is called '" + step_.after + "'.", "Use the id of a step.");
  if (in_circle())
    return fault("after", "these steps wait for each other in a circle.", "One of them must go first.");
  if (first - policy_.steps.begin() > static_cast<std::ptrdiff_t>(index_))
    fault("after", "'" + step_.after + "' stands below this step.",
          "Write the steps in the order they are done.");
  if (!first->days.empty() && !step_.days.empty() && !first->days.overlaps(step_.days))
    fault("after", "'" + step_.after + "' is due on other days than this step.",
          "Wait for a step of the same day.");
}

void StepCheck::check_condition(const Condition& c) {
  for (const Condition& part : c.of) check_condition(part);
  if (c.kind != Condition::Kind::kFact) return;
  const bool asks = c.fact == FactWord::kDecision || c.fact == FactWord::kDecisionToday;
  const bool asked = std::any_of(policy_.steps.begin(), policy_.steps.end(), [&](const Step& s) {
    return s.action == Kind::kDecide && s.about == c.about;
  });
  if (asks && !asked)
    fault("when", "no step asks for the decision '" + c.about + "', so this is never true.",
          "Add a step with action: decide and about: " + c.about + ".");
  const bool visits = c.fact == FactWord::kVisitToday || c.fact == FactWord::kVisitEver;
  if (visits && !has(visit_outcomes(), c.value) && !has(visit_outcome_groups(), c.value))
    fault("when", "'" + c.value + "' is no outcome of a visit.",
          "The outcomes are in config/policies/README.md.");
  if (c.fact == FactWord::kProfessional && role_kind(c.value) != RoleKind::kProfessional)
    fault("when", "the roll names nobody in the role '" + c.value + "' for a pupil.",
          "The roles are in config/policies/README.md.");
}

void StepCheck::check_role() {
  const Audience& a = step_.audience;
  const auto kind = role_kind(a.role);
  if (!kind || (kind == RoleKind::kRecords && step_.action != Kind::kRecord))
    fault("audience", "'" + a.role + "' is not a role.", "The roles are in config/policies/README.md.");
  const bool professional = kind == RoleKind::kProfessional;
  const bool ends_at_school = !a.fallback.empty() && role_kind(a.fallback.back()) == RoleKind::kSchool;
  if (professional && !a.where_applicable && !ends_at_school)
    fault("audience", "the roll may name nobody in the role '" + a.role + "'.",
          "Say who in the school is told then, as in fallback: dsl, or where_applicable: true.");
  if (!professional && (!a.fallback.empty() || a.where_applicable))
    fault("audience", "a fallback is only for roles that the roll names.", "Take it out.");
}

void StepCheck::check_audience() {
  const bool house = step_.action == Kind::kVisit || step_.action == Kind::kCard;
  const bool family = job::channel_for(step_.action).has_value() && !house;
  const Selector selector = step_.audience.selector;
  if (selector == Selector::kRole) check_role();
  if (house ? selector != Selector::kHome : selector == Selector::kHome)
    fault("audience", "a visit or a card goes to the home, and nothing else does.",
          "Use selector: home with action: visit or card.");
  else if (family && (selector == Selector::kRole || selector == Selector::kSiblingSchools))
    fault("audience", "a " + std::string(job::word(step_.action)) + " goes to contacts, not to a role.",
          "Use a selector such as parents_and_carers.");
  else if (selector == Selector::kSiblingSchools && step_.action != Kind::kEnquiry)
    fault("audience", "schools of brothers and sisters are only asked.", "Use action: enquiry.");
  else if (!family && !house && selector != Selector::kRole && selector != Selector::kSiblingSchools)
    fault("audience", "a staff task goes to a role, not to contacts.", "Use role:, as in {role: office}.");
  check_fanout();
}

void StepCheck::check_fanout() {
  const Audience& a = step_.audience;
  const bool ladder = a.fanout == Fanout::kInOrder;
  if (ladder && step_.action != Kind::kCall)
    fault("audience", "only calls are made in order until one is of avail.", "Take fanout: out.");
  if (ladder != (a.stop_on != StopOn::kNothing))
    fault("audience", "calls in order need to know when to stop, and nothing else does.",
          "Say fanout: in_order and stop_on: answered or reason_given.");
  if ((a.selector == Selector::kNthContact) != (a.nth > 0))
    fault("audience", "a single contact is named by its place.", "Say selector: contact and nth: 1.");
}

void StepCheck::check_words() {
  if (has_script(step_.action) && step_.template_name.empty())
    fault("template", "a " + std::string(job::word(step_.action)) + " needs a template.",
          "Name a folder of templates/.");
  const bool others = step_.audience.selector == Selector::kAllContacts ||
                      step_.audience.selector == Selector::kOtherContacts ||
                      step_.audience.selector == Selector::kEmergencyContacts;
  if (step_.action == Kind::kCall && others && step_.template_for_others.empty())
    fault("template_for_others", "people who are not parents or carers are rung without words of their own.",
          "Name a template that only asks for the parent to ring.");
  const bool voicemail =
      step_.action == Kind::kVoicemail && has(std::span<const std::string_view>(kVoicemails), step_.about);
  if (is_open_message(step_.action) && step_.about != "absence" && !voicemail)
    fault("about",
          "a " + std::string(job::word(step_.action)) + " may say that the child is absent and nothing else.",
          "Say about: absence.");
  if (step_.about.empty()) fault("about", "the step does not say what it is about.", "Add about:.");
  const auto known = decision_words();
  if (step_.action == Kind::kDecide && std::find(known.begin(), known.end(), step_.about) == known.end())
    fault("about", "'" + step_.about + "' is not a decision that can be recorded.",
          "The decisions are in config/policies/README.md.");
}

void StepCheck::check_fit() {
  const auto only_for = [&](bool used, std::string_view key, Kind kind) {
    if (used && step_.action != kind)
      fault(key, std::string(key) + " is only for action: " + std::string(job::word(kind)) + ".",
            "Take it out.");
  };
  only_for(step_.separately, "separately", Kind::kLetter);
  only_for(!step_.postage.empty(), "postage", Kind::kLetter);
  only_for(step_.visit.min_staff > 0, "min_staff", Kind::kVisit);
  only_for(!step_.visit.required_role.empty(), "required_role", Kind::kVisit);
  only_for(step_.visit.risk_assessment, "risk_assessment", Kind::kVisit);
  only_for(!step_.visit.safety.empty(), "safety", Kind::kVisit);
  only_for(step_.keep_copy, "keep_copy", Kind::kCard);
  only_for(!step_.attach.empty(), "attach", Kind::kRefer);
  only_for(!step_.criteria.empty(), "criteria", Kind::kRefer);
  only_for(!step_.must_state.empty(), "must_state", Kind::kLetter);
  only_for(!step_.decision.considerations.empty(), "considerations", Kind::kDecide);
  only_for(!step_.decision.options.empty(), "options", Kind::kDecide);
  only_for(step_.decision.rationale != Rationale::kNone, "rationale", Kind::kDecide);
  only_for(!step_.decision.default_option.empty(), "default", Kind::kDecide);
  only_for(!step_.decision.confirms.empty(), "confirms", Kind::kDecide);
  only_for(!step_.decision.consult.empty(), "consult", Kind::kDecide);
  only_for(!step_.decision.if_undecided.empty(), "if_undecided", Kind::kDecide);
  if (step_.action != Kind::kCall && step_.action != Kind::kVoicemail && !step_.template_for_others.empty())
    fault("template_for_others", "only calls and messages have words of their own for others.",
          "Take it out.");
  only_for(!step_.voicemail_template.empty(), "voicemail_template", Kind::kCall);
  if (step_.action == Kind::kLetter && !step_.separately)
    fault("separately", "letters go to each person separately.", "Say separately: true.");
  if (step_.catch_up && is_open_message(step_.action))
    fault("catch_up", "a text or call is not made up on a later day.", "Take it out.");
  if (step_.deadline.hours > 0 && is_open_message(step_.action))
    fault("deadline", "a text or call has no deadline; it expires.", "Use expires:, or take it out.");
  check_question();
  check_expiry();
}

void StepCheck::check_question() {
  const std::vector<std::string> plain = {"yes", "no"};
  const auto& options = step_.decision.options.empty() ? plain : step_.decision.options;
  for (const std::string& option : step_.decision.rationale_on)
    if (!has(options, option))
      fault("rationale_on", "'" + option + "' is none of the answers.", "Use one of options:.");
  if (!step_.decision.default_option.empty() && !has(options, step_.decision.default_option))
    fault("default", "'" + step_.decision.default_option + "' is none of the answers.",
          "Use one of options:.");
  for (const std::string& role : step_.decision.consult)
    if (!role_kind(role))
      fault("consult", "'" + role + "' is not a role.", "The roles are in config/policies/README.md.");
  if (!step_.decision.if_undecided.empty() && role_kind(step_.decision.if_undecided) != RoleKind::kSchool)
    fault("if_undecided", "'" + step_.decision.if_undecided + "' is no role of the school.",
          "Say slt, head, or another role of the school.");
}

void StepCheck::check_expiry() {
  const base::TimeOfDay until = step_.expires.value_or(policy_.hours_to);
  if (is_open_message(step_.action) && (until <= policy_.hours_from || until > policy_.hours_to))
    fault("expires", "it expires outside the hours in which families are contacted.",
          "Give a time within hours:.");
  if (step_.at && is_open_message(step_.action) && *step_.at >= until)
    fault("at", "it is due only after it has expired.", "Give an earlier time, or a later expires:.");
}

}  // namespace

bool is_name(std::string_view text) {
  if (text.empty() || text[0] < 'a' || text[0] > 'z') return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

void check_step(const Policy& policy, size_t index, std::vector<PolicyFault>& out) {
  StepCheck(policy, index, out).run();
}

}  // namespace firstday::escalation
