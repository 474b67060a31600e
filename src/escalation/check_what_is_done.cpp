#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "escalation/step_faults.h"

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

constexpr std::string_view kVoicemails[] = {"absence", "international_tone", "return_call"};

class DoneCheck : private StepFaults {
 public:
  using StepFaults::StepFaults;

  void run() {
    check_audience();
    check_words();
    check_fit();
  }

 private:
  void check_role();
  void check_audience();
  void check_fanout();
  void check_words();
  void check_fit();
  void check_question();
  void check_expiry();
};

void DoneCheck::check_role() {
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

void DoneCheck::check_audience() {
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

void DoneCheck::check_fanout() {
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

void DoneCheck::check_words() {
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

void DoneCheck::check_fit() {
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
  only_for(step_.email_instead, "email_instead", Kind::kText);
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

void DoneCheck::check_question() {
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

void DoneCheck::check_expiry() {
  const base::TimeOfDay until = step_.expires.value_or(policy_.hours_to);
  if (is_open_message(step_.action) && (until <= policy_.hours_from || until > policy_.hours_to))
    fault("expires", "it expires outside the hours in which families are contacted.",
          "Give a time within hours:.");
  if (step_.at && is_open_message(step_.action) && *step_.at >= until)
    fault("at", "it is due only after it has expired.", "Give an earlier time, or a later expires:.");
}

}  // namespace

void check_what_is_done(const Policy& policy, size_t index, std::vector<PolicyFault>& out) {
  DoneCheck(policy, index, out).run();
}

}  // namespace firstday::escalation
