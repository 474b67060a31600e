#include "escalation/check_step.h"

#include <algorithm>
#include <set>

#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "escalation/rules.h"

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
  if (step_.rows.empty())
    fault("rows", "the step names no row.", "Name the obligation it carries, as in rows: [000-03].");
  for (const std::string& row : step_.rows)
    if (!is_row_id(row))
      fault("rows", "'" + row + "' is not the id of a row.",
            "Three digits, '-', two digits, as in 000-14; or the word rule.");
}

void StepCheck::check_days() {
  if (step_.days.empty())
    return fault("days", "the step has no days.", "Say when it is due, as in days: \"1\".");
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
  const bool once =
      step_.occurrence == Occurrence::kOnceInRange || step_.occurrence == Occurrence::kOncePerCase;
  if (once && step_.days.ranges.size() > 1)
    fault("days", "what is due once needs one range of days.", "Make a step of each range.");
  if (step_.catch_up && !once)
    fault("catch_up", "only what is due once can be caught up.",
          "Say occurrence: once_in_range or once_per_case.");
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
  if (!first->days.overlaps(step_.days))
    fault("after", "'" + step_.after + "' is due on other days than this step.",
          "Wait for a step of the same day.");
}

void StepCheck::check_condition(const Condition& c) {
  for (const Condition& part : c.of) check_condition(part);
  if (c.kind != Condition::Kind::kFact || c.fact != FactWord::kDecision) return;
  const bool asked = std::any_of(policy_.steps.begin(), policy_.steps.end(), [&](const Step& s) {
    return s.action == Kind::kDecide && s.about == c.about;
  });
  if (!asked)
    fault("when", "no step asks for the decision '" + c.about + "', so this is never true.",
          "Add a step with action: decide and about: " + c.about + ".");
}

void StepCheck::check_role() {
  const auto kind = role_kind(step_.audience.role);
  if (!kind || kind == RoleKind::kRecords)
    fault("audience", "'" + step_.audience.role + "' is not a role.",
          "The roles are in config/policies/README.md.");
  const auto fallback = role_kind(step_.audience.fallback);
  if (kind == RoleKind::kProfessional && fallback != RoleKind::kSchool)
    fault("audience", "the roll may name nobody in the role '" + step_.audience.role + "'.",
          "Say who in the school is told then, as in fallback: dsl.");
  if (kind != RoleKind::kProfessional && !step_.audience.fallback.empty())
    fault("audience", "a fallback is only for roles that the roll names.", "Take it out.");
}

void StepCheck::check_audience() {
  const bool family = job::channel_for(step_.action).has_value();
  const Selector selector = step_.audience.selector;
  if (selector == Selector::kRole) check_role();
  if (step_.action == Kind::kVisit ? selector != Selector::kHome : selector == Selector::kHome)
    fault("audience", "a visit goes to the home, and nothing else does.",
          "Use selector: home with action: visit.");
  else if (family && selector == Selector::kRole)
    fault("audience", "a " + std::string(job::word(step_.action)) + " goes to contacts, not to a role.",
          "Use a selector such as parents_and_carers.");
  else if (!family && selector != Selector::kRole)
    fault("audience", "a staff task goes to a role, not to contacts.", "Use role:, as in {role: office}.");
}

void StepCheck::check_words() {
  if (has_script(step_.action) && step_.template_name.empty())
    fault("template", "a " + std::string(job::word(step_.action)) + " needs a template.",
          "Name a folder of templates/.");
  const bool others = step_.audience.selector == Selector::kAllContacts ||
                      step_.audience.selector == Selector::kOtherContacts;
  if (step_.action == Kind::kCall && others && step_.template_for_others.empty())
    fault("template_for_others", "people who are not parents or carers are rung without words of their own.",
          "Name a template that only asks for the parent to ring.");
  if (is_open_message(step_.action) && step_.about != "absence")
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
  only_for(!step_.decision.considerations.empty(), "considerations", Kind::kDecide);
  only_for(!step_.decision.options.empty(), "options", Kind::kDecide);
  only_for(step_.decision.rationale != Rationale::kNone, "rationale", Kind::kDecide);
  only_for(!step_.template_for_others.empty(), "template_for_others", Kind::kCall);
  only_for(!step_.voicemail_template.empty(), "voicemail_template", Kind::kCall);
  if (step_.action == Kind::kLetter && !step_.separately)
    fault("separately", "letters go to each person separately.", "Say separately: true.");
  if (step_.catch_up && is_open_message(step_.action))
    fault("catch_up", "a text or call is not made up on a later day.", "Take it out.");
  if (step_.deadline.hours > 0 && is_open_message(step_.action))
    fault("deadline", "a text or call has no deadline; it expires.", "Use expires:, or take it out.");
  check_expiry();
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
